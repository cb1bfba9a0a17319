import type { Finding } from './findings.ts';
import { finding } from './findings.ts';
import type { ImportCounts, ImportSettings } from './importTypes.ts';
import type { Mapping, RememberedMappings } from './mapping.ts';
import { mapColumns } from './mapping.ts';
import type { ReadTable } from './readTable.ts';
import { readTable } from './readTable.ts';
import type { Table } from './table.ts';
import { blocksFile } from './tableFindings.ts';
import type { Known, TableUser } from './types.ts';
import { readUsers } from './users.ts';
import { idKey } from './values.ts';

export const standardSettings: ImportSettings = {
  createUsers: true,
  createGroups: false,
  newGroups: [],
  firstSignIn: 'invitation',
};

/** A text, understood as a list of users. */
export interface ImportReading {
  read: ReadTable;
  mapping: Mapping;
  /** Rows without an error, in their order. */
  users: TableUser[];
  /** By user ID. To be kept in memory only. */
  passwords: Map<string, string>;
  /** Those of the file and of its rows, sorted by their place. */
  findings: Finding[];
  /** Why nothing of the file can be imported. */
  blocked: string | undefined;
  counts: ImportCounts;
}

/** @param chosen what the columns were told to mean; forgotten when the headers change */
export function readImport(
  text: string,
  settings: ImportSettings,
  known: Known,
  { chosen, remembered }: { chosen?: Mapping | undefined; remembered: RememberedMappings },
): ImportReading {
  const read = readTable(text, { delimiter: settings.delimiter });
  const { table } = read;
  const mapping = mappingOf(table?.headers ?? [], chosen, remembered);
  const groups = known.groups && [...known.groups, ...settings.newGroups];
  const { users, passwords, findings } = table
    ? readUsers(table, mapping, { ...known, groups })
    : { users: [], passwords: new Map<string, string>(), findings: [] };
  const ofRows = settings.createGroups ? findings.filter(({ code }) => code !== 'unknownGroup') : findings;
  const there = known.users && new Set([...known.users].map(idKey));
  const ofNew = table ? newUserFindings(table, mapping, users, there, settings) : [];
  const left = new Set(ofNew.map(({ row }) => row));
  const accepted = users.filter(({ source }) => !left.has(source));
  const unused = table && there ? unusedPasswords(table, mapping, users, there) : [];
  const all = [...read.findings, ...ofRows, ...ofNew, ...unused].sort(
    (a, b) => a.place.start - b.place.start,
  );
  return {
    read,
    mapping,
    users: accepted,
    passwords,
    findings: all,
    blocked: all.find(({ code }) => blocksFile(code) || code === 'headerAlone')?.message,
    counts: countsOf(table, accepted, all, there),
  };
}

function mappingOf(
  headers: readonly string[],
  chosen: Mapping | undefined,
  remembered: RememberedMappings,
): Mapping {
  const isSame = chosen?.length === headers.length && chosen.every(({ header }, i) => header === headers[i]);
  return isSame ? chosen : mapColumns(headers, remembered);
}

/** Users who would have to be created and cannot be. */
function newUserFindings(
  table: Table,
  mapping: Mapping,
  users: readonly TableUser[],
  there: ReadonlySet<string> | undefined,
  { createUsers, firstSignIn }: ImportSettings,
): Finding[] {
  const column = mapping.findIndex(({ meaning }) => meaning === 'id');
  return users.filter(isNew(there)).flatMap(({ id, email, hasPassword, source: row }) => {
    if (!createUsers) return [finding('notCreated', [id], table.place(row, column), { row })];
    if (hasPassword || email || firstSignIn === 'password') return [];
    return [finding('noAccess', [id], table.place(row, column), { row })];
  });
}

function unusedPasswords(
  table: Table,
  mapping: Mapping,
  users: readonly TableUser[],
  there: ReadonlySet<string>,
): Finding[] {
  const column = mapping.findIndex(({ meaning }) => meaning === 'password');
  return users
    .filter(({ id, hasPassword }) => hasPassword && there.has(idKey(id)))
    .map(({ id, source: row }) => finding('passwordUnused', [id], table.place(row, column), { row }));
}

const isNew =
  (there: ReadonlySet<string> | undefined) =>
  ({ id, state }: TableUser): boolean =>
    there !== undefined && state !== 'absent' && !there.has(idKey(id));

function countsOf(
  table: Table | undefined,
  users: readonly TableUser[],
  findings: readonly Finding[],
  there: ReadonlySet<string> | undefined,
): ImportCounts {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const present = users.filter(({ id }) => there?.has(idKey(id)) ?? true);
  const remove = present.filter(({ state }) => state === 'absent').length;
  return {
    rows: table?.rows.length ?? 0,
    create: users.filter(isNew(there)).length,
    existing: present.length - remove,
    remove,
    leftOut: (table?.rows.length ?? 0) - users.length,
    errors: errors.length,
    warnings: findings.filter(({ severity }) => severity === 'warning').length,
  };
}

/**
 * The users with a password for each new one who has none and shall get one, and all passwords by the user ID in lower
 * case. They are to be kept in memory only.
 */
export function withPasswords(
  { users, passwords }: Pick<ImportReading, 'users' | 'passwords'>,
  settings: ImportSettings,
  known: Known,
  generate: () => string,
): { users: TableUser[]; passwords: Map<string, string> } {
  const there = known.users && new Set([...known.users].map(idKey));
  const isMissing = isNew(there);
  const all = new Map<string, string>();
  const complete = users.map(user => {
    const given = passwords.get(user.id);
    const password =
      given ?? (settings.firstSignIn === 'password' && isMissing(user) ? generate() : undefined);
    if (password === undefined) return user;
    all.set(user.id.toLowerCase(), password);
    return { ...user, hasPassword: true };
  });
  return { users: complete, passwords: all };
}
