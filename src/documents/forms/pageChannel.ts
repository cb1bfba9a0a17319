import * as vscode from 'vscode';
import { handOverMs } from '../../ui/quirks/documents.ts';
import type { HistoryStep, Opening } from '../../webview/protocol.ts';

interface Pending {
  type: 'pending';
  request: number;
  sequence: number;
}

/** What is handled here for every page. */
interface Common {
  type: Pending['type'] | HistoryStep;
}

/** What a page sends beside that. */
export type OwnMessage<From extends { type: string }> = Exclude<From, Common>;

/** The page at the other end of a webview: what it sends (`From`), and what it is sent (`To`). */
export class PageChannel<From extends { type: string }, To extends { type: string }> {
  readonly #panel: vscode.WebviewPanel;
  readonly #waiting = new Map<number, (answer: Extract<From, Pending>) => void>();
  #requests = 0;
  #isClosed = false;

  /** @param take gets all messages but undo, redo and the answers to `takePending` */
  constructor(panel: vscode.WebviewPanel, take: (message: OwnMessage<From>) => unknown) {
    this.#panel = panel;
    panel.onDidDispose(() => (this.#isClosed = true));
    panel.webview.onDidReceiveMessage((message: From) => {
      if (isPending(message)) this.#waiting.get(message.request)?.(message);
      else if (isOwn(message)) take(message);
      else this.#step(message.type === 'undo' ? 'undo' : 'redo');
    });
  }

  /** Does nothing once the tab is closed. */
  post(message: To | { type: 'takePending'; request: number }): void {
    if (!this.#isClosed) void this.#panel.webview.postMessage(message);
  }

  /** What was typed and not yet sent; `undefined` when the page does not answer. */
  async takePending(): Promise<Extract<From, Pending> | undefined> {
    const request = ++this.#requests;
    const answer = new Promise<Extract<From, Pending> | undefined>(resolve => {
      this.#waiting.set(request, resolve);
      setTimeout(() => resolve(undefined), handOverMs);
    });
    this.post({ type: 'takePending', request });
    return answer.finally(() => this.#waiting.delete(request));
  }

  /** VS Code acts on the active editor, which by now may be another one. */
  #step(step: HistoryStep): void {
    if (this.#panel.active) void vscode.commands.executeCommand(step);
  }
}

const isPending = <From extends { type: string }>(message: From): message is Extract<From, Pending> =>
  message.type === 'pending';

const isOwn = <From extends { type: string }>(message: From): message is OwnMessage<From> =>
  !['pending', 'undo', 'redo'].includes(message.type);

/** What a page starts with, including VS Code's translations of our texts. */
export const openingOf = <State>(state: State): Opening<State> => ({
  translations: vscode.l10n.bundle ?? null,
  state,
});
