import type { Operator } from './types.ts';
import type { Written } from './values.ts';

/** Reads the text of a filter from left to right. */
export class Scanner {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Goes on behind the pattern, which must be sticky, if it stands here. */
  take(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text) ?? undefined;
    if (found) this.at = pattern.lastIndex;
    return found;
  }

  /** Whether the pattern, which must be sticky, stands here. */
  sees(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    return pattern.test(this.text);
  }

  skipSpace(): void {
    this.take(/\s*/y);
  }

  /** A text in quotation marks, in which two stand for one. `closed`: the second mark is there. */
  quoted(): { text: string; closed: boolean } | undefined {
    const found = this.take(/"((?:[^"]|"")*)("?)/y);
    return found && { text: (found[1] ?? '').replaceAll('""', '"'), closed: found[2] === '"' };
  }

  word(): string | undefined {
    return this.take(/[^\s()"]+/y)?.[0];
  }

  /** A name and the operator behind it. */
  comparison(): { name: string; operator: Operator } | undefined {
    const found = this.take(/([^\s()":=<>!]+)\s*(!=|<=|>=|[:=<>])/y);
    const operator = operators.find(one => one === found?.[2]);
    return found?.[1] !== undefined && operator ? { name: found[1], operator } : undefined;
  }

  operator(): Operator | undefined {
    const found = this.take(/!=|<=|>=|[:=<>]/y)?.[0];
    return operators.find(one => one === found);
  }

  /** A value without quotation marks. @param isSize there may be a space before its unit */
  bareValue(isSize: boolean): Written | undefined {
    const size = isSize ? this.take(/(\d+(?:\.\d+)?)\s+([kmgtp]?b)(?=[\s,()]|$)/iy) : undefined;
    if (size) return { text: `${size[1] ?? ''}${size[2] ?? ''}`, quoted: false };
    const text = this.take(/[^\s(),"]+/y)?.[0];
    return text === undefined ? undefined : { text, quoted: false };
  }
}

const operators: readonly Operator[] = ['!=', '<=', '>=', ':', '=', '<', '>'];
