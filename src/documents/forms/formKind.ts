import type * as vscode from 'vscode';
import type { DocumentState } from '../../webview/protocol.ts';
import type { Place, Seen } from '../store.ts';

/** What a form shows beside its document. */
type Beside<State extends DocumentState<object>> = Omit<State, keyof DocumentState<object>>;

/** An open form, for those who act on it. */
export interface OpenForm<State> {
  readonly place: Place;
  readonly document: vscode.TextDocument;
  readonly panel: vscode.WebviewPanel;
  /** What the server said last of the document's object. */
  readonly seen: Seen | undefined;
  /** Shows what was found out beside the document, for as long as the tab is open. */
  readonly update: (extras: Partial<State>) => void;
  /** Asks the server again for what is shown beside the document. */
  askExtras(): Promise<void>;
}

/** How one kind of document is shown as a form. */
export interface FormKind<State extends DocumentState<object>, Action extends string> {
  viewType: string;
  /** The folder of its browser code below src/webview. */
  view: string;
  /** What stands at the top of the form. */
  heading(place: Place, seen: Seen | undefined): string;
  /** What is known at once; `seen` is absent while the server was not asked, as after a reload. */
  beside(place: Place, seen: Seen | undefined, gone: boolean): Beside<State>;
  /** What takes further questions to the server, sent when it is there. Failures are silent: it is decoration. */
  extras(form: OpenForm<State>, signal: AbortSignal): Promise<void>;
  actions: Record<Action, (form: OpenForm<State>) => unknown>;
}
