import { countEdits } from '../../model/table/edits.ts';
import { boxesOf } from '../../model/table/filter/boxes.ts';
import { countConditions } from '../../model/table/filter/counts.ts';
import { filterRows } from '../../model/table/filter/evaluate.ts';
import { parseFilter } from '../../model/table/filter/parse.ts';
import type { FilterNode, ParsedFilter } from '../../model/table/filter/types.ts';
import { totals } from '../../model/table/footer.ts';
import { groupRows } from '../../model/table/groups.ts';
import type { RowGroup } from '../../model/table/groups.ts';
import { sortRows } from '../../model/table/order.ts';
import { TableStore } from '../../model/table/store.ts';
import type {
  ColumnId,
  RowKey,
  RowsChunk,
  TableDocument,
  TablePatch,
  TableView,
} from '../../model/table/types.ts';
import { language } from '../shared/language.ts';
import { EditDraft } from './editDraft.ts';
import type { ConditionCount } from './filter/conditions.ts';
import type { TableState } from './protocol.ts';
import { isComplete } from './progress.ts';
import { Refresher } from './refresher.ts';
import { ShownLines } from './shown.ts';
import type { KeyedGroup, LineIdentity } from './shown.ts';

/** What the page does when the data have changed. */
export interface DataListener {
  /** Other lines stand in the table: tells where a line is now, and `undefined` for one that is gone. */
  moved(movedTo: (line: number) => number | undefined): void;
  /** Something else is to be drawn. */
  changed(): void;
  /** The selected lines, which are followed when rows get other numbers. */
  selected(): readonly number[];
}

/** All that the page knows: rows, edits and view, and the lines that follow from them. */
export class TableData {
  readonly store = new TableStore();
  readonly draft: EditDraft;
  readonly closed = new Set<string>();
  readonly refresher = new Refresher(() => this.#order());
  readonly #listener: DataListener;
  state: TableState;
  view: TableView;
  /** The document with what is on its way to it. */
  document: TableDocument = {};
  /** The line as it stands. */
  filter: ParsedFilter = parseFilter('');
  /** What is shown: while there is something wrong in the line, what it said before. */
  #node: FilterNode = this.filter.node;
  boxes: Partial<Record<ColumnId, string>> = {};
  lines = new ShownLines(new Uint32Array(), null, new Set());
  groups: readonly KeyedGroup[] | null = null;
  conditions: readonly ConditionCount[] = [];
  totals = { count: 0, used: 0, unknownUsed: 0 };

  constructor(
    state: TableState,
    listener: DataListener,
    send: (sequence: number, edits: TablePatch) => void,
  ) {
    this.state = state;
    this.view = state.view;
    this.#listener = listener;
    this.draft = new EditDraft(send);
    this.#readFilter();
    this.#layEdits();
  }

  get edited(): number {
    return countEdits(this.document);
  }

  append(chunk: RowsChunk, fresh: boolean): void {
    this.#withRows(() => this.store.append(chunk, fresh));
  }

  change(chunk: RowsChunk, gone: readonly string[]): void {
    this.#withRows(() => this.store.change(chunk, gone));
  }

  /** What the host says anew. */
  update(change: Partial<TableState>): void {
    this.state = { ...this.state, ...change };
    if (change.applied !== undefined) this.draft.settle(change.applied);
    this.#layEdits();
    if (change.view) this.show(change.view);
    else this.#listener.changed();
    const told = change.readings ?? change.secondFactors;
    if (told && isComplete(told)) this.refresher.finish();
  }

  edit(edits: TablePatch): void {
    this.draft.send(edits);
    this.#layEdits();
    this.#listener.changed();
  }

  /** Another view, or the same in another way. */
  show(view: TableView): void {
    const isFilter = view.filter !== this.view.filter;
    const isOrder = isFilter || view.sort !== this.view.sort || view.groupBy !== this.view.groupBy;
    this.view = view;
    if (isFilter) this.#readFilter();
    if (isOrder) this.refresher.now();
    else this.#listener.changed();
  }

  toggle(group: string): void {
    if (!this.closed.delete(group)) this.closed.add(group);
    this.#setLines();
  }

  /** Opens all groups, or closes them. */
  fold(isOpen: boolean): void {
    this.closed.clear();
    if (!isOpen) for (const { key } of this.groups ?? []) this.closed.add(key);
    this.#setLines();
  }

  /** The key of a line's row; `undefined` for a group. */
  keyAt(line: number): RowKey | undefined {
    const row = this.lines.rowAt(line);
    return row === undefined ? undefined : this.store.keyOf(row);
  }

  #readFilter(): void {
    this.filter = parseFilter(this.view.filter);
    this.boxes = boxesOf(this.filter.node);
    if (this.filter.problems.length === 0) this.#node = this.filter.node;
  }

  #layEdits(): void {
    this.document = this.draft.over(this.state.document ?? {});
    this.store.setEdits(this.document);
  }

  /** Rows that get other numbers are known by their keys meanwhile. */
  #withRows(change: () => void): void {
    const { generation } = this.store;
    const keys = new Map(this.#listener.selected().map(line => [line, this.keyAt(line)]));
    change();
    if (generation === this.store.generation) {
      this.refresher.soon();
      return;
    }
    this.#order(line => {
      const key = keys.get(line);
      return key === undefined ? undefined : this.store.rowOf(key);
    });
  }

  #order(identityOf?: (line: number) => LineIdentity | undefined): void {
    const { store, view, filter } = this;
    const now = new Date();
    const rows = view.filter.trim() === '' ? store.all() : filterRows(store, this.#node, now);
    const sorted = sortRows(store, rows, view.sort, language());
    this.groups =
      view.groupBy === null
        ? null
        : keyed(groupRows(store, sorted, view.groupBy, { locale: language(), now: now.getTime() }));
    this.conditions = countConditions(store, filter.node, now);
    this.totals = totals(store, rows);
    this.#setLines(sorted, identityOf);
  }

  #setLines(sorted?: Uint32Array, identityOf?: (line: number) => LineIdentity | undefined): void {
    const before = this.lines;
    this.#sorted = sorted ?? this.#sorted;
    this.lines = new ShownLines(this.#sorted, this.groups, this.closed);
    const identify = identityOf ?? ((line: number) => before.identityAt(line));
    this.#listener.moved(line => {
      const identity = identify(line);
      return identity === undefined ? undefined : this.lines.lineOf(identity);
    });
    this.#listener.changed();
  }

  #sorted: Uint32Array = new Uint32Array();
}

const keyed = (groups: readonly RowGroup[]): KeyedGroup[] =>
  groups.map(group => ({ ...group, key: JSON.stringify([group.value, group.label]) }));
