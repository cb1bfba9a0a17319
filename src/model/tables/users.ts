import * as l10n from '@vscode/l10n';
import { cellValues } from './cells.ts';
import type { Finding, Fix } from './findings.ts';
import { finding } from './findings.ts';
import { idProblem } from './ids.ts';
import { managerFindings } from './managers.ts';
import type { Mapping } from './mapping.ts';
import { mappingFindings } from './mappingFindings.ts';
import type { Table } from './table.ts';
import { isTooLong } from './tableFindings.ts';
import type { Known, KnownIndex, TableUser } from './types.ts';
import { idKey, plainId } from './values.ts';

export interface TableUsers {
  /** Rows without an error, in their order. */
  users: TableUser[];
  /** By user ID. To be kept in memory only. */
  passwords: Map<string, string>;
  findings: Finding[];
}

const byKey = (ids: Iterable<string>): Map<string, string> =>
  new Map(Array.from(ids, id => [idKey(id), id] as const));

function indexOf({ users, groups, policy }: Known): KnownIndex {
  const all = groups && new Set(groups);
  return {
    ...(users ? { users: byKey(users) } : {}),
    ...(all ? { groups: { exact: all, similar: byKey(all) } } : {}),
    policy,
  };
}

/** Every row as a wanted user, checked; findings are sorted by their place. */
export function readUsers(table: Table, mapping: Mapping, known: Known = {}): TableUsers {
  const index = indexOf(known);
  const findings = mappingFindings(table, mapping);
  const seen = new Map<string, { id: string; row: number }>();
  const users: TableUser[] = [];
  const passwords = new Map<string, string>();
  const idColumn = mapping.findIndex(({ meaning }) => meaning === 'id');
  table.rows.forEach(({ cells, broken }, row) => {
    if (idColumn < 0 || broken || isTooLong(cells, table.headers.length)) return;
    const { id, findings: ofId } = readId(table, row, idColumn, index, seen);
    const { values, password, findings: ofCells } = cellValues(table, mapping, row, index);
    const found = [...ofId, ...ofCells];
    findings.push(...found);
    if (found.some(({ severity }) => severity === 'error')) return;
    users.push({ id, ...values, ...(password === undefined ? {} : { hasPassword: true }), source: row });
    if (password !== undefined) passwords.set(id, password);
  });
  const ofManagers = managerFindings(table, mapping, users, index);
  const wrong = new Set(ofManagers.filter(({ severity }) => severity === 'error').map(({ row }) => row));
  for (const user of users.filter(({ source }) => wrong.has(source))) passwords.delete(user.id);
  return {
    users: users.filter(({ source }) => !wrong.has(source)),
    passwords,
    findings: [...findings, ...ofManagers].sort((one, other) => one.place.start - other.place.start),
  };
}

function readId(
  table: Table,
  row: number,
  column: number,
  { users }: KnownIndex,
  seen: Map<string, { id: string; row: number }>,
): { id: string; findings: Finding[] } {
  const id = (table.rows[row]?.cells[column] ?? '').trim();
  const report = (one: Finding): { id: string; findings: Finding[] } => ({ id, findings: [one] });
  const place = () => table.place(row, column);
  const replacement = (text: string): Fix => {
    const { start, end } = place();
    const title = l10n.t('Replace with “{0}”', text);
    return { kind: 'replace', title, start, end, text: table.quoted(text) };
  };
  if (id === '') return report(finding('noId', [], place(), { row }));
  const key = idKey(id);
  const first = seen.get(key);
  if (first) {
    const line = String(table.place(first.row).line + 1);
    return first.id === id
      ? report(finding('duplicate', [id, line], place(), { row }))
      : report(finding('similarId', [id, first.id, line], place(), { row }));
  }
  seen.set(key, { id, row });
  const there = users?.get(key);
  if (there !== undefined && there !== id)
    return {
      ...report(finding('otherCase', [id, there], place(), { row, fixes: [replacement(there)] })),
      id: there,
    };
  const reason = there === undefined ? idProblem(id) : undefined;
  if (reason === undefined) return { id, findings: [] };
  const plain = plainId(id);
  const fixes = plain === '' ? [] : [replacement(plain)];
  return report(finding('invalidId', [id, reason], place(), { row, fixes }));
}
