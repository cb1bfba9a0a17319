import * as vscode from 'vscode';
import type { Changes, FromForm, ToForm } from '../../../src/webview/protocol.ts';

/** The form's end of a webview, without a browser. */
export class FakePanel<State extends object, Action extends string> {
  readonly #emitter = new vscode.EventEmitter<FromForm<Action>>();
  readonly #shown = new vscode.EventEmitter<void>();
  readonly onDidChangeViewState = this.#shown.event;
  visible = true;
  readonly onDidDispose = new vscode.EventEmitter<void>().event;
  state: Partial<State> = {};
  /** What is typed and not sent when VS Code saves; absent: the form does not answer. */
  pending: Changes | undefined;

  readonly webview = {
    onDidReceiveMessage: this.#emitter.event,
    postMessage: (message: ToForm<State>) => {
      if (message.type === 'init' || message.type === 'update')
        this.state = { ...this.state, ...message.state };
      if (message.type === 'takePending' && this.pending)
        this.send({ type: 'pending', request: message.request, sequence: 9, changes: this.pending });
      return Promise.resolve(true);
    },
  };

  show(visible: boolean): void {
    this.visible = visible;
    this.#shown.fire();
  }

  send(message: FromForm<Action>): void {
    this.#emitter.fire(message);
  }
}
