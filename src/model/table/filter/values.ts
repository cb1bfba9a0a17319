import * as l10n from '@vscode/l10n';
import { parseQuota } from '../../quota.ts';
import { parseFlag } from '../../tables/values.ts';
import type { ColumnSpec } from '../columns.ts';
import { numberOf } from '../numbers.ts';
import type { ColumnType } from '../types.ts';
import type { AgoUnit, FilterValue } from './types.ts';

/** A value as it was written. In quotation marks, every text means itself. */
export interface Written {
  text: string;
  quoted: boolean;
}

interface ValueReader {
  read: (text: string) => FilterValue | undefined;
  /** What to enter. */
  problem: () => string;
}

const number = (value: number): FilterValue => ({ is: 'number', number: value });

const plainNumber: ValueReader = {
  read: text => (/^\d+(\.\d+)?$/.test(text) ? number(Number(text)) : undefined),
  problem: () => l10n.t('Enter a number such as 90.'),
};

const readers: Record<Exclude<ColumnType, 'text' | 'list'>, ValueReader> = {
  number: plainNumber,
  percent: {
    read: text =>
      text === 'none' ? number(numberOf('percent', text)) : plainNumber.read(text.replace(/%$/, '')),
    problem: () => l10n.t('Enter a percentage such as 90%.'),
  },
  bytes: {
    read: text => {
      const parsed = parseQuota(text);
      if ('problem' in parsed || parsed.text === 'default') return undefined;
      return number(parsed.bytes ?? Infinity);
    },
    problem: () => l10n.t('Enter a size such as 5GB, or none for unlimited storage.'),
  },
  date: {
    read: readDate,
    problem: () => l10n.t('Enter a date such as 2026-01-31, a time ago such as 90d, or never.'),
  },
  flag: {
    read: text => {
      const flag = parseFlag(text);
      return flag === undefined ? undefined : { is: 'flag', flag };
    },
    problem: () => l10n.t('Enter yes or no.'),
  },
};

/** Makes of what was written what the cells of the column are compared with. */
export function readValue(
  { type, emptyWord }: ColumnSpec,
  { text, quoted }: Written,
  patterns: boolean,
): FilterValue | { problem: string } {
  if (!quoted && ['empty', emptyWord].includes(text.toLowerCase())) return { is: 'empty' };
  if (type === 'text' || type === 'list')
    return text === ''
      ? { is: 'empty' }
      : { is: 'text', text, pattern: patterns && !quoted && text.includes('*') };
  return readers[type].read(text.toLowerCase()) ?? { problem: readers[type].problem() };
}

const days: Readonly<Record<string, number>> = { today: 0, yesterday: 1 };
const isUnit = (text: string): text is AgoUnit => /^[hdwmy]$/.test(text);

function readDate(text: string): FilterValue | undefined {
  if (text === 'never') return { is: 'empty' };
  const day = Object.hasOwn(days, text) ? days[text] : undefined;
  if (day !== undefined) return { is: 'ago', count: day, unit: 'd' };
  const [, count = '', unit = ''] = /^(\d{1,5})([a-z])$/.exec(text) ?? [];
  if (isUnit(unit)) return { is: 'ago', count: Number(count), unit };
  return isDate(text) ? { is: 'date', text } : undefined;
}

/** A year, month or day that exists. */
function isDate(text: string): boolean {
  if (!/^\d{4}(-\d\d(-\d\d)?)?$/.test(text)) return false;
  const time = new Date(`${text.padEnd(7, '-01').padEnd(10, '-01')}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}

const units: Record<AgoUnit, (date: Date, count: number) => void> = {
  h: (date, count) => date.setTime(date.getTime() - count * 3_600_000),
  d: (date, count) => date.setDate(date.getDate() - count),
  w: (date, count) => date.setDate(date.getDate() - 7 * count),
  m: (date, count) => date.setMonth(date.getMonth() - count),
  y: (date, count) => date.setFullYear(date.getFullYear() - count),
};

/** The time that a value means, in ms since 1970: from `from` until before `to`. Days are those of the reader's time zone. */
export function timesOf(
  value: FilterValue & { is: 'date' | 'ago' },
  now: Date,
): { from: number; to: number } {
  if (value.is === 'date') return timesOfDate(value.text);
  const date = new Date(now);
  if (value.unit !== 'h') date.setHours(0, 0, 0, 0);
  units[value.unit](date, value.count);
  const from = date.getTime();
  if (value.unit === 'h') return { from, to: from };
  date.setDate(date.getDate() + 1);
  return { from, to: date.getTime() };
}

function timesOfDate(text: string): { from: number; to: number } {
  const [year = 0, month, day] = text.split('-').map(Number);
  const at = (years: number, months: number, dates: number): number => {
    const date = new Date(years, months, dates);
    // `Date` takes the years up to 99 for those of the last century.
    date.setFullYear(years, months, dates);
    return date.getTime();
  };
  if (month === undefined) return { from: at(year, 0, 1), to: at(year + 1, 0, 1) };
  if (day === undefined) return { from: at(year, month - 1, 1), to: at(year, month, 1) };
  return { from: at(year, month - 1, day), to: at(year, month - 1, day + 1) };
}
