import * as vscode from 'vscode';
import type { Changes, FromForm, Handlers, HistoryStep, Opening, ToForm } from '../../webview/protocol.ts';

/** How long a form may take to hand over what is being typed (milliseconds); VS Code waits no longer than 1.75 s. */
const patience = 750;

/** The form at the other end of a webview. */
export class FormChannel<State, Action extends string> {
  readonly #panel: vscode.WebviewPanel;
  readonly #waiting = new Map<number, (answer: Pending) => void>();
  #requests = 0;
  #isClosed = false;

  /** What arrives goes to `handlers`; steps and the answers to `takePending` are taken care of here. */
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

  /** A tab that was closed meanwhile gets nothing. */
  post(message: ToForm<State>): void {
    if (!this.#isClosed) void this.#panel.webview.postMessage(message);
  }

  /** VS Code undoes in what is in front, which by now may be something else. */
  #step(step: HistoryStep): void {
    if (this.#panel.active) void vscode.commands.executeCommand(step);
  }

  /** What was typed and not sent yet; `undefined` when the form does not answer. */
  async takePending(): Promise<Pending | undefined> {
    const request = ++this.#requests;
    const answer = new Promise<Pending | undefined>(resolve => {
      this.#waiting.set(request, resolve);
      setTimeout(() => resolve(undefined), patience);
    });
    this.post({ type: 'takePending', request });
    return answer.finally(() => this.#waiting.delete(request));
  }

  /** What a form begins with, with VS Code's translations of our texts. */
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
