import type { TemplateResult } from 'lit';
import type { CellPlace } from './selection.ts';

export interface GridColumn {
  id: string;
  label: string;
  /** In CSS pixels. */
  width: number;
  /** Numbers stand on the right. */
  isNumeric: boolean;
  sort: 'ascending' | 'descending' | 'none';
  /** From 1, where several columns decide the order. */
  sortRank: number | null;
  isFiltered: boolean;
}

export interface DrawnCell {
  content: unknown;
  /** What stands in the cell and is not told by `content` alone, such as an exact time. Only asked for where it is read. */
  title: () => string;
  /** `changed` and `refused`: edited, and not saved yet. */
  state: 'plain' | 'changed' | 'refused';
  isEditable: boolean;
}

/** A line of the body; all are equally high. */
export type GridLine =
  | { kind: 'row'; number: number; isMarked: boolean }
  | { kind: 'group'; label: string; content: TemplateResult; isOpen: boolean };

/** A cell that is being edited. */
export interface Editing {
  place: CellPlace;
  content: unknown;
}

/** What the grid shows. It asks for nothing that is not in sight. */
export interface GridModel {
  label: string;
  columns: readonly GridColumn[];
  /** How many of the first columns stay in sight. */
  pinned: number;
  rows: number;
  line: (row: number) => GridLine;
  /** The cells of a row, by their columns. */
  cells: (row: number) => (column: number) => DrawnCell;
  /** The box below a column's title. */
  box: (column: number) => TemplateResult;
  editing: Editing | null;
}

/** A place on the screen for a menu, in CSS pixels. */
export interface Spot {
  x: number;
  y: number;
}

/** What a person does in the grid. */
export interface GridActions {
  /** The selection is another one. */
  select(): void;
  /** Begins to edit; `typed` replaces what stands in the cell. Returns whether it can be edited. */
  edit(place: CellPlace, typed: string | null): boolean;
  open(row: number): void;
  toggleGroup(row: number): void;
  toggleFlag(place: CellPlace): boolean;
  clear(): void;
  fillDown(): void;
  /** What the selection says, as rows of cells with tabs. */
  copy(): string;
  paste(text: string): void;
  /** The next row from there on that begins with the text in this column, or -1. */
  find(text: string, from: CellPlace): number;
  rowMenu(spot: Spot): void;
  columnMenu(column: number, spot: Spot): void;
  sort(column: number, isFurther: boolean): void;
  resize(column: number, width: number, isFinal: boolean): void;
  moveColumn(from: number, to: number): void;
}
