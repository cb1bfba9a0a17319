import type { AppInfo, GroupInfo, UserInfo } from '../../ocs/types.ts';
import { accountFields } from '../account.ts';
import { joinList } from './lists.ts';
import { csvCell, markdownCell } from './safeCells.ts';
import type { Delimiter } from './csv.ts';

type Value = string | number | boolean | Date | null | readonly string[] | undefined;

/** A column of an export; `name` is its header, and one that is recognized when the file is imported. */
export interface Column<T> {
  name: string;
  read: (item: T) => Value;
}

export interface WriteOptions {
  format: 'csv' | 'json' | 'markdown';
  /** For CSV; a comma unless told. */
  delimiter?: Delimiter | undefined;
  /** For CSV: the byte order mark by which Excel knows UTF-8; written unless told. */
  bom?: boolean | undefined;
  /** For CSV; CRLF unless told. */
  newline?: '\r\n' | '\n' | undefined;
}

export interface ExportedGroup extends GroupInfo {
  members?: readonly string[];
  subadmins?: readonly string[];
}

export type ExportedApp = Omit<AppInfo, 'raw'> & { enabled: boolean };

/** The first ones can be imported again, the others are facts. */
export const userColumns: readonly Column<UserInfo>[] = [
  { name: 'id', read: user => user.userId },
  ...accountFields,
  { name: 'backend', read: user => user.backend },
  { name: 'first_login', read: user => user.firstLogin },
  { name: 'last_login', read: user => user.lastLogin },
  { name: 'used_bytes', read: user => user.quota?.used },
];

export const groupColumns: readonly Column<ExportedGroup>[] = [
  { name: 'id', read: group => group.id },
  { name: 'displayname', read: group => group.displayName },
  { name: 'user_count', read: group => group.userCount },
  { name: 'disabled_count', read: group => group.disabledCount },
  { name: 'subadmins', read: group => group.subadmins },
  { name: 'members', read: group => group.members },
];

export const appColumns: readonly Column<ExportedApp>[] = [
  { name: 'id', read: app => app.id },
  { name: 'name', read: app => app.name },
  { name: 'version', read: app => app.version },
  { name: 'enabled', read: app => app.enabled },
  { name: 'summary', read: app => app.summary },
  { name: 'licence', read: app => app.licence },
  { name: 'authors', read: app => app.authors },
  { name: 'categories', read: app => app.categories },
  { name: 'types', read: app => app.types },
];

/** The columns of these names, in their own order. */
export const chosenColumns = <T>(columns: readonly Column<T>[], names: readonly string[]): Column<T>[] =>
  columns.filter(({ name }) => names.includes(name));

interface TableWriter<T> {
  begin: string;
  row: (item: T, index: number) => string;
  end: string;
}

const chunkLength = 65_536;

/** The text of an export in chunks of about 64 K characters; holds one chunk at a time, however many items there are. */
export async function* writeTable<T>(
  items: AsyncIterable<T> | Iterable<T>,
  columns: readonly Column<T>[],
  options: WriteOptions,
): AsyncGenerator<string, void, undefined> {
  const writer = writers[options.format](columns, options);
  let chunk = writer.begin;
  let index = 0;
  for await (const item of items) {
    chunk += writer.row(item, index++);
    if (chunk.length < chunkLength) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk + writer.end;
}

const writers = { csv: csvWriter, json: jsonWriter, markdown: markdownWriter };

function csvWriter<T>(columns: readonly Column<T>[], options: WriteOptions): TableWriter<T> {
  const { delimiter = ',', bom = true, newline = '\r\n' } = options;
  const line = (cells: string[]) => cells.map(csvCell).join(delimiter) + newline;
  return {
    begin: (bom ? '\uFEFF' : '') + line(columns.map(({ name }) => name)),
    row: item => line(columns.map(({ read }) => cellText(read(item)))),
    end: '',
  };
}

function jsonWriter<T>(columns: readonly Column<T>[]): TableWriter<T> {
  const record = (item: T) => Object.fromEntries(columns.map(({ name, read }) => [name, read(item)]));
  return {
    begin: '[',
    row: (item, index) => `${index > 0 ? ',' : ''}\n  ${JSON.stringify(record(item))}`,
    end: '\n]\n',
  };
}

function markdownWriter<T>(columns: readonly Column<T>[]): TableWriter<T> {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |\n`;
  return {
    begin: line(columns.map(({ name }) => markdownCell(name))) + line(columns.map(() => '---')),
    row: item => line(columns.map(({ read }) => markdownCell(personText(read(item))))),
    end: '',
  };
}

function cellText(value: Value): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'object') return value instanceof Date ? value.toISOString() : joinList(value);
  return String(value);
}

const personText = (value: Value): string => (Array.isArray(value) ? value.join(', ') : cellText(value));
