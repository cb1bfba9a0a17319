import * as l10n from '@vscode/l10n';
import { columnOf } from '../columns.ts';
import type { ColumnSpec } from '../columns.ts';
import { isNumberType } from '../numbers.ts';
import type { Scanner } from './scanner.ts';
import type { FilterCondition, FilterProblem, FilterValue, Operator, Span } from './types.ts';
import { readValue } from './values.ts';
import type { Written } from './values.ts';

type WrittenSpan = Written & Span;

/** The condition whose values stand here, or none if they cannot be understood. */
export function readCondition(
  scanner: Scanner,
  named: ColumnSpec,
  operator: Operator,
  start: number,
  problems: FilterProblem[],
): FilterCondition[] {
  const before = problems.length;
  const report = (message: string, span: Span): void => {
    problems.push({ message, start: span.start, end: span.end, suggestions: [] });
  };
  const written = readWritten(scanner, named.type === 'bytes', report);
  const [first] = written;
  const whole = { start, end: scanner.at };
  if (!first) {
    report(l10n.t('Enter a value to compare with, or "" for none.'), whole);
    return [];
  }
  const column = named.id === 'quota' && first.text.endsWith('%') ? columnOf('usage') : named;
  const values = written.flatMap((one): FilterValue[] => {
    const value = readValue(column, one, operator === ':');
    if (!('problem' in value)) return [value];
    report(value.problem, one);
    return [];
  });
  const order = /[<>]/.test(operator) ? orderProblem(column, operator, values) : undefined;
  if (order !== undefined && problems.length === before) report(order, whole);
  return problems.length > before ? [] : [{ kind: 'is', column: column.id, operator, values, ...whole }];
}

function orderProblem(
  { type, filterName }: ColumnSpec,
  operator: Operator,
  values: FilterValue[],
): string | undefined {
  if (!isNumberType(type))
    return l10n.t('“{0}” has no order. Use “:” or “=” instead of “{1}”.', filterName, operator);
  if (values.length > 1) return l10n.t('Enter one value only.');
  return values.some(({ is }) => is === 'empty')
    ? l10n.t('Nothing is more or less than this. Use “:” instead of “{0}”.', operator)
    : undefined;
}

function readWritten(
  scanner: Scanner,
  isSize: boolean,
  report: (message: string, span: Span) => void,
): WrittenSpan[] {
  const written: WrittenSpan[] = [];
  do {
    scanner.skipSpace();
    const start = scanner.at;
    const quoted = scanner.quoted();
    const value = quoted ? { text: quoted.text, quoted: true } : scanner.bareValue(isSize);
    const span = { start, end: scanner.at };
    if (quoted?.closed === false) report(l10n.t('The closing quotation mark is missing.'), span);
    if (value) written.push({ ...value, ...span });
    else if (written.length > 0) report(l10n.t('A value is missing.'), { start: start - 1, end: start });
  } while (scanner.take(/\s*,/y));
  return written;
}
