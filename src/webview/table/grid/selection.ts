/** A cell, by its position among the shown lines and columns. */
export interface CellPlace {
  row: number;
  column: number;
}

/** All inclusive. */
export interface Block {
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** As in a spreadsheet: keys and typing act on the `active` cell, from which the last block goes to `end`. */
export interface Selection {
  active: CellPlace;
  end: CellPlace;
  blocks: readonly Block[];
}

/** How much there is to select. */
export interface Extent {
  rows: number;
  columns: number;
}

export const selectionAt = (place: CellPlace): Selection => ({
  active: place,
  end: place,
  blocks: [between(place, place)],
});

function between(a: CellPlace, b: CellPlace): Block {
  return {
    top: Math.min(a.row, b.row),
    bottom: Math.max(a.row, b.row),
    left: Math.min(a.column, b.column),
    right: Math.max(a.column, b.column),
  };
}

export function extendedTo({ active, blocks }: Selection, end: CellPlace): Selection {
  return { active, end, blocks: [...blocks.slice(0, -1), between(active, end)] };
}

/** One more block, which begins with this cell. */
export function withPlace({ blocks }: Selection, place: CellPlace): Selection {
  return { active: place, end: place, blocks: [...blocks, between(place, place)] };
}

/** The whole rows of the last block; with `add`, the rows of the others stay as well. */
export function wholeRows(selection: Selection, { columns }: Extent): Selection {
  const right = Math.max(0, columns - 1);
  return withLast(selection, block => ({ ...block, left: 0, right }));
}

export function wholeColumns(selection: Selection, { rows }: Extent): Selection {
  const bottom = Math.max(0, rows - 1);
  return withLast(selection, block => ({ ...block, top: 0, bottom }));
}

export function everything({ active, end }: Selection, { rows, columns }: Extent): Selection {
  return {
    active,
    end,
    blocks: [{ top: 0, bottom: Math.max(0, rows - 1), left: 0, right: Math.max(0, columns - 1) }],
  };
}

const withLast = (selection: Selection, change: (block: Block) => Block): Selection => ({
  ...selection,
  blocks: selection.blocks.map((block, index, all) => (index === all.length - 1 ? change(block) : block)),
});

export const lastBlock = ({ active, blocks }: Selection): Block => blocks.at(-1) ?? between(active, active);

export const isSelected = ({ blocks }: Selection, row: number, column: number): boolean =>
  blocks.some(
    ({ top, bottom, left, right }) => row >= top && row <= bottom && column >= left && column <= right,
  );

/** The selected rows without overlaps, in their order. */
export function selectedRows({ blocks }: Selection): number[] {
  const sorted = [...blocks].sort((a, b) => a.top - b.top);
  const rows: number[] = [];
  let next = 0;
  for (const { top, bottom } of sorted) {
    for (let row = Math.max(next, top); row <= bottom; row++) rows.push(row);
    next = Math.max(next, bottom + 1);
  }
  return rows;
}

/** The same cells after the rows have moved. @param movedTo where a row is now; `undefined`: it is gone */
export function afterMoves(selection: Selection, movedTo: (row: number) => number | undefined): Selection {
  const active = movedTo(selection.active.row);
  if (active === undefined) return selectionAt({ row: 0, column: selection.active.column });
  const blocks = selection.blocks.flatMap(block => movedBlocks(block, movedTo));
  const end = movedTo(selection.end.row) ?? active;
  return {
    active: { ...selection.active, row: active },
    end: { ...selection.end, row: end },
    blocks: blocks.length > 0 ? blocks : [between(selection.active, selection.active)],
  };
}

function movedBlocks(block: Block, movedTo: (row: number) => number | undefined): Block[] {
  const rows = Array.from({ length: block.bottom - block.top + 1 }, (_, index) => movedTo(block.top + index))
    .filter(row => row !== undefined)
    .sort((a, b) => a - b);
  const blocks: Block[] = [];
  for (const row of rows) {
    const last = blocks.at(-1);
    if (last?.bottom === row - 1) last.bottom = row;
    else blocks.push({ ...block, top: row, bottom: row });
  }
  return blocks;
}

/** The nearest cell that there is. */
export const within = ({ row, column }: CellPlace, { rows, columns }: Extent): CellPlace => ({
  row: Math.max(0, Math.min(rows - 1, row)),
  column: Math.max(0, Math.min(columns - 1, column)),
});

/** What of a selection there still is. */
export function clipped(selection: Selection, extent: Extent): Selection {
  const blocks = selection.blocks
    .filter(({ top, left }) => top < extent.rows && left < extent.columns)
    .map(block => ({
      ...block,
      bottom: Math.min(block.bottom, extent.rows - 1),
      right: Math.min(block.right, extent.columns - 1),
    }));
  const active = within(selection.active, extent);
  return {
    active,
    end: within(selection.end, extent),
    blocks: blocks.length > 0 ? blocks : [between(active, active)],
  };
}
