import type { AccountFieldName } from '../../model/account.ts';
import { accountTable } from '../../model/accountFields.ts';
import type { DocumentValue } from '../../model/document.ts';
import { controlTypes } from '../../model/fields.ts';
import { isField } from '../../model/table/columns.ts';
import { fillDown, patchOf, shownValue, withdrawal } from '../../model/table/edits.ts';
import { splitRowKey } from '../../model/table/keys.ts';
import type { ColumnId, RowKey, TablePatch } from '../../model/table/types.ts';
import { lastBlock, selectedRows } from './grid/selection.ts';
import type { Selection } from './grid/selection.ts';
import type { TableData } from './tableData.ts';
import { isEditable, shownColumns } from './tableModel.ts';

/** A cell that can be edited. */
interface EditableCell {
  key: RowKey;
  field: AccountFieldName;
}

/** The cell of a line in a shown column, if it can be edited. */
export function editableCell(data: TableData, line: number, column: number): EditableCell | undefined {
  const id = shownColumns(data)[column]?.id;
  return id && cellIn(data, line, id);
}

function cellIn(data: TableData, line: number, id: ColumnId): EditableCell | undefined {
  const key = data.keyAt(line);
  if (key === undefined || !isField(id)) return undefined;
  return isEditable(data, splitRowKey(key).serverId, id) ? { key, field: id } : undefined;
}

/** The cells of the selection that can be edited. */
function editableCells(data: TableData, { blocks }: Selection): EditableCell[] {
  const columns = shownColumns(data).map(({ id }) => id);
  return blocks.flatMap(({ top, bottom, left, right }) =>
    Array.from({ length: bottom - top + 1 }, (_, index) => top + index).flatMap(line =>
      columns.slice(left, right + 1).flatMap(id => cellIn(data, line, id) ?? []),
    ),
  );
}

/** What stands in a cell now; an empty value where it is not known. */
export const valueOf = ({ store, document }: TableData, { key, field }: EditableCell): DocumentValue =>
  shownValue(store, document, key, field) ?? emptyValue(field) ?? '';

/** `undefined`: the field cannot be empty. */
function emptyValue(field: AccountFieldName): DocumentValue | undefined {
  const { control, ...spec } = accountTable[field];
  if (control === 'flag' || control === 'quota' || 'whenEmpty' in spec) return undefined;
  return controlTypes[control] === 'strings' ? [] : '';
}

/** Gives one cell a value. */
export const setting = (data: TableData, cell: EditableCell, value: DocumentValue): TablePatch =>
  patchOf(data.store, data.document, [{ ...cell, value }]);

/** Empties the selected cells where their fields may be empty. */
export function clearing(data: TableData, selection: Selection): TablePatch {
  const wanted = editableCells(data, selection).flatMap(cell => {
    const value = emptyValue(cell.field);
    return value === undefined ? [] : [{ ...cell, value }];
  });
  return patchOf(data.store, data.document, wanted);
}

/** Takes the edits of the selected cells back. */
export const reverting = (data: TableData, selection: Selection): TablePatch =>
  withdrawal(data.document, selectedKeys(data, selection), selectedColumns(data, selection));

/** The top row's values for all rows of the last block. */
export function fillingDown(data: TableData, selection: Selection): TablePatch {
  const block = lastBlock(selection);
  const fields = selectedColumns(data, selection).filter(id => cellIn(data, block.top, id));
  return fillDown(data.store, data.document, selectedKeys(data, { ...selection, blocks: [block] }), fields);
}

/** The users in the selection. */
export const selectedKeys = (data: TableData, selection: Selection): RowKey[] => [
  ...new Set(selectedRows(selection).flatMap(line => data.keyAt(line) ?? [])),
];

/** How many users are selected. */
export function selectedCount({ lines, groups }: TableData, selection: Selection): number {
  const selected = selectedRows(selection);
  return groups ? new Set(selected.flatMap(line => lines.rowAt(line) ?? [])).size : selected.length;
}

/** The columns of the last block of the selection. */
export function selectedColumns(data: TableData, selection: Selection): ColumnId[] {
  const { left, right } = lastBlock(selection);
  return shownColumns(data)
    .slice(left, right + 1)
    .map(({ id }) => id);
}

/** Whether any cell of the active row's selected columns can be edited: enough to offer it. */
export const canEdit = (data: TableData, selection: Selection): boolean =>
  selectedColumns(data, selection).some(id => cellIn(data, selection.active.row, id) !== undefined);
