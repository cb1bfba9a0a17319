import { namesIn } from '../../ocs/narrow.ts';
import type { AccountFieldName } from '../account.ts';
import type { DocumentValue } from '../document.ts';
import { editOf, valueOfCell } from './cells.ts';
import { isField } from './columns.ts';
import type { TableStore } from './store.ts';
import type { AnyCellEdit, ColumnId, RowEdits, RowKey, TableDocument, TablePatch } from './types.ts';

/** A value that somebody wants in a cell. */
export interface WantedCell {
  key: RowKey;
  field: AccountFieldName;
  value: DocumentValue;
}

/** The document with further edits. What is as it was is no edit, and a user without edits is not in it. */
export function applyPatch(document: TableDocument, patch: TablePatch): TableDocument {
  const changed = new Map<RowKey, RowEdits>(Object.entries(document));
  for (const [key, edits] of Object.entries(patch)) {
    const row = new Map<string, AnyCellEdit | null>(Object.entries(changed.get(key) ?? {}));
    for (const [field, edit] of Object.entries(edits)) row.set(field, edit);
    const left: RowEdits = Object.fromEntries(
      [...row].filter(([field, edit]) =>
        Object.hasOwn(edits, field) ? edit !== null && isChange(edit) : true,
      ),
    );
    if (namesIn(left).length > 0) changed.set(key, left);
    else changed.delete(key);
  }
  return Object.fromEntries(changed);
}

/** The edits that bring these values about. A cell that would be as the server has it is not edited any more. */
export function patchOf(
  store: TableStore,
  document: TableDocument,
  cells: readonly WantedCell[],
): TablePatch {
  const patch = new Map<RowKey, Map<string, AnyCellEdit | null>>();
  for (const { key, field, value } of cells) {
    const row = store.rowOf(key);
    const before = editAt(document, key, field);
    if (row === undefined && !before) continue;
    const old = before ? before.old : valueOfCell(field, store.serverCell(row ?? 0, field));
    const edit = editOf(old, value);
    const isNew = isChange(edit);
    if (!isNew && !before) continue;
    const fields = patch.get(key) ?? new Map<string, AnyCellEdit | null>();
    patch.set(key, fields.set(field, isNew ? edit : null));
  }
  return Object.fromEntries([...patch].map(([key, fields]) => [key, Object.fromEntries(fields)]));
}

/** The edits of these cells taken back. */
export function withdrawal(
  document: TableDocument,
  keys: Iterable<RowKey>,
  fields: readonly ColumnId[],
): TablePatch {
  const patch: TablePatch = {};
  for (const key of keys) {
    const edited = fields.filter(isField).filter(field => editAt(document, key, field));
    if (edited.length > 0) patch[key] = Object.fromEntries(edited.map(field => [field, null]));
  }
  return patch;
}

/** What is shown in the first of the rows, put into the others. Columns that cannot be edited and unknown cells are left out. */
export function fillDown(
  store: TableStore,
  document: TableDocument,
  keys: readonly RowKey[],
  columns: readonly ColumnId[],
): TablePatch {
  const [first, ...others] = keys;
  const cells = columns.filter(isField).flatMap(field => {
    const value = first === undefined ? null : shownValue(store, document, first, field);
    return value === null ? [] : others.map(key => ({ key, field, value }));
  });
  return patchOf(store, document, cells);
}

/** The value of a field as it is shown: the edit, or else what the server has; `null` where it is not known. */
export function shownValue(
  store: TableStore,
  document: TableDocument,
  key: RowKey,
  field: AccountFieldName,
): DocumentValue | null {
  const edit = editAt(document, key, field);
  if (edit) return edit.new;
  const row = store.rowOf(key);
  return row === undefined ? null : valueOfCell(field, store.serverCell(row, field));
}

/** How many cells are edited. */
export const countEdits = (document: TableDocument): number =>
  Object.values(document).reduce((sum, edits) => sum + namesIn(edits).length, 0);

function editAt(document: TableDocument, key: RowKey, field: AccountFieldName): AnyCellEdit | undefined {
  const edits = Object.hasOwn(document, key) ? document[key] : undefined;
  return edits?.[field];
}

/** Lists are the same in any order. */
function isChange({ old, new: value }: AnyCellEdit): boolean {
  if (!Array.isArray(old) || !Array.isArray(value)) return old !== value;
  const items = new Set(old);
  return items.size !== new Set(value).size || value.some(item => !items.has(item));
}
