import * as vscode from 'vscode';
import type { UserInfo } from '../ocs/index.ts';
import { userUri } from '../servers/uris.ts';
import { standingsOf } from '../ui/standing.ts';

/** Badge and color of users' rows and document tabs, from what the tree has read. */
export class Decorations implements vscode.FileDecorationProvider {
  readonly #known = new Map<string, vscode.FileDecoration | undefined>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChangeFileDecorations = this.#changed.event;

  provideFileDecoration(uri: vscode.Uri): vscode.FileDecoration | undefined {
    return this.#known.get(uri.toString());
  }

  /** Call before the user's row is drawn. */
  show(serverId: string, user: UserInfo): void {
    const uri = userUri(serverId, user.userId);
    const key = uri.toString();
    const before = this.#known.get(key);
    const now = decorationOf(user);
    if (now) this.#known.set(key, now);
    else this.#known.delete(key);
    if (before?.badge !== now?.badge || before?.tooltip !== now?.tooltip) this.#changed.fire(uri);
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function decorationOf(user: UserInfo): vscode.FileDecoration | undefined {
  const standings = standingsOf(user);
  const [first] = standings;
  if (!first) return undefined;
  const titles = standings.map(({ title }) => title).join(', ');
  return new vscode.FileDecoration(first.badge, titles, new vscode.ThemeColor(first.color));
}
