import * as vscode from 'vscode';
import { TableStore } from '../../../src/model/table/store.ts';
import type { Cell, ColumnId, RowKey, TableDocument, TablePatch } from '../../../src/model/table/types.ts';
import type { FromTable, TableReading, TableState, ToTable } from '../../../src/webview/table/protocol.ts';
import { eventually } from '../../support/eventually.ts';
import { theExtension } from '../support/extension.ts';

type Shown = vscode.WebviewPanelOnDidChangeViewStateEvent;

/** The page's end of a webview, without a browser: it keeps the rows as the real one does. */
class FakePanel {
  readonly #sent = new vscode.EventEmitter<FromTable>();
  readonly #shown = new vscode.EventEmitter<Shown>();
  readonly onDidDispose = new vscode.EventEmitter<void>().event;
  readonly onDidChangeViewState = this.#shown.event;
  readonly store = new TableStore();
  /** The messages with rows, as they came. */
  readonly chunks: Extract<ToTable, { type: 'rows' | 'changed' }>[] = [];
  readonly found: Extract<ToTable, { type: 'found' }>[] = [];
  readonly #waiting = new Set<(message: ToTable) => void>();
  state: Partial<TableState> = {};
  visible = true;
  active = true;
  sequence = 0;

  readonly webview = {
    onDidReceiveMessage: this.#sent.event,
    postMessage: (message: ToTable) => {
      // As JSON, as it would travel.
      this.#take(JSON.parse(JSON.stringify(message)) as ToTable);
      return Promise.resolve(true);
    },
  };

  send(message: FromTable): void {
    this.#sent.fire(message);
  }

  show(visible: boolean): void {
    this.visible = visible;
    this.#shown.fire({ webviewPanel: this as unknown as vscode.WebviewPanel });
  }

  /** Calls `task` for the next messages until it answers true. */
  when(task: (message: ToTable) => boolean): void {
    const waiting = (message: ToTable) => task(message) && this.#waiting.delete(waiting);
    this.#waiting.add(waiting);
  }

  #take(message: ToTable): void {
    if (message.type === 'init' || message.type === 'update')
      this.state = { ...this.state, ...message.state };
    if (message.type === 'rows') this.store.append(message.chunk, message.fresh);
    if (message.type === 'changed') this.store.change(message.chunk, message.gone);
    if (message.type === 'rows' || message.type === 'changed') this.chunks.push(message);
    if (message.type === 'found') this.found.push(message);
    if (message.type === 'takePending')
      this.send({ type: 'pending', request: message.request, sequence: this.sequence, edits: {} });
    for (const waiting of [...this.#waiting]) waiting(message);
  }
}

/** A table that is open in a tab, as its page sees it. */
export class OpenTable {
  readonly panel: FakePanel;
  readonly document: vscode.TextDocument;
  readonly session: { dispose(): void };

  private constructor(document: vscode.TextDocument, panel: FakePanel, session: { dispose(): void }) {
    this.document = document;
    this.panel = panel;
    this.session = session;
  }

  static async open(uri: vscode.Uri): Promise<OpenTable> {
    const { documents } = await theExtension();
    const document = await vscode.workspace.openTextDocument(uri);
    const panel = new FakePanel();
    const session = await documents.session(document, panel as unknown as vscode.WebviewPanel);
    const table = new OpenTable(document, panel, session);
    table.panel.send({ type: 'ready' });
    return table;
  }

  /** The same, with all rows. */
  static async complete(uri: vscode.Uri): Promise<OpenTable> {
    const table = await OpenTable.open(uri);
    await table.isComplete();
    return table;
  }

  isComplete(): Promise<unknown> {
    return eventually(
      'all rows are there',
      () => this.readings.every(({ phase }) => phase === 'complete') && this.readings.length,
    );
  }

  get state(): Partial<TableState> {
    return this.panel.state;
  }

  get readings(): TableReading[] {
    return this.state.readings ?? [];
  }

  get keys(): RowKey[] {
    return [...this.panel.store.all()].map(row => this.panel.store.keyOf(row));
  }

  cell(key: RowKey, column: ColumnId): Cell {
    const row = this.panel.store.rowOf(key);
    return row === undefined ? null : this.panel.store.serverCell(row, column);
  }

  get edits(): TableDocument {
    return JSON.parse(this.document.getText()) as TableDocument;
  }

  async edit(edits: TablePatch): Promise<void> {
    const sequence = ++this.panel.sequence;
    this.panel.send({ type: 'edit', sequence, edits });
    await eventually('the host has taken it', () => this.state.applied === sequence);
  }

  async dispose(): Promise<void> {
    this.session.dispose();
    if (!this.document.isDirty) return;
    await vscode.commands.executeCommand('vscode.openWith', this.document.uri, 'default');
    await vscode.commands.executeCommand('workbench.action.files.revert');
  }
}
