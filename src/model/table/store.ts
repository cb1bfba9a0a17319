import { namesIn } from '../../ocs/narrow.ts';
import { cellOfValue } from './cells.ts';
import { newColumnData, ValueData } from './columnData.ts';
import type { ColumnData } from './columnData.ts';
import { columnOf } from './columns.ts';
import { rowKey, splitRowKey } from './keys.ts';
import type { Cell, ColumnId, RowKey, RowsChunk, TableDocument } from './types.ts';

const firstCapacity = 1024;

/**
 * The rows of a table, column by column, with the edits that are not saved yet laid over them. A row is a number from 0 on;
 * it stays the same until rows are taken away (`generation`).
 */
export class TableStore {
  /** Changes whenever rows got other numbers. */
  generation = 0;
  #size = 0;
  #capacity = firstCapacity;
  readonly #columns = new Map<ColumnId, ColumnData>();
  readonly #ids = new ValueData(firstCapacity);
  readonly #servers = new ValueData(firstCapacity);
  /** Rows by server and user ID. */
  readonly #rows = new Map<string, Map<string, number>>();
  #document: TableDocument = {};
  readonly #edited = new Map<ColumnId, Map<number, Cell>>();

  constructor() {
    this.#columns.set('id', this.#ids);
    this.#columns.set('server', this.#servers);
  }

  get size(): number {
    return this.#size;
  }

  /** Further rows. Users who are there already, as when a server repeats a page, are changed. @param fresh none of the server's rows before are valid any more */
  append(chunk: RowsChunk, fresh = false): void {
    if (fresh) this.#keep(row => this.#servers.get(row) !== chunk.serverId);
    this.#write(chunk);
  }

  /** Users who have changed or are new, and those who are gone. Columns that the chunk does not have stay as they are. */
  change(chunk: RowsChunk, gone: readonly string[] = []): void {
    this.#write(chunk);
    const rows = this.#rows.get(chunk.serverId);
    const lost = new Set(gone.flatMap(id => rows?.get(id) ?? []));
    if (lost.size > 0) this.#keep(row => !lost.has(row));
  }

  /** The edits to be laid over the rows, also over those that are still to come. */
  setEdits(document: TableDocument): void {
    this.#document = document;
    this.#edited.clear();
    for (const key of Object.keys(document)) this.#layOver(key, this.rowOf(key));
  }

  rowOf(key: RowKey): number | undefined {
    const { serverId, userId } = splitRowKey(key);
    return this.#rows.get(serverId)?.get(userId);
  }

  keyOf(row: number): RowKey {
    return rowKey(String(this.#servers.get(row)), String(this.#ids.get(row)));
  }

  /** What is shown: the edit, or else what the server has. */
  cell(row: number, column: ColumnId): Cell {
    return this.#edited.get(column)?.get(row) ?? this.serverCell(row, column);
  }

  /** What the server has. */
  serverCell(row: number, column: ColumnId): Cell {
    return this.#columns.get(column)?.get(row) ?? null;
  }

  isEdited(row: number, column: ColumnId): boolean {
    return this.#edited.get(column)?.has(row) ?? false;
  }

  /** For reading many cells; `undefined` while nothing is known in the column. */
  data(column: ColumnId): ColumnData | undefined {
    return this.#columns.get(column);
  }

  /** The edited cells of a column by row; `undefined`: none. */
  edits(column: ColumnId): ReadonlyMap<number, Cell> | undefined {
    return this.#edited.get(column);
  }

  /** All rows, in the order in which they came. */
  all(): Uint32Array {
    return Uint32Array.from({ length: this.#size }, (_, row) => row);
  }

  #write({ serverId, ids, columns }: RowsChunk): void {
    const rows = this.#rowsOf(serverId);
    const places = ids.map(id => rows.get(id) ?? this.#add(serverId, id, rows));
    for (const column of namesIn(columns)) {
      const data = this.#dataOf(column);
      columns[column]?.forEach((cell, index) => {
        const row = places[index];
        if (row !== undefined) data.set(row, cell);
      });
    }
  }

  #add(serverId: string, id: string, rows: Map<string, number>): number {
    const row = this.#size++;
    if (row === this.#capacity) this.#grow();
    this.#ids.set(row, id);
    this.#servers.set(row, serverId);
    rows.set(id, row);
    this.#layOver(rowKey(serverId, id), row);
    return row;
  }

  #grow(): void {
    this.#capacity *= 2;
    for (const data of this.#columns.values()) data.grow(this.#capacity);
  }

  #dataOf(column: ColumnId): ColumnData {
    const data = this.#columns.get(column) ?? newColumnData(columnOf(column).type, this.#capacity);
    this.#columns.set(column, data);
    return data;
  }

  #rowsOf(serverId: string): Map<string, number> {
    const rows = this.#rows.get(serverId) ?? new Map<string, number>();
    this.#rows.set(serverId, rows);
    return rows;
  }

  #layOver(key: RowKey, row: number | undefined): void {
    const edits = Object.hasOwn(this.#document, key) ? this.#document[key] : undefined;
    if (!edits || row === undefined) return;
    for (const field of namesIn(edits)) {
      const edit = edits[field];
      if (!edit) continue;
      const cells = this.#edited.get(field) ?? new Map<number, Cell>();
      cells.set(row, cellOfValue(field, edit.new));
      this.#edited.set(field, cells);
    }
  }

  /** Takes the other rows away. */
  #keep(stays: (row: number) => boolean): void {
    const rows = this.all().filter(stays);
    if (rows.length === this.#size) return;
    for (const data of this.#columns.values()) data.keep(rows);
    this.#size = rows.length;
    this.#rows.clear();
    for (let row = 0; row < rows.length; row++)
      this.#rowsOf(String(this.#servers.get(row))).set(String(this.#ids.get(row)), row);
    this.generation++;
    this.setEdits(this.#document);
  }
}
