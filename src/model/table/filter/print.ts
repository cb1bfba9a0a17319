import { formatQuota } from '../../quota.ts';
import { columnOf } from '../columns.ts';
import type { ColumnSpec } from '../columns.ts';
import { flagNamed } from './names.ts';
import { termsOf } from './nodes.ts';
import type { FilterCondition, FilterNode, FilterValue } from './types.ts';

/** The filter as text, in its usual spelling. */
export const printFilter = (node: FilterNode): string => print(node, printCondition, printPresence);

/** As it stands in the box of the column that all of it is about. */
export const printInBox = (node: FilterNode): string => print(node, printBare);

type Printer = (condition: FilterCondition) => string;

/** @param opposite for conditions whose opposite has a form of its own */
function print(
  node: FilterNode,
  condition: Printer,
  opposite?: (node: FilterNode) => string | undefined,
): string {
  const term = (one: FilterNode): string => {
    switch (one.kind) {
      case 'word':
        return printWord(one.text);
      case 'is':
        return condition(one);
      case 'not':
        return opposite?.(one.node) ?? `-${term(one.node)}`;
      default:
        return `(${print(one, condition, opposite)})`;
    }
  };
  if (node.kind !== 'or') return termsOf(node).map(term).join(' ');
  return node.nodes.map(one => print(one, condition, opposite)).join(' or ');
}

function printPresence(node: FilterNode): string | undefined {
  if (node.kind !== 'is' || node.operator !== ':' || node.values.length !== 1) return undefined;
  return node.values[0]?.is === 'empty' ? `has:${columnOf(node.column).filterName}` : undefined;
}

function printCondition(condition: FilterCondition): string {
  const column = columnOf(condition.column);
  const { filterName, type, opposite, emptyWord } = column;
  const [only] = condition.values.length === 1 && condition.operator === ':' ? condition.values : [];
  if (only?.is === 'empty' && type !== 'date' && emptyWord === undefined) return `empty:${filterName}`;
  if (only?.is === 'flag' && only.flag) return filterName;
  if (only?.is === 'flag' && opposite !== undefined) return opposite;
  return filterName + condition.operator + printValues(column, condition);
}

/** The colon goes without saying, unless something that is not a value seems to follow. */
function printBare(condition: FilterCondition): string {
  const values = printValues(columnOf(condition.column), condition);
  const isClear = condition.operator === ':' && !/^[-:=<>!]/.test(values);
  return isClear ? values : condition.operator + values;
}

const printValues = (column: ColumnSpec, { values }: FilterCondition): string =>
  values.map(value => printValue(column, value)).join(',');

function printValue({ type, emptyWord }: ColumnSpec, value: FilterValue): string {
  switch (value.is) {
    case 'empty':
      return emptyWord ?? (type === 'date' ? 'never' : 'empty');
    case 'text':
      if (value.pattern) return value.text;
      return value.text.toLowerCase() === emptyWord ? quoted(value.text) : quotedValue(value.text);
    case 'number':
      return printNumber(type, value.number);
    case 'flag':
      return value.flag ? 'yes' : 'no';
    case 'date':
      return value.text;
    case 'ago':
      return value.unit === 'd' && value.count === 0 ? 'today' : `${value.count}${value.unit}`;
  }
}

function printNumber(type: ColumnSpec['type'], number: number): string {
  if (!Number.isFinite(number)) return 'none';
  if (type === 'percent') return `${number}%`;
  // A size without a unit would take a word behind it for one.
  return type === 'bytes' ? formatQuota(number).replace(' ', '').replace(/\d$/, '$&B') : String(number);
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/** A text as a value, in quotation marks where it could mean something else. */
export const quotedValue = (text: string): string =>
  /^[-:=<>!]|[\s(),"*]|^(empty|and|or|not)$|^$/i.test(text) ? quoted(text) : text;

const printWord = (text: string): string =>
  /^[-,]|[\s()":=<>]|^(and|or|not)$|^$/i.test(text) || flagNamed(text) ? quoted(text) : text;
