import * as vscode from 'vscode';
import { runCommand } from '../../ui/commands.ts';
import { Disposables } from '../../ui/disposables.ts';
import type { ActionTarget, Changes, DocumentState, Fault, Opening } from '../../webview/protocol.ts';
import { editValues } from '../editValues.ts';
import type { CommonAction, DocumentPlace, Loaded, OpenForm } from '../kind.ts';
import type { DocumentStore } from '../store.ts';
import { FormChannel } from './formChannel.ts';
import { SearchAnswers } from './search.ts';

/** The documents that forms show. */
export interface FormDocuments {
  readonly store: DocumentStore;
  refresh(uri: vscode.Uri): Promise<void>;
}

/** A text of the document, as far as it could be read. */
interface TextReading {
  text: string;
  document?: object;
  fault?: Fault;
}

/** The text before an edit, the one after it, and the base. */
const readingsKept = 3;

/** One form in one tab: writes edits into the text document, and shows what changes in the document. */
export class FormSession extends Disposables implements OpenForm {
  readonly place: DocumentPlace;
  readonly document: vscode.TextDocument;
  readonly #panel: vscode.WebviewPanel;
  readonly #documents: FormDocuments;
  readonly #store: DocumentStore;
  readonly #channel: FormChannel<object, string>;
  readonly #closed = new AbortController();
  /** What took further requests. VS Code discards hidden forms: shown again, a form gets this without any. */
  #extras: object = {};
  /** What the page has, so that nothing is sent twice: a group may have tens of thousands of members. */
  #told = new Map<string, unknown>();
  /** The texts that were read last, newest first. */
  #readings: TextReading[] = [];
  #hasExtras = false;
  #lastDocument: object | null = null;
  #applied = 0;
  /** One edit after the other: each is made on the text that the previous one left. One that fails stops no other. */
  #edits: Promise<unknown> = Promise.resolve();

  constructor(documents: FormDocuments, document: vscode.TextDocument, panel: vscode.WebviewPanel) {
    super();
    this.#documents = documents;
    this.#store = documents.store;
    this.place = this.#store.place(document.uri);
    this.document = document;
    this.#panel = panel;
    const search = this.add(new SearchAnswers(this.place.server));
    this.#channel = new FormChannel<object, string>(panel, {
      ready: () => void this.#start(),
      edit: ({ sequence, changes }) => void this.#edit(sequence, changes),
      search: async message => this.#channel.post(await search.answer(message)),
      run: ({ action, target }) => void this.#run(action, target),
    });
    this.#follow();
  }

  get loaded(): Loaded | undefined {
    return this.#store.lastLoaded(this.document.uri);
  }

  readonly update = (extras: object): void => {
    this.#extras = { ...this.#extras, ...extras };
    this.#show(extras);
  };

  get isDisposed(): boolean {
    return this.#closed.signal.aborted;
  }

  /** What the page comes with. */
  async opening(): Promise<Opening<object>> {
    return this.#channel.opening(await this.#state());
  }

  async #askExtras(): Promise<void> {
    const { signal } = this.#closed;
    if (signal.aborted) return;
    this.#hasExtras = await this.place.kind.form.extras(this, this.loaded, signal).then(
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
    this.add(
      vscode.workspace.onDidChangeTextDocument(
        ({ document }) => ours(document.uri) && void this.#showDocument(),
      ),
    );
    this.add(vscode.workspace.onDidSaveTextDocument(({ uri }) => ours(uri) && void this.#showDocument()));
    this.add(
      vscode.workspace.onWillSaveTextDocument(event => {
        if (ours(event.document.uri) && this.#panel.visible) event.waitUntil(this.#handOver());
      }),
    );
    this.add(this.#store.onDidLoad(uri => ours(uri) && this.#showFacts()));
    this.add(this.#store.onDidChangeRefused(uri => ours(uri) && void this.#showDocument()));
  }

  async #start(): Promise<void> {
    this.#applied = 0;
    const state = await this.#state();
    this.#told = new Map(Object.entries(state));
    this.#channel.init(state);
    // After a reload of the window, VS Code restores the form without asking the file system.
    if (!this.loaded) await this.#store.load(this.place).catch(() => undefined);
    if (!this.#hasExtras) await this.#askExtras();
  }

  #run(action: string, target: ActionTarget | undefined): unknown {
    const { commands } = this.place.kind.form;
    const { uri } = this.document;
    const common: Record<CommonAction, () => unknown> = {
      showText: () =>
        vscode.commands.executeCommand('vscode.openWith', uri, 'default', vscode.ViewColumn.Beside),
      refresh: () => Promise.all([this.#documents.refresh(uri), this.#askExtras()]),
      close: () => void this.#panel.dispose(),
    };
    const of = target ? { serverId: this.place.server.id, ...target } : uri;
    const own = Object.entries(commands).map(([name, command]) => {
      return [name, () => runCommand(command, of)] as const;
    });
    return new Map<string, () => unknown>([...Object.entries(common), ...own]).get(action)?.();
  }

  async #state(): Promise<object> {
    return { ...(await this.#documentState()), ...this.#facts(), ...this.#extras };
  }

  async #showDocument(): Promise<void> {
    this.#show(await this.#documentState());
  }

  #showFacts(): void {
    this.#show(this.#facts());
    void this.#showDocument();
  }

  #show(state: object): void {
    const news = Object.entries(state).filter(([name, value]) => this.#told.get(name) !== value);
    for (const [name, value] of news) this.#told.set(name, value);
    if (news.length > 0) this.#channel.post({ type: 'update', state: Object.fromEntries(news) });
  }

  #facts(): object {
    const isGone = this.#store.isGone(this.document.uri);
    return this.place.kind.form.facts(this.place, this.loaded, isGone);
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
      // Once reverted, what was refused is no longer a problem.
      problems: this.document.isDirty ? Object.fromEntries(this.#store.refused(this.document.uri)) : {},
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

  #readOnly(): string | null {
    if (!this.loaded || !this.place.kind.isLocked(this.loaded)) return null;
    return vscode.l10n.t('Read-only: you do not have permission to change this.');
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

  /** VS Code would accept an edit of a read-only document and then not save it: it must be refused here. */
  async #apply(changes: Changes): Promise<void> {
    const { kind } = this.place;
    if (kind.form.keep) return kind.form.keep(this.place, changes);
    const isReadable = this.#read(this.document.getText()).document !== undefined;
    const isKnown = Object.keys(changes).every(name => kind.hasField(name));
    if (isReadable && isKnown && this.#readOnly() === null) await editValues(this.document, changes);
  }

  /** What was typed into a focused field belongs to the save. Never fails: VS Code would no longer ask. */
  async #handOver(): Promise<void> {
    const [pending] = await Promise.all([this.#channel.takePending(), this.#edits]);
    const isMore = pending && Object.keys(pending.changes).length > 0;
    await (isMore ? this.#edit(pending.sequence, pending.changes).catch(() => undefined) : this.#edits);
  }
}
