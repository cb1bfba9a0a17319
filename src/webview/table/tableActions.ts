import * as l10n from '@vscode/l10n';
import { fieldProblem } from '../../model/checks.ts';
import { columnOf } from '../../model/table/columns.ts';
import { accountTable } from '../../model/accountFields.ts';
import { splitRowKey } from '../../model/table/keys.ts';
import { typedValue } from '../../model/table/typed.ts';
import { findRow } from '../../model/table/typeAhead.ts';
import type { ColumnId } from '../../model/table/types.ts';
import { announce } from '../shared/announce.ts';
import { language } from '../shared/language.ts';
import { clearing, editableCell, fillingDown, setting, valueOf } from './cellEdits.ts';
import { copied, pastedWords, pasting } from './clipboard.ts';
import type { Desk } from './desk.ts';
import type { EditSession, NextCell } from './editors/session.ts';
import type { GridActions } from './grid/model.ts';
import type { CellPlace } from './grid/selection.ts';
import { within } from './grid/selection.ts';
import type { TableData } from './tableData.ts';
import { shownColumns } from './tableModel.ts';
import { sortedBy, withColumnBefore, withWidth } from './viewChanges.ts';

const steps: Record<NextCell, CellPlace> = {
  stay: { row: 0, column: 0 },
  leave: { row: 0, column: 0 },
  down: { row: 1, column: 0 },
  up: { row: -1, column: 0 },
  right: { row: 0, column: 1 },
  left: { row: 0, column: -1 },
};

export function tableActions(desk: Desk): GridActions {
  const { data, grid } = desk;
  const idAt = (column: number) => shownColumns(data)[column]?.id;
  return {
    select: () => desk.say(''),
    edit: (place, typed) => edit(desk, place, typed),
    open(row) {
      const key = data.keyAt(row);
      if (key !== undefined) desk.host.post({ type: 'run', action: 'openUser', rows: [key] });
    },
    toggleGroup(row) {
      const line = data.lines.at(row);
      if (line?.kind === 'group') data.toggle(line.group.key);
    },
    toggleFlag: place => toggleFlag(data, place),
    clear: () => data.edit(clearing(data, grid.selection)),
    fillDown: () => data.edit(fillingDown(data, grid.selection)),
    copy: () => copied(data, grid.selection, 'tsv'),
    paste(text) {
      const pasted = pasting(data, grid.selection, text);
      data.edit(pasted.patch);
      desk.say(pastedWords(pasted));
    },
    find(text, { row, column }) {
      const id = idAt(column);
      return id === undefined ? -1 : findLine(data, id, text, row);
    },
    rowMenu: spot => desk.rowMenu(spot),
    columnMenu: (column, spot) => desk.columnMenu(column, spot),
    sort(column, isFurther) {
      const id = idAt(column);
      if (id !== undefined) desk.show(sortedBy(data.view, id, isFurther));
    },
    resize(column, width, isFinal) {
      const id = idAt(column);
      if (id === undefined) return;
      const view = withWidth(data.view, id, width);
      if (isFinal) desk.show(view);
      else data.show(view);
    },
    moveColumn(from, to) {
      const ids = shownColumns(data).map(({ id }) => id);
      const [id, others] = [ids[from], ids.filter((_, index) => index !== from)];
      if (id !== undefined && from !== to) desk.show(withColumnBefore(data.view, id, others[to]));
    },
  };
}

function toggleFlag(data: TableData, place: CellPlace): boolean {
  const cell = editableCell(data, place.row, place.column);
  if (!cell || accountTable[cell.field].control !== 'flag') return false;
  const value = valueOf(data, cell) !== true;
  data.edit(setting(data, cell, value));
  announce(value ? l10n.t('Yes') : l10n.t('No'));
  return true;
}

function edit(desk: Desk, place: CellPlace, typed: string | null): boolean {
  const { data, grid, host } = desk;
  const cell = editableCell(data, place.row, place.column);
  if (!cell) return false;
  if (accountTable[cell.field].control === 'flag') return typed === null && toggleFlag(data, place);
  const { serverId } = splitRowKey(cell.key);
  const end = (next: NextCell) => {
    desk.setEditing(null);
    const step = steps[next];
    const target = within({ row: place.row + step.row, column: place.column + step.column }, grid.extent);
    if (next === 'leave') return;
    if (next !== 'stay') grid.moveTo(target);
    grid.focus();
  };
  const session: EditSession = {
    control: accountTable[cell.field].control,
    label: columnOf(cell.field).title(),
    value: valueOf(data, cell),
    typed,
    groupNames: data.state.groupNames,
    search: { groups: host.search('groups', serverId), users: host.search('users', serverId) },
    problem: value => fieldProblem(cell.field, value),
    commit(value, next) {
      const read = typeof value === 'string' ? typedValue(cell.field, value) : { value };
      // What is wrong stays as it was typed; the cell then says why.
      data.edit(setting(data, cell, 'value' in read ? read.value : value));
      end(next);
    },
    cancel: end,
  };
  grid.reveal(place);
  desk.setEditing({ place, session });
  return true;
}

/** The next line whose cell begins with the text, around the end. */
function findLine(data: TableData, id: ColumnId, text: string, from: number): number {
  const rows = Uint32Array.from(
    { length: data.lines.count },
    (_, line) => data.lines.rowAt(line) ?? 0xffff_ffff,
  );
  return findRow(
    data.store,
    rows,
    { column: id, typed: text, from },
    { locale: language(), now: Date.now() },
  );
}
