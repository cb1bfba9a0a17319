import * as l10n from '@vscode/l10n';
import { namesIn } from '../../ocs/narrow.ts';
import type { UserInfo } from '../../ocs/types.ts';
import type { AccountFieldName } from '../account.ts';
import { accountTable } from '../accountFields.ts';
import type { AccountControl } from '../accountFields.ts';
import { filterNameOf } from './filterNames.ts';
import type { FilterName } from './filterNames.ts';
import type { Cell, ColumnId, ColumnType } from './types.ts';

/** Everything that is known of a column. */
export interface ColumnSpec extends FilterName {
  id: ColumnId;
  type: ColumnType;
  title: () => string;
  /** The cell of a user of this server, as it travels. */
  read: (user: UserInfo, serverId: string) => Cell;
  /** How cells are edited; `null`: they cannot be. */
  control: AccountControl | null;
  align: 'start' | 'end';
  /** In CSS pixels. */
  width: number;
}

type Shape = Pick<ColumnSpec, 'type' | 'width'>;
type FactColumn = Exclude<ColumnId, AccountFieldName>;

const shapes: Record<AccountControl, Shape> = {
  text: { type: 'text', width: 160 },
  multiline: { type: 'text', width: 240 },
  email: { type: 'text', width: 220 },
  emails: { type: 'list', width: 220 },
  phone: { type: 'text', width: 140 },
  url: { type: 'text', width: 180 },
  quota: { type: 'bytes', width: 110 },
  language: { type: 'text', width: 100 },
  locale: { type: 'text', width: 100 },
  timezone: { type: 'text', width: 140 },
  user: { type: 'text', width: 140 },
  flag: { type: 'flag', width: 90 },
  groups: { type: 'list', width: 220 },
};

const facts: Record<FactColumn, Shape & Pick<ColumnSpec, 'title' | 'read'>> = {
  server: { type: 'text', width: 160, title: () => l10n.t('Server'), read: (_user, serverId) => serverId },
  id: { type: 'text', width: 160, title: () => l10n.t('User ID'), read: user => user.userId },
  used: {
    type: 'bytes',
    width: 120,
    title: () => l10n.t('Storage used'),
    read: ({ quota }) => quota?.used ?? null,
  },
  usage: {
    type: 'percent',
    width: 120,
    title: () => l10n.t('Usage'),
    read: ({ quota }) => usageOf(quota),
  },
  firstLogin: {
    type: 'date',
    width: 140,
    title: () => l10n.t('First login'),
    read: user => timeOf(user.firstLogin),
  },
  lastLogin: {
    type: 'date',
    width: 140,
    title: () => l10n.t('Last login'),
    read: user => timeOf(user.lastLogin),
  },
  backend: { type: 'text', width: 110, title: () => l10n.t('Backend'), read: user => user.backend ?? null },
  storageLocation: {
    type: 'text',
    width: 220,
    title: () => l10n.t('Storage location'),
    read: user => user.storageLocation ?? null,
  },
  // No record has it: the cells come when they were asked for.
  secondFactor: { type: 'list', width: 240, title: () => l10n.t('Second factor'), read: () => null },
};

const alignedRight: ReadonlySet<ColumnType> = new Set(['number', 'bytes', 'percent']);

function factColumn(id: FactColumn): ColumnSpec {
  return column(id, { ...facts[id], control: null });
}

function fieldColumn(id: AccountFieldName): ColumnSpec {
  const { control, label, read } = accountTable[id];
  const readCell = id === 'quota' ? quotaCell : (user: UserInfo) => read(user) ?? null;
  return column(id, { ...shapes[control], control, title: label, read: readCell });
}

function column(
  id: ColumnId,
  rest: Pick<ColumnSpec, 'type' | 'width' | 'title' | 'read' | 'control'>,
): ColumnSpec {
  return { id, align: alignedRight.has(rest.type) ? 'end' : 'start', ...filterNameOf(id), ...rest };
}

/** All columns: what identifies a user, the fields in the order of the form, then the facts. */
export const columns: readonly ColumnSpec[] = [
  factColumn('server'),
  factColumn('id'),
  ...namesIn(accountTable).map(fieldColumn),
  ...namesIn(facts)
    .filter(id => id !== 'server' && id !== 'id')
    .map(factColumn),
];

const byId: ReadonlyMap<string, ColumnSpec> = new Map(columns.map(one => [one.id, one]));

/** The row of the table of columns. */
export function columnOf(id: ColumnId): ColumnSpec {
  const found = byId.get(id);
  if (!found) throw new Error(`There is no column ${id}.`);
  return found;
}

/** Whether text from elsewhere names a column. */
export const isColumnId = (text: unknown): text is ColumnId => typeof text === 'string' && byId.has(text);

/** Whether the cells of the column are fields of the document, which can be edited. */
export const isField = (id: ColumnId): id is AccountFieldName => Object.hasOwn(accountTable, id);

function quotaCell({ quota }: UserInfo): Cell {
  return quota?.quota ?? null;
}

const timeOf = (date: Date | null | undefined): Cell =>
  date === undefined ? null : (date?.getTime() ?? 'never');

/** In percent, unrounded. Of a quota of 0, one byte is already all and more. */
function usageOf(quota: UserInfo['quota']): Cell {
  if (quota?.quota === undefined || quota.used === undefined) return null;
  return quota.quota === 'none' ? 'none' : (quota.used * 100) / Math.max(quota.quota, 1);
}
