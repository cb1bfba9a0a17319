import type * as vscode from 'vscode';
import type { FromForm, Handlers, Opening, ToForm } from '../../webview/protocol.ts';
import { openingOf, PageChannel } from './pageChannel.ts';
import type { OwnMessage } from './pageChannel.ts';

/** The form at the other end of a webview. */
export class FormChannel<State, Action extends string> extends PageChannel<FromForm<Action>, ToForm<State>> {
  constructor(panel: vscode.WebviewPanel, handlers: Handlers<OwnMessage<FromForm<Action>>>) {
    super(panel, message => {
      (handlers[message.type] as (message: OwnMessage<FromForm<Action>>) => unknown)(message);
    });
  }

  opening(state: State): Opening<State> {
    return openingOf(state);
  }

  /** The webview's first message. */
  init(state: State): void {
    this.post({ type: 'init', ...this.opening(state) });
  }
}
