import * as vscode from 'vscode';
import { Disposables } from '../../ui/disposables.ts';
import type { DocumentState, Fault, Opening } from '../../webview/protocol.ts';
import type { DocumentPlace, KindForm, Loaded } from '../kind.ts';
import type { DocumentStore } from '../store.ts';
import { openingOf } from './pageChannel.ts';

/** A text of the document, as far as it could be read. */
interface TextReading {
  text: string;
  document?: object;
  fault?: Fault;
}

/** The text before an edit, the one after it, and the base. */
const readingsKept = 3;

/** Edits that were made on the page before those with a higher number. `apply` writes them into the document. */
interface NumberedEdits {
  sequence: number;
  apply: () => Promise<unknown>;
}

/** One document in one tab: writes edits into the text document, and shows what changes in the document. */
export abstract class DocumentSession extends Disposables {
  readonly place: DocumentPlace;
  readonly document: vscode.TextDocument;
  protected readonly panel: vscode.WebviewPanel;
  protected readonly store: DocumentStore;
  readonly #closed = new AbortController();
  /** What the page has, so that nothing is sent twice: a group may have tens of thousands of members. */
  #told = new Map<string, unknown>();
  /** The texts that were read last, newest first. */
  #readings: TextReading[] = [];
  #lastDocument: object | null = null;
  #applied = 0;
  /** One edit after the other: each is made on the text that the previous one left. One that fails stops no other. */
  #edits: Promise<unknown> = Promise.resolve();

  constructor(store: DocumentStore, document: vscode.TextDocument, panel: vscode.WebviewPanel) {
    super();
    this.store = store;
    this.place = store.place(document.uri);
    this.document = document;
    this.panel = panel;
    this.#follow();
  }

  /** What the page shows beside the document, as far as it is known. */
  protected abstract facts(): object;
  protected abstract postUpdate(state: object): void;
  protected abstract postInit(opening: Opening<object>): void;
  /** What was typed on the page and not yet sent. */
  protected abstract takePending(): Promise<NumberedEdits | undefined>;

  get loaded(): Loaded | undefined {
    return this.store.lastLoaded(this.document.uri);
  }

  /** Ends with the tab. */
  get closed(): AbortSignal {
    return this.#closed.signal;
  }

  get heading(): string {
    return this.form.heading(this.place, this.loaded);
  }

  protected get form(): KindForm {
    const { form } = this.place.kind;
    if (!form) throw new TypeError('Documents of this kind have no form.');
    return form;
  }

  /** What the page comes with. */
  async opening(): Promise<Opening<object>> {
    return openingOf(await this.#state());
  }

  override dispose(): void {
    this.#closed.abort();
    super.dispose();
  }

  /** The page asks for its state for the first time, or after VS Code has discarded it. */
  protected async init(): Promise<void> {
    this.#applied = 0;
    const state = await this.#state();
    this.#told = new Map(Object.entries(state));
    this.postInit(openingOf(state));
  }

  protected show(state: object): void {
    const news = Object.entries(state).filter(([name, value]) => this.#told.get(name) !== value);
    this.noteTold(Object.fromEntries(news));
    if (news.length > 0) this.postUpdate(Object.fromEntries(news));
  }

  /** The page knows this. */
  protected noteTold(state: object): void {
    for (const [name, value] of Object.entries(state)) this.#told.set(name, value);
  }

  protected edit({ sequence, apply }: NumberedEdits): Promise<unknown> {
    const edit = this.#edits.then(async () => {
      await apply();
      this.#applied = sequence;
      await this.#showDocument();
    });
    this.#edits = edit.catch(() => undefined);
    return edit;
  }

  /** The document as its text is now, if it can be read. */
  protected readNow(): object | undefined {
    return this.#read(this.document.getText()).document;
  }

  protected get readOnly(): string | null {
    if (!this.loaded || !this.place.kind.isLocked(this.loaded)) return null;
    return vscode.l10n.t('Read-only: you do not have permission to change this.');
  }

  /** What the last save refused, where it is shown by document and not by field. */
  protected refusals(refused: ReadonlyMap<string, string>): object {
    return { problems: Object.fromEntries(refused) };
  }

  #follow(): void {
    const ours = (uri: vscode.Uri) => uri.toString() === this.place.key;
    const showDocument = (uri: vscode.Uri) => ours(uri) && void this.#showDocument();
    this.add(vscode.workspace.onDidChangeTextDocument(({ document }) => showDocument(document.uri)));
    this.add(vscode.workspace.onDidSaveTextDocument(({ uri }) => showDocument(uri)));
    this.add(
      vscode.workspace.onWillSaveTextDocument(event => {
        if (ours(event.document.uri) && this.panel.visible) event.waitUntil(this.#handOver());
      }),
    );
    this.add(this.store.onDidLoad(uri => ours(uri) && this.#showFacts()));
    this.add(this.store.onDidChangeRefused(showDocument));
  }

  async #state(): Promise<object> {
    return { ...(await this.#documentState()), ...this.facts() };
  }

  async #showDocument(): Promise<void> {
    this.show(await this.#documentState());
  }

  #showFacts(): void {
    this.show(this.facts());
    void this.#showDocument();
  }

  async #documentState(): Promise<Omit<DocumentState<object>, 'problems'>> {
    const base = await this.store.bases.get(this.document.uri);
    const { document, fault } = this.#read(this.document.getText());
    this.#lastDocument = document ?? this.#lastDocument;
    return {
      document: this.#lastDocument,
      base: base === undefined ? null : (this.#read(base).document ?? null),
      fault: fault ?? null,
      applied: this.#applied,
      readOnly: this.readOnly,
      // Once reverted, what was refused is no longer a problem.
      ...this.refusals(this.document.isDirty ? this.store.refused(this.document.uri) : new Map()),
    };
  }

  /** Reads a text once, as long as it is one of the last: the same text then has the same document. */
  #read(text: string): TextReading {
    const known = this.#readings.find(reading => reading.text === text);
    const reading = known ?? { text, ...this.#parse(text) };
    this.#readings = [reading, ...this.#readings.filter(other => other !== known)].slice(0, readingsKept);
    return reading;
  }

  #parse(text: string): Omit<TextReading, 'text'> {
    const read = this.place.kind.read(text, this.place.id);
    if ('document' in read) return { document: read.document.value };
    const [problem] = read.problems;
    const { line, character } = this.document.positionAt(problem?.offset ?? 0);
    return { fault: { line: line + 1, column: character + 1, message: problem?.message ?? '' } };
  }

  /** What was typed into a focused field belongs to the save. Never fails: VS Code would no longer ask. */
  async #handOver(): Promise<void> {
    const [pending] = await Promise.all([this.takePending(), this.#edits]);
    await (pending ? this.edit(pending).catch(() => undefined) : this.#edits);
  }
}
