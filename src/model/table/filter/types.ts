import type { ColumnId } from '../types.ts';

/** Where something stands in the text of a filter; offsets in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

export type Operator = ':' | '=' | '!=' | '<' | '<=' | '>' | '>=';

/** Hours, days, weeks, months, years. */
export type AgoUnit = 'h' | 'd' | 'w' | 'm' | 'y';

/** What a cell is compared with. */
export type FilterValue =
  /** No text, no item; for dates: never. */
  | { is: 'empty' }
  /** In a `pattern`, an asterisk stands for any text. */
  | { is: 'text'; text: string; pattern: boolean }
  /** As `numberOf` has it. */
  | { is: 'number'; number: number }
  | { is: 'flag'; flag: boolean }
  /** A year, month or day: `2025`, `2025-01`, `2025-01-31`. */
  | { is: 'date'; text: string }
  /** That long before now; days and more are whole days. */
  | { is: 'ago'; count: number; unit: AgoUnit };

/** A column compared with one of the values. */
export interface FilterCondition extends Span {
  kind: 'is';
  column: ColumnId;
  operator: Operator;
  values: FilterValue[];
}

/** Text that is searched in ID, name and email. */
export interface FilterWord extends Span {
  kind: 'word';
  text: string;
}

/** `and` of nothing is true of everybody. Neither stands directly in one of its kind, nor `not` in `not`. */
export type FilterNode =
  | FilterCondition
  | FilterWord
  | ({ kind: 'not'; node: FilterNode } & Span)
  | ({ kind: 'and' | 'or'; nodes: FilterNode[] } & Span);

/** What cannot be understood, and what could stand in its place. The filter is as if it were not there. */
export interface FilterProblem extends Span {
  message: string;
  suggestions: string[];
}

export interface ParsedFilter {
  node: FilterNode;
  problems: FilterProblem[];
}
