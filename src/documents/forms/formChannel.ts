import * as vscode from 'vscode';
import { handOverMs } from '../../ui/quirks/documents.ts';
import type { Changes, FromForm, Handlers, Opening, HistoryStep, ToForm } from '../../webview/protocol.ts';

/** The form at the other end of a webview. */
export class FormChannel<State, Action extends string> {
  readonly #panel: vscode.WebviewPanel;
  readonly #waiting = new Map<number, (answer: Pending) => void>();
  #requests = 0;
  #isClosed = false;

  /** Messages go to `handlers`; undo, redo and the answers to `takePending` are handled here. */
  constructor(
    panel: vscode.WebviewPanel,
    handlers: Omit<Handlers<FromForm<Action>>, 'pending' | HistoryStep>,
  ) {
    this.#panel = panel;
    const all: Handlers<FromForm<Action>> = {
      ...handlers,
      pending: answer => this.#waiting.get(answer.request)?.(answer),
      undo: () => this.#step('undo'),
      redo: () => this.#step('redo'),
    };
    panel.onDidDispose(() => (this.#isClosed = true));
    panel.webview.onDidReceiveMessage((message: FromForm<Action>) => {
      (all[message.type] as (message: FromForm<Action>) => void)(message);
    });
  }

  /** Does nothing once the tab is closed. */
  post(message: ToForm<State>): void {
    if (!this.#isClosed) void this.#panel.webview.postMessage(message);
  }

  /** VS Code acts on the active editor, which by now may be another one. */
  #step(step: HistoryStep): void {
    if (this.#panel.active) void vscode.commands.executeCommand(step);
  }

  /** What was typed and not yet sent; `undefined` when the form does not answer. */
  async takePending(): Promise<Pending | undefined> {
    const request = ++this.#requests;
    const answer = new Promise<Pending | undefined>(resolve => {
      this.#waiting.set(request, resolve);
      setTimeout(() => resolve(undefined), handOverMs);
    });
    this.post({ type: 'takePending', request });
    return answer.finally(() => this.#waiting.delete(request));
  }

  /** What a form starts with, including VS Code's translations of our texts. */
  opening(state: State): Opening<State> {
    return { translations: vscode.l10n.bundle ?? null, state };
  }

  /** The webview's first message. */
  init(state: State): void {
    this.post({ type: 'init', ...this.opening(state) });
  }
}

interface Pending {
  sequence: number;
  changes: Changes;
}
