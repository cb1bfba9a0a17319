import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { IndexRange } from './geometry.ts';
import type { DrawnCell, GridLine, GridModel } from './model.ts';
import type { Block, Selection } from './selection.ts';
import { amount } from '../../shared/numbers.ts';

/** Rows of titles and boxes before the first line, for the index that screen readers say. */
const headRows = 2;

/** What of the table is drawn. */
export interface GridDrawing {
  model: GridModel;
  /** Counts up when what the cells show may be another. */
  revision: number;
  rows: IndexRange;
  slots: ReadonlyMap<number, number>;
  pinned: number;
  columns: IndexRange;
  selection: Selection;
}

export const cellId = (row: number, column: number): string => `cell-${row}-${column}`;

/** The lines in sight. A line that is as it was is not looked at again. */
export function drawRows(drawing: GridDrawing): unknown {
  const { revision, rows, selection, slots } = drawing;
  const blocks = selection.blocks.filter(({ top, bottom }) => top < rows.last && bottom >= rows.first);
  const indexes = Array.from({ length: rows.last - rows.first }, (_, index) => rows.first + index);
  const columns = shownColumns(drawing).flat();
  const columnIds = columns.join();
  return repeat(
    indexes,
    row => slots.get(row),
    row => {
      const here = blocks.filter(({ top, bottom }) => row >= top && row <= bottom);
      const marks = here.length > 0 ? columns.map(column => (isIn(here, column) ? 'x' : '-')).join('') : '';
      const active = selection.active.row === row ? selection.active.column : -1;
      const edge = here.some(({ bottom }) => bottom === row);
      return guard([revision, row, columnIds, marks, active, edge], () => drawLine(drawing, row, here));
    },
  );
}

function drawLine(drawing: GridDrawing, row: number, blocks: readonly Block[]): TemplateResult {
  const line = drawing.model.line(row);
  return line.kind === 'group'
    ? drawGroup(drawing, row, line)
    : drawRow(drawing, row, line, column => isIn(blocks, column));
}

const isIn = (blocks: readonly Block[], column: number): boolean =>
  blocks.some(({ left, right }) => column >= left && column <= right);

/** The indexes of the columns that are drawn: pinned ones, and those that scroll. */
export function shownColumns({
  pinned,
  columns,
}: Pick<GridDrawing, 'pinned' | 'columns'>): [number[], number[]] {
  const range = (first: number, last: number) =>
    Array.from({ length: Math.max(0, last - first) }, (_, index) => first + index);
  return [range(0, pinned), range(columns.first, columns.last)];
}

function drawRow(
  drawing: GridDrawing,
  row: number,
  { number, isMarked }: Extract<GridLine, { kind: 'row' }>,
  isChosen: (column: number) => boolean,
): TemplateResult {
  const { active } = drawing.selection;
  const [pinned, free] = shownColumns(drawing);
  const { cells, columns } = drawing.model;
  const cellOf = cells(row);
  const draw = (column: number) => {
    const isActive = active.row === row && active.column === column;
    const look = `${columns[column]?.isNumeric ? 'numeric' : ''} ${isChosen(column) ? 'chosen' : ''}`;
    return drawCell(cellOf(column), column, look, isChosen(column), isActive ? cellId(row, column) : null);
  };
  return html`<div class="line row" role="row" aria-rowindex=${row + 1 + headRows} data-row=${row}>
    <span class="gutter ${isMarked ? 'marked' : ''}" aria-hidden="true">${amount(number)}</span>
    <div class="pinned" role="presentation">${pinned.map(draw)}</div>
    <div class="free" role="presentation">${free.map(draw)}</div>
  </div>`;
}

/** @param activeId of the active cell only, as few are read by it and many are drawn */
function drawCell(
  { content, title, state, isEditable }: DrawnCell,
  column: number,
  look: string,
  isChosen: boolean,
  activeId: string | null,
): TemplateResult {
  return html`<div
    role="gridcell"
    id=${activeId ?? nothing}
    class="cell ${state} ${look} ${activeId === null ? '' : 'active'}"
    aria-colindex=${column + 1}
    aria-selected=${isChosen}
    aria-readonly=${isEditable ? nothing : 'true'}
    data-column=${column}
    title=${(activeId !== null && title()) || nothing}
  >
    ${content}
  </div>`;
}

function drawGroup(
  { model, selection }: GridDrawing,
  row: number,
  { content, label, isOpen }: Extract<GridLine, { kind: 'group' }>,
): TemplateResult {
  const isActive = selection.active.row === row;
  return html`<div class="line group" role="row" aria-rowindex=${row + 1 + headRows} data-row=${row}>
    <div
      role="gridcell"
      id=${cellId(row, selection.active.column)}
      class="cell ${isActive ? 'active' : ''}"
      aria-colindex="1"
      aria-colspan=${model.columns.length}
      aria-expanded=${isOpen}
      aria-label=${label}
      data-column="0"
    >
      <span class="twistie codicon codicon-chevron-${isOpen ? 'down' : 'right'}"></span>${content}
    </div>
  </div>`;
}
