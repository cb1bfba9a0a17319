import * as vscode from 'vscode';
import { allTabs, openDocument, uriOf } from '../tabs.ts';

/**
 * Ends the opening of documents that cannot be read. VS Code (seen in 1.100.3 and 1.139.1) would show "an unexpected
 * error" and, after one failed read, the same for this document until the window is reloaded, whatever the server
 * answers later. So its tab is closed, the reason is given by `tell`, and VS Code, which nobody waits for any more,
 * reads an empty text instead of an error.
 */
export class FailedOpenings {
  readonly #tell: (uri: vscode.Uri, error: unknown) => void;
  readonly #closing = new Map<string, Promise<void>>();
  /** Documents whose `stat` was answered like this, and whose content VS Code is still to ask for. */
  readonly #unread = new Set<string>();

  constructor(tell: (uri: vscode.Uri, error: unknown) => void) {
    this.#tell = tell;
  }

  /** Whether this failed for an opening, which has now been ended; otherwise the failure is for whoever asked. */
  async end(uri: vscode.Uri, error: unknown, asked: 'stat' | 'content'): Promise<boolean> {
    const key = uri.toString();
    const ended = await this.#end(uri, error);
    const wasUnread = this.#unread.delete(key);
    if (ended && asked === 'stat') this.#unread.add(key);
    return ended || (wasUnread && asked === 'content');
  }

  async #end(uri: vscode.Uri, error: unknown): Promise<boolean> {
    const tabs = emptyTabs(uri);
    if (tabs.length === 0) return false;
    const key = uri.toString();
    if (!this.#closing.has(key)) {
      this.#closing.set(key, close(tabs));
      this.#tell(uri, error);
    }
    await this.#closing.get(key);
    this.#closing.delete(key);
    return true;
  }
}

async function close(tabs: vscode.Tab[]): Promise<void> {
  try {
    await vscode.window.tabGroups.close(tabs);
  } catch {
    // Already closed by the user.
  }
}

/** The tabs that will show the document once it could be read. */
function emptyTabs(uri: vscode.Uri): vscode.Tab[] {
  if (openDocument(uri)) return [];
  const key = uri.toString();
  return allTabs().filter(tab => !tab.isDirty && uriOf(tab)?.toString() === key);
}
