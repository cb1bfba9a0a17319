import * as vscode from 'vscode';
import { Disposables } from '../../ui/disposables.ts';
import type { Changes, DocumentState, Fault, Opening } from '../../webview/protocol.ts';
import { editValues } from '../editValues.ts';
import { isLocked } from '../rights.ts';
import { readText } from '../store.ts';
import type { AnyDocument, DocumentStore, Place, Seen } from '../store.ts';
import { FormChannel } from './formChannel.ts';
import type { FormKind, OpenForm } from './formKind.ts';
import { SearchAnswers } from './search.ts';

/** One form in one tab: carries edits into the text document, and whatever changes in the document back to the form. */
export class FormSession<State extends DocumentState<object>, Action extends string>
  extends Disposables
  implements OpenForm<State>
{
  readonly place: Place;
  readonly document: vscode.TextDocument;
  readonly panel: vscode.WebviewPanel;
  readonly #store: DocumentStore;
  readonly #kind: FormKind<State, Action>;
  readonly #channel: FormChannel<State, Action>;
  readonly #closed = new AbortController();
  /** What took further questions. VS Code discards hidden forms: shown again, it has this without asking. */
  #extras: Partial<State> = {};
  #hasExtras = false;
  #lastDocument: AnyDocument | null = null;
  #applied = 0;
  /** One edit after the other: each is made on the text that the one before left. One that fails stops no other. */
  #edits: Promise<unknown> = Promise.resolve();

  constructor(
    kind: FormKind<State, Action>,
    store: DocumentStore,
    document: vscode.TextDocument,
    panel: vscode.WebviewPanel,
  ) {
    super();
    this.#kind = kind;
    this.#store = store;
    this.place = store.place(document.uri);
    this.document = document;
    this.panel = panel;
    const search = this.add(new SearchAnswers(this.place.server));
    this.#channel = new FormChannel<State, Action>(panel, {
      ready: () => void this.#start(),
      edit: ({ sequence, changes }) => void this.#edit(sequence, changes),
      search: async message => this.#channel.post(await search.answer(message)),
      run: ({ action }) => void kind.actions[action](this),
    });
    this.#follow();
  }

  get seen(): Seen | undefined {
    return this.#store.lastSeen(this.document.uri);
  }

  readonly update = (extras: Partial<State>): void => {
    this.#extras = { ...this.#extras, ...extras };
    this.#show(extras);
  };

  get isDisposed(): boolean {
    return this.#closed.signal.aborted;
  }

  /** What the page comes with. */
  async opening(): Promise<Opening<State>> {
    return this.#channel.opening(await this.#state());
  }

  async askExtras(): Promise<void> {
    const { signal } = this.#closed;
    if (signal.aborted) return;
    this.#hasExtras = await this.#kind.extras(this, signal).then(
      () => true,
      () => false,
    );
  }

  override dispose(): void {
    this.#closed.abort();
    super.dispose();
  }

  #follow(): void {
    const ours = (uri: vscode.Uri) => uri.toString() === this.place.key;
    const { workspace } = vscode;
    this.add(
      workspace.onDidChangeTextDocument(({ document }) => ours(document.uri) && void this.#showDocument()),
    );
    this.add(workspace.onDidSaveTextDocument(({ uri }) => ours(uri) && void this.#showDocument()));
    this.add(
      workspace.onWillSaveTextDocument(event => {
        if (ours(event.document.uri) && this.panel.visible) event.waitUntil(this.#handOver());
      }),
    );
    this.add(this.#store.onDidSee(uri => ours(uri) && this.#showBeside()));
    this.add(this.#store.onDidChangeRefused(uri => ours(uri) && void this.#showDocument()));
  }

  async #start(): Promise<void> {
    this.#applied = 0;
    this.#channel.init(await this.#state());
    // After a reload VS Code restores the form without asking the file system.
    if (!this.seen) await this.#store.look(this.place).catch(() => undefined);
    if (!this.#hasExtras) await this.askExtras();
  }

  async #state(): Promise<State> {
    return { ...(await this.#documentState()), ...this.#beside(), ...this.#extras } as State;
  }

  async #showDocument(): Promise<void> {
    this.#show((await this.#documentState()) as Partial<State>);
  }

  #showBeside(): void {
    this.#show(this.#beside() as Partial<State>);
    void this.#showDocument();
  }

  #show(state: Partial<State>): void {
    this.#channel.post({ type: 'update', state });
  }

  #beside(): ReturnType<FormKind<State, Action>['beside']> {
    const { uri } = this.document;
    return this.#kind.beside(this.place, this.seen, this.#store.isGone(uri));
  }

  async #documentState(): Promise<DocumentState<object>> {
    const base = await this.#store.bases.get(this.document.uri);
    const { document, fault } = this.#read(this.document.getText());
    this.#lastDocument = document ?? this.#lastDocument;
    return {
      document: this.#lastDocument,
      base: base === undefined ? null : (this.#read(base).document ?? null),
      fault: fault ?? null,
      applied: this.#applied,
      readOnly: this.#readOnly(),
      // What was refused is no problem any more once it was taken back.
      problems: this.document.isDirty ? Object.fromEntries(this.#store.refused(this.document.uri)) : {},
    };
  }

  #read(text: string): { document?: AnyDocument; fault?: Fault } {
    const read = readText(this.place, text);
    if ('document' in read) return read;
    const [problem] = read.problems;
    const { line, character } = this.document.positionAt(problem?.offset ?? 0);
    return { fault: { line: line + 1, column: character + 1, message: problem?.message ?? '' } };
  }

  #readOnly(): string | null {
    if (!this.seen || !isLocked(this.place, this.seen)) return null;
    return vscode.l10n.t('You may look at this, but the server does not let you change it.');
  }

  #edit(sequence: number, changes: Changes): Promise<unknown> {
    const edit = this.#edits.then(async () => {
      await this.#apply(changes);
      this.#applied = sequence;
      await this.#showDocument();
    });
    this.#edits = edit.catch(() => undefined);
    return edit;
  }

  /** VS Code would take an edit of a read-only document and then not save it: it must be refused here. */
  async #apply(changes: Changes): Promise<void> {
    const { document, place } = this;
    const before = document.getText();
    const readable = 'document' in readText(place, before);
    if (!readable || this.#readOnly() !== null || !this.#known(changes)) return;
    await editValues(document, changes);
  }

  #known(changes: Changes): boolean {
    return Object.keys(changes).every(name => this.place.kind.types.has(name));
  }

  /** What stands in a focused field belongs to the save. Never fails: VS Code would stop asking. */
  async #handOver(): Promise<void> {
    await this.#edits;
    const pending = await this.#channel.takePending();
    if (pending) await this.#edit(pending.sequence, pending.changes).catch(() => undefined);
  }
}
