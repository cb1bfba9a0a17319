import * as l10n from '@vscode/l10n';
import { copyText } from '../../model/table/copy.ts';
import type { CopyFormat } from '../../model/table/copy.ts';
import { pastePatch } from '../../model/table/paste.ts';
import type { Pasted } from '../../model/table/paste.ts';
import type { Cell, ColumnId } from '../../model/table/types.ts';
import { language } from '../shared/language.ts';
import { selectedColumns } from './cellEdits.ts';
import type { TableGrid } from './grid/grid.ts';
import type { GridActions } from './grid/model.ts';
import { lastBlock, selectedRows } from './grid/selection.ts';
import type { Selection } from './grid/selection.ts';
import type { TableData } from './tableData.ts';
import { shownColumns } from './tableModel.ts';

/** Copies and pastes by VS Code's keys and menus, which reach the page as events. */
export function useClipboard(grid: TableGrid, actions: GridActions): void {
  const isHere = ({ target }: Event) => target === grid.scroller || target === document.body;
  // Where no text is selected, the browser copies only if it is told to.
  document.addEventListener('beforecopy', event => {
    if (isHere(event)) event.preventDefault();
  });
  document.addEventListener('copy', event => {
    if (!isHere(event)) return;
    event.clipboardData?.setData('text/plain', actions.copy());
    event.preventDefault();
  });
  document.addEventListener('paste', event => {
    if (!isHere(event)) return;
    actions.paste(event.clipboardData?.getData('text/plain') ?? '');
    event.preventDefault();
  });
}

/** The columns of the last block in all selected rows, with their titles unless it is for a spreadsheet. */
export function copied(data: TableData, selection: Selection, format: CopyFormat): string {
  const columns = selectedColumns(data, selection);
  const reader = { locale: language(), now: Date.now() };
  return copyText(format, columns, cellsOf(data, selectedRows(selection), columns), {
    isHeaded: format !== 'tsv',
    reader,
  });
}

/** All that is shown. */
export function exported(data: TableData): { columns: ColumnId[]; rows: Cell[][] } {
  const columns = shownColumns(data).map(({ id }) => id);
  const lines = Array.from({ length: data.lines.count }, (_, line) => line);
  return { columns, rows: cellsOf(data, lines, columns) };
}

const cellsOf = (
  { lines, store }: TableData,
  selected: readonly number[],
  columns: readonly ColumnId[],
): Cell[][] =>
  selected.flatMap(line => {
    const row = lines.rowAt(line);
    return row === undefined ? [] : [columns.map(column => store.cell(row, column))];
  });

/** What a pasted block leads to, from the selected cell on. */
export function pasting(data: TableData, selection: Selection, text: string): Pasted {
  const { top, bottom, left, right } = lastBlock(selection);
  // No more rows than the text has lines are needed, or than are selected.
  const length = Math.max(text.split(/\r\n|\r|\n/).length, bottom - top + 1);
  const servers = data.state.servers;
  const [first, ...others] = servers.map(({ editable }) => new Set(editable));
  return pastePatch(data.store, data.document, text, {
    keys: Array.from({ length }, (_, index) => data.keyAt(top + index)).flatMap(key => key ?? []),
    columns: shownColumns(data).map(({ id }) => id),
    row: 0,
    column: left,
    selected: { rows: bottom - top + 1, columns: right - left + 1 },
    serverIds: servers.map(({ id }) => id),
    editable: new Set([...(first ?? [])].filter(id => others.every(set => set.has(id)))),
  });
}

/** What was pasted and what was not, in words. */
export function pastedWords({ cells, problems }: Pasted): string {
  const words = cells === 1 ? l10n.t('1 cell pasted') : l10n.t('{0} cells pasted', cells);
  const [problem] = problems;
  if (!problem) return words;
  const left =
    problems.length === 1
      ? l10n.t('1 cell was left out')
      : l10n.t('{0} cells were left out', problems.length);
  return `${words}. ${left}: ${problem.message}`;
}
