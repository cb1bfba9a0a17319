import * as l10n from '@vscode/l10n';
import type { ColumnSpec } from '../columns.ts';
import { columnOf } from '../columns.ts';
import type { ColumnId } from '../types.ts';
import { readCondition } from './condition.ts';
import { columnNamed, flagNamed, similarNames } from './names.ts';
import { combined, opposite } from './nodes.ts';
import { Scanner } from './scanner.ts';
import type { FilterNode, FilterProblem, ParsedFilter, Span } from './types.ts';

/** Deeper than anybody nests; the reader calls itself. */
const maxDepth = 50;

/** Reads a line of the filter language; `docs/filter.md` has its grammar. */
export function parseFilter(text: string): ParsedFilter {
  const reader = new FilterReader(text);
  return { node: reader.all(), problems: reader.problems };
}

/** Reads what stands in the box of a column: conditions without their name. */
export function parseBox(column: ColumnId, text: string): ParsedFilter {
  const reader = new FilterReader(text, columnOf(column));
  return { node: reader.all(), problems: reader.problems };
}

const keyword = (word: string): RegExp => new RegExp(`${word}(?=[\\s()]|$)`, 'iy');
const [and, or, not] = [keyword('and'), keyword('or'), keyword('not')];

class FilterReader {
  readonly problems: FilterProblem[] = [];
  readonly #scanner: Scanner;
  readonly #box: ColumnSpec | undefined;
  #depth = 0;

  constructor(text: string, box?: ColumnSpec) {
    this.#scanner = new Scanner(text);
    this.#box = box;
  }

  all(): FilterNode {
    const nodes: FilterNode[] = [];
    for (;;) {
      nodes.push(this.#any());
      if (this.#scanner.isAtEnd) break;
      // Nothing but a closing parenthesis stops the reading before the end.
      const start = this.#scanner.at++;
      this.#report(l10n.t('There is no opening parenthesis for this one.'), { start, end: start + 1 });
    }
    return combined('and', nodes.filter(hasSense), { start: 0, end: this.#scanner.text.length });
  }

  #any(): FilterNode {
    const start = this.#scanner.at;
    const nodes = [this.#every()];
    for (let at = this.#scanner.at; this.#scanner.take(or); at = this.#scanner.at) {
      const [before, after] = [nodes.at(-1), this.#every()];
      if (before && hasSense(before) && hasSense(after)) nodes.push(after);
      else {
        this.#report(l10n.t('Enter a condition on each side of “or”.'), { start: at, end: at + 2 });
        if (hasSense(after)) nodes.push(after);
      }
    }
    const useful = nodes.length > 1 ? nodes.filter(hasSense) : nodes;
    return combined('or', useful, { start, end: this.#scanner.at });
  }

  #every(): FilterNode {
    const nodes: FilterNode[] = [];
    const scanner = this.#scanner;
    scanner.skipSpace();
    const start = scanner.at;
    while (!scanner.isAtEnd && !scanner.sees(/\)/y) && !scanner.sees(or)) {
      if (!scanner.take(and)) nodes.push(...this.#term());
      scanner.skipSpace();
    }
    return combined('and', nodes, { start, end: scanner.at });
  }

  /** One node, or none where it cannot be understood. */
  #term(): FilterNode[] {
    const scanner = this.#scanner;
    const start = scanner.at;
    let isOpposite = false;
    while (scanner.take(/-(?=[^\s)])/y) ?? scanner.take(not)) {
      isOpposite = !isOpposite;
      scanner.skipSpace();
    }
    const nodes = scanner.sees(/\(/y) ? this.#group() : this.#leaf(start);
    return isOpposite ? nodes.map(node => opposite(node, start)) : nodes;
  }

  #group(): FilterNode[] {
    const start = this.#scanner.at++;
    if (this.#depth === maxDepth) {
      this.#scanner.at = this.#scanner.text.length;
      this.#report(l10n.t('The parentheses are nested too deeply.'), { start, end: this.#scanner.at });
      return [];
    }
    this.#depth++;
    const node = this.#any();
    this.#depth--;
    if (!this.#scanner.take(/\)/y))
      this.#report(l10n.t('The closing parenthesis is missing.'), { start, end: start + 1 });
    else if (!hasSense(node))
      this.#report(l10n.t('Enter a condition between the parentheses.'), { start, end: this.#scanner.at });
    return hasSense(node) ? [node] : [];
  }

  #leaf(start: number): FilterNode[] {
    const scanner = this.#scanner;
    if (scanner.isAtEnd || scanner.sees(/\)/y)) {
      this.#report(l10n.t('A condition is missing.'), { start, end: scanner.at });
      return [];
    }
    if (this.#box) {
      const operator = scanner.operator() ?? ':';
      return readCondition(scanner, this.#box, operator, start, this.problems);
    }
    const quoted = scanner.quoted();
    if (quoted) {
      const span = { start, end: scanner.at };
      if (!quoted.closed) this.#report(l10n.t('The closing quotation mark is missing.'), span);
      return quoted.text === '' ? [] : [{ kind: 'word', text: quoted.text, ...span }];
    }
    const at = scanner.at;
    const compared = scanner.comparison();
    return compared ? this.#comparison(compared, start, at) : this.#word(start);
  }

  #comparison(
    { name, operator }: NonNullable<ReturnType<Scanner['comparison']>>,
    start: number,
    at: number,
  ): FilterNode[] {
    const scanner = this.#scanner;
    const form = name.toLowerCase();
    if (operator === ':' && (form === 'has' || form === 'empty')) return this.#presence(form, start);
    const column = columnNamed(name);
    if (column) return readCondition(scanner, column, operator, start, this.problems);
    // What is compared belongs to the name that is not known.
    if (!scanner.quoted()) scanner.word();
    const message = l10n.t('There is no column “{0}”. Put text to search for in quotation marks.', name);
    this.#report(message, { start: at, end: at + name.length }, similarNames(name));
    return [];
  }

  /** `has:email`, `empty:email`. */
  #presence(form: 'has' | 'empty', start: number): FilterNode[] {
    this.#scanner.skipSpace();
    const at = this.#scanner.at;
    const name = this.#scanner.word() ?? '';
    const span = { start: at, end: this.#scanner.at };
    const column = columnNamed(name);
    if (!column) {
      const message = name
        ? l10n.t('There is no column “{0}”.', name)
        : l10n.t('Enter the name of a column.');
      this.#report(message, name ? span : { start, end: at }, name ? similarNames(name) : []);
      return [];
    }
    const node: FilterNode = {
      kind: 'is',
      column: column.id,
      operator: ':',
      values: [{ is: 'empty' }],
      start,
      end: span.end,
    };
    return [form === 'has' ? opposite(node, start) : node];
  }

  #word(start: number): FilterNode[] {
    const at = this.#scanner.at;
    const text = this.#scanner.word() ?? '';
    const span = { start: at, end: this.#scanner.at };
    const flag = flagNamed(text);
    if (!flag) return [{ kind: 'word', text, ...span }];
    const values = [{ is: 'flag', flag: flag.flag } as const];
    return [{ kind: 'is', column: flag.column.id, operator: ':', values, start, end: span.end }];
  }

  #report(message: string, { start, end }: Span, suggestions: string[] = []): void {
    this.problems.push({ message, start, end, suggestions });
  }
}

const hasSense = (node: FilterNode): boolean => node.kind !== 'and' || node.nodes.length > 0;
