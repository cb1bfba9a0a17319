import * as l10n from '@vscode/l10n';
import { ago, exactly } from '../dates.ts';
import { humanSize } from '../quota.ts';
import { columnOf } from './columns.ts';
import { numberOf } from './numbers.ts';
import type { Cell, ColumnId } from './types.ts';

/** For whom, and when: a language tag, and ms since 1970. */
export interface FormatOptions {
  locale: string;
  now: number;
}

type Formatter = (cell: NonNullable<Cell>, reader: FormatOptions) => string;

const text: Formatter = cell => (typeof cell === 'object' ? cell.join(', ') : String(cell));

const flagText: Formatter = cell => (cell === true ? l10n.t('Yes') : l10n.t('No'));

/** What may stand for a size, and how it is called. */
const sizeWords: Readonly<Record<string, () => string>> = {
  none: () => l10n.t('Unlimited'),
  default: () => l10n.t('Default'),
};

const bytesText: Formatter = (cell, { locale }) => {
  const bytes = numberOf('bytes', cell);
  if (Number.isFinite(bytes)) return humanSize(bytes, locale);
  const word = bytes === Infinity ? 'none' : String(cell);
  return Object.hasOwn(sizeWords, word) ? (sizeWords[word]?.() ?? '') : word;
};

const percentText: Formatter = (cell, { locale }) => {
  const percent = numberOf('percent', cell);
  // Whoever has no limit uses no share of it.
  return Number.isFinite(percent) ? formats(locale).percent.format(percent / 100) : '';
};

const dateText: Formatter = (cell, { now, locale }) =>
  typeof cell === 'number' ? ago(cell, now, locale) : l10n.t('Never');

const shortTexts = {
  text,
  list: text,
  number: (cell: NonNullable<Cell>, { locale }: FormatOptions) =>
    typeof cell === 'number' ? decimal(cell, locale) : text(cell, { locale, now: 0 }),
  flag: flagText,
  bytes: bytesText,
  percent: percentText,
  date: dateText,
} as const satisfies Record<ReturnType<typeof columnOf>['type'], Formatter>;

/** A cell as it is shown; empty where it is not known. */
export function formatCell(column: ColumnId, cell: Cell, reader: FormatOptions): string {
  if (cell === null) return '';
  const { type, emptyWord } = columnOf(column);
  if (emptyWord !== undefined && typeof cell === 'object' && cell.length === 0) return l10n.t('None');
  return shortTexts[type](cell, reader);
}

/** A cell with nothing rounded, for a tooltip. */
export function exactText(column: ColumnId, cell: Cell, reader: FormatOptions): string {
  const { type } = columnOf(column);
  if (typeof cell !== 'number' || !Number.isFinite(cell)) return formatCell(column, cell, reader);
  if (type === 'date') return exactly(cell, reader.locale);
  return type === 'bytes'
    ? l10n.t('{0} bytes', cell.toLocaleString(reader.locale))
    : formatCell(column, cell, reader);
}

/** With at most one digit behind the decimal point. */
const decimal = (number: number, locale: string): string => formats(locale).decimal.format(number);

const made = new Map<string, ReturnType<typeof makeFormats>>();

function formats(locale: string): ReturnType<typeof makeFormats> {
  const found = made.get(locale) ?? makeFormats(locale);
  made.set(locale, found);
  return found;
}

const makeFormats = (locale: string) => ({
  decimal: new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }),
  percent: new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 }),
});
