import * as l10n from '@vscode/l10n';
import { columnOf, columns } from '../columns.ts';
import type { ColumnSpec } from '../columns.ts';
import { folded } from '../fold.ts';
import { isNumberType } from '../numbers.ts';
import type { ColumnId, ColumnType } from '../types.ts';
import { columnNamed } from './names.ts';
import { quotedValue } from './print.ts';

/** What can be entered; `insert` replaces the text between `start` and `end` of the completion. */
export interface FilterItem {
  insert: string;
  label: string;
  detail: string;
}

export interface FilterCompletion {
  start: number;
  end: number;
  items: FilterItem[];
}

/** Values that a column has, of which the text typed so far is a part. */
export type ValueSource = (column: ColumnId, typed: string) => readonly string[];

const maxItems = 50;

/** What can be entered at an offset of a line. */
export function completeFilter(text: string, offset: number, values: ValueSource): FilterCompletion {
  const before = text.slice(0, offset);
  const value =
    /(?:^|[\s(-])([^\s()":=<>!-]+)\s*(!=|<=|>=|[:=<>])\s*(?:(?:"(?:[^"]|"")*"|[^\s(),"]+)\s*,\s*)*("(?:[^"]|"")*|[^\s(),"]*)$/.exec(
      before,
    );
  const [, name = '', operator = '', typed = ''] = value ?? [];
  const column = value ? columnNamed(name) : undefined;
  if (column) return at(offset, typed, valueItems(column, operator, typed, values));
  if (value && /^(has|empty)$/i.test(name))
    return at(
      offset,
      typed,
      nameItems(typed, ({ filterName }) => filterName),
    );
  const isInQuotes = (before.match(/"/g)?.length ?? 0) % 2 === 1;
  const word = /(?:^|[\s(-])([^\s()":=<>!-]*)$/.exec(before)?.[1];
  if (value || isInQuotes || word === undefined) return at(offset, '', []);
  return at(offset, word, [...nameItems(word, insertName), ...operatorItems(word), ...wordItems(word)]);
}

/** What can be entered at an offset in the box of a column. */
export function completeBox(
  column: ColumnId,
  text: string,
  offset: number,
  values: ValueSource,
): FilterCompletion {
  const token = /(?:"(?:[^"]|"")*(?:"|$)|[^\s"])*$/.exec(text.slice(0, offset))?.[0].replace(/^-/, '') ?? '';
  const name = columnOf(column).filterName;
  const line = /^[:=<>!]/.test(token) ? name + token : `${name}:${token}`;
  const { start, items } = completeFilter(line, line.length, values);
  return { start: offset - (line.length - start), end: offset, items };
}

const at = (offset: number, typed: string, items: FilterItem[]): FilterCompletion => ({
  start: offset - typed.length,
  end: offset,
  items: items.slice(0, maxItems),
});

const insertName = ({ filterName, type }: ColumnSpec): string =>
  type === 'flag' ? filterName : isNumberType(type) ? filterName : `${filterName}:`;

function nameItems(typed: string, insert: (column: ColumnSpec) => string): FilterItem[] {
  const wanted = folded(typed);
  return columns
    .filter(({ filterName, aliases, title }) =>
      [filterName, ...aliases, title()].some(name => folded(name).startsWith(wanted)),
    )
    .map(column => ({ insert: insert(column), label: column.filterName, detail: column.title() }));
}

const orders: readonly (readonly [string, () => string])[] = [
  ['<', () => l10n.t('less, or earlier')],
  ['>', () => l10n.t('more, or later')],
  [':', () => l10n.t('exactly')],
];

/** After the whole name of a column whose values have an order. */
function operatorItems(typed: string): FilterItem[] {
  const column = columnNamed(typed);
  if (!column || !isNumberType(column.type)) return [];
  return orders.map(([operator, detail]) => {
    const insert = column.filterName + operator;
    return { insert, label: insert, detail: detail() };
  });
}

const words: readonly (readonly [string, () => string])[] = [
  ['disabled', () => l10n.t('cannot sign in')],
  ['has:', () => l10n.t('has a value in the column')],
  ['empty:', () => l10n.t('has no value in the column')],
  ['not ', () => l10n.t('the opposite of what follows')],
  ['or ', () => l10n.t('one side or the other')],
];

const wordItems = (typed: string): FilterItem[] =>
  words
    .filter(([word]) => word.startsWith(typed.toLowerCase()))
    .map(([word, detail]) => ({ insert: word, label: word.trim(), detail: detail() }));

/** Values that every column of a type can be compared with. */
const usual: Record<ColumnType, readonly (readonly [string, () => string])[]> = {
  text: [['empty', () => l10n.t('no value')]],
  list: [['empty', () => l10n.t('no value')]],
  number: [],
  bytes: [
    ['1GB', () => ''],
    ['5GB', () => ''],
    ['10GB', () => ''],
    ['none', () => l10n.t('unlimited')],
  ],
  percent: [
    ['50%', () => ''],
    ['90%', () => ''],
    ['100%', () => ''],
  ],
  date: [
    ['today', () => ''],
    ['7d', () => l10n.t('7 days ago')],
    ['30d', () => l10n.t('30 days ago')],
    ['90d', () => l10n.t('90 days ago')],
    ['1y', () => l10n.t('a year ago')],
    ['never', () => l10n.t('never')],
  ],
  flag: [
    ['yes', () => ''],
    ['no', () => ''],
  ],
};

function valueItems(
  { id, type, emptyWord }: ColumnSpec,
  operator: string,
  typed: string,
  values: ValueSource,
): FilterItem[] {
  const text = typed.startsWith('"') ? typed.slice(1).replaceAll('""', '"') : typed;
  const isOrder = /[<>]/.test(operator);
  const own = emptyWord === undefined ? [] : [[emptyWord, () => l10n.t('no value')] as const];
  const fixed = (own.length > 0 ? own : usual[type])
    .filter(([value]) => value.startsWith(text.toLowerCase()) && !(isOrder && value === 'never'))
    .map(([value, detail]) => ({ insert: value, label: value, detail: detail() }));
  const found = isNumberType(type) || type === 'flag' ? [] : values(id, text).filter(value => value !== '');
  return [...found.map(value => ({ insert: quotedValue(value), label: value, detail: '' })), ...fixed];
}
