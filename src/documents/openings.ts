import * as vscode from 'vscode';
import type { Messages } from '../ui/messages.ts';
import { allTabs, uriOf } from '../ui/tabs.ts';
import type { Place } from './store.ts';

/**
 * What VS Code opens and cannot be read. It would show "an unexpected error" and, after a failed read, the same for this
 * document until the window is reloaded, whatever the server answers then. So its tab is taken away again, the person is
 * told why, and VS Code, for which nobody waits any more, reads an empty text instead of an error.
 */
export class Openings {
  readonly #messages: Messages;
  readonly #closing = new Map<string, Promise<void>>();
  /** Documents whose `stat` was answered so, and whose content is still to be asked for. */
  readonly #unread = new Set<string>();

  constructor(messages: Messages) {
    this.#messages = messages;
  }

  /** Whether that failed for an opening, which now has been ended; else the failure is for whoever asked. */
  async end(place: Place, error: unknown, asked: 'stat' | 'content'): Promise<boolean> {
    const ended = await this.#end(place, error);
    const wasUnread = this.#unread.delete(place.key);
    if (ended && asked === 'stat') this.#unread.add(place.key);
    return ended || (wasUnread && asked === 'content');
  }

  async #end(place: Place, error: unknown): Promise<boolean> {
    const { key } = place;
    const tabs = emptyTabs(key);
    if (tabs.length === 0) return false;
    if (!this.#closing.has(key)) {
      this.#closing.set(key, close(tabs));
      this.#tell(place, error);
    }
    await this.#closing.get(key);
    this.#closing.delete(key);
    return true;
  }

  #tell({ id, server, uri }: Place, error: unknown): void {
    const run = () => vscode.commands.executeCommand('vscode.open', uri);
    this.#messages.error(error, vscode.l10n.t('{0} on {1} cannot be opened', id, server.label), {
      title: vscode.l10n.t('Retry'),
      run,
    });
  }
}

async function close(tabs: vscode.Tab[]): Promise<void> {
  try {
    await vscode.window.tabGroups.close(tabs);
  } catch {
    // The person was faster.
  }
}

/** The tabs in which there will be a document once it could be read. */
function emptyTabs(key: string): vscode.Tab[] {
  const isRead = vscode.workspace.textDocuments.some(document => document.uri.toString() === key);
  if (isRead) return [];
  return allTabs().filter(tab => !tab.isDirty && uriOf(tab)?.toString() === key);
}
