import { recordIn } from '../../ocs/narrow.ts';
import type { UserKeys } from './candidate.ts';

/**
 * A string as debuggers show it: quoted, in C and C++ after its address, in Python, Rust and C# after a prefix,
 * in Java before its identity.
 */
const quoted = /^(?:0x[\da-f]+ +)?(?:[bru&@$]{1,2}(?=["']))?(["'`])(.*)\1(?: \(id=\d+\))?$/is;

/** A Ruby symbol. */
const symbol = /^:([\w.@-]+)$/;

/** Whole numbers: an ID may consist of digits only. */
const digits = /^\d+$/;

/** The value of a variable that is displayed like this, if it may name a user: strings without quotes, and whole numbers. */
export function stringOf(shown: string): string | undefined {
  const text = shown.trim();
  const [, , inner] = quoted.exec(text) ?? [];
  if (inner !== undefined) return inner.replaceAll(/\\(.)/gs, '$1');
  return symbol.exec(text)?.[1] ?? digits.exec(text)?.[0];
}

/** A variable of the Debug Adapter Protocol. */
export interface DebugVariable {
  name: string;
  value: string;
}

export function isDebugVariable(value: unknown): value is DebugVariable {
  const { name, value: shown } = recordIn(value);
  return typeof name === 'string' && typeof shown === 'string';
}

/** The user that an object names under one of the keys; `children` is one level of it. */
export function userOf(children: readonly DebugVariable[], keys: UserKeys): string | undefined {
  for (const { name, value } of children) {
    const text = keys.has(name) ? stringOf(value) : undefined;
    if (text) return text;
  }
  return undefined;
}
