import * as l10n from '@vscode/l10n';
import { namesIn } from '../../ocs/narrow.ts';
import type { AccountDocument, AccountFieldName } from '../account.ts';
import type { DocumentValue } from '../document.ts';
import { itemsToChange } from '../lists.ts';
import { differences } from '../plan/equal.ts';
import { userKey } from '../plan/types.ts';
import type { WantedUser } from '../plan/types.ts';
import { formatCell } from './format.ts';
import { cellOfValue } from './cells.ts';
import { splitRowKey } from './keys.ts';
import type { AnyCellEdit, RowEdits, RowKey, TableDocument } from './types.ts';

/** What the edits of the users of a server ask for. Of lists, only what was added and removed. */
export function wantedUsers(document: TableDocument, serverId: string): WantedUser[] {
  return rowsOf(document, serverId).map(({ userId, edits }) => ({ id: userId, ...wantedValues(edits) }));
}

function wantedValues(edits: RowEdits): Partial<WantedUser> {
  const values = namesIn(edits).map(field => [field, wantedValue(edits[field])] as const);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

function wantedValue(edit: AnyCellEdit | undefined): unknown {
  if (!edit || !Array.isArray(edit.new)) return edit?.new;
  const before = Array.isArray(edit.old) ? edit.old : [];
  return {
    add: itemsToChange(true, before, edit.new, before),
    remove: itemsToChange(false, before, edit.new, before),
  };
}

/** Why edits cannot be saved, by row and field. */
export type TableConflicts = Record<RowKey, Partial<Record<AccountFieldName, string>>>;

/**
 * The edits whose `old` is not what the server has any more, and those of users who are gone. Lists have no conflicts: what was
 * added and removed is done to what is there now.
 * @param accounts by `userKey`: the users as they are now
 */
export function conflictsOf(
  document: TableDocument,
  serverId: string,
  accounts: ReadonlyMap<string, AccountDocument>,
  locale: string,
): TableConflicts {
  const found = rowsOf(document, serverId).map(({ key, userId, edits }) => {
    const account = accounts.get(userKey(userId));
    const reasons = namesIn(edits).flatMap(field => {
      const reason = account
        ? conflict(account, field, edits[field], locale)
        : l10n.t('This user is not on the server any more.');
      return reason === undefined ? [] : [[field, reason] as const];
    });
    return [key, Object.fromEntries(reasons)] as const;
  });
  return Object.fromEntries(found.filter(([, reasons]) => namesIn(reasons).length > 0));
}

function conflict(
  account: AccountDocument,
  field: AccountFieldName,
  edit: AnyCellEdit | undefined,
  locale: string,
): string | undefined {
  const now = account[field];
  const old = edit?.old ?? null;
  if (!edit || old === null || Array.isArray(edit.new) || now === undefined) return undefined;
  const isNow = (value: DocumentValue): boolean =>
    differences(account, { id: account.id, [field]: value }).length === 0;
  if (isNow(old) || isNow(edit.new)) return undefined;
  const shown = formatCell(field, cellOfValue(field, now), { locale, now: 0 });
  return shown === ''
    ? l10n.t('This was emptied on the server since.')
    : l10n.t('This was changed on the server since, to “{0}”.', shown);
}

/** The document without these edits. */
export function withoutEdits(document: TableDocument, left: TableConflicts): TableDocument {
  const rows = Object.entries(document).map(([key, edits]) => {
    const fields = Object.hasOwn(left, key) ? left[key] : undefined;
    const kept = namesIn(edits).filter(field => fields?.[field] === undefined);
    return [key, Object.fromEntries(kept.map(field => [field, edits[field]]))] as const;
  });
  return Object.fromEntries(rows.filter(([, edits]) => namesIn(edits).length > 0));
}

function rowsOf(
  document: TableDocument,
  serverId: string,
): { key: RowKey; userId: string; edits: RowEdits }[] {
  return Object.entries(document).flatMap(([key, edits]) => {
    const { serverId: server, userId } = splitRowKey(key);
    return server === serverId ? [{ key, userId, edits }] : [];
  });
}
