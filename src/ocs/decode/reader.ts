import * as l10n from '@vscode/l10n';
import { NextcloudError } from '../errors.ts';

/**
 * Readers turn one value of an answer into what the client promises, or throw a `Mismatch`. They read JSON and
 * XML alike: both parsers give the same tree, in which a leaf of XML is text and an empty element is `''`.
 */
export type Reader<T> = (value: unknown) => T;

/** A reader found something it cannot read. As the error passes through containers, they add where it was found. */
class Mismatch extends Error {
  readonly path: string[] = [];

  constructor(expected: string, found: unknown) {
    super(`expected ${expected}, found ${describe(found)}`);
  }
}

/** Names the type of a value. The value itself may be a secret, or of any length. */
function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (value === '') return 'an empty text';
  if (Array.isArray(value)) return 'a list';
  return { string: 'text', number: 'a number', boolean: 'true or false' }[typeof value as string] ?? 'a map';
}

export function mismatch(expected: string, found: unknown): never {
  throw new Mismatch(expected, found);
}

const MAX_SEGMENT = 40;

/** Is told what is left out while `noting` reads. Reading is never interrupted, so one listener is enough. */
let tell: ((oddity: string) => void) | undefined;

/** Reads, and reports each part that is left out because it cannot be read: its place in the record and why, not its value. */
export function noting<T>(hear: (oddity: string) => void, read: () => T): T {
  const before = tell;
  tell = hear;
  try {
    return read();
  } finally {
    tell = before;
  }
}

/** The same, in addition to an outer listener. */
export function alsoNoting<T>(hear: (oddity: string) => void, read: () => T): T {
  const outer = tell;
  return noting(oddity => {
    hear(oddity);
    outer?.(oddity);
  }, read);
}

/** Reads a value; if it cannot be read, the result of `otherwise`. Throws anything but a mismatch. */
export function attempt<T, O>(
  segment: string,
  read: Reader<T>,
  value: unknown,
  otherwise: (reason: string) => O,
): T | O {
  try {
    return read(value);
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    const reason = `${[segment, ...error.path].filter(Boolean).join('.')}: ${error.message}`;
    tell?.(reason);
    return otherwise(reason);
  }
}

/** Reads a part of a value, which an error will name. */
function within<T>(segment: string | number, read: Reader<T>, value: unknown): T {
  try {
    return read(value);
  } catch (error) {
    if (error instanceof Mismatch) error.path.unshift(String(segment).slice(0, MAX_SEGMENT));
    throw error;
  }
}

/** Reads a whole answer, which the error calls `root`. Throws `NextcloudError` of kind `protocol`. */
export function decode<T>(read: Reader<T>, value: unknown, root = 'data'): T {
  try {
    return read(value);
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    const details = `${[root, ...error.path].join('.')} ${error.message}`;
    throw new NextcloudError(
      'protocol',
      l10n.t('The response of the server cannot be used (at {details}).', { details }),
    );
  }
}

/** Text as it is. Servers send null for what was never set, which reads as `''`. */
export const text: Reader<string> = value =>
  typeof value === 'string' ? value : value === null ? '' : mismatch('text', value);

/** Text that is not empty. */
export const filled: Reader<string> = value =>
  typeof value === 'string' && value !== '' ? value : mismatch('text', value);

/** The ID of a user, a group, or an app. PHP turns one that consists of digits into a number. */
export const id: Reader<string> = value => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' && value !== '' ? value : mismatch('an id', value);
};

const DECIMAL = /^-?\d+(?:\.\d+)?(?:E[+-]?\d+)?$/i;

/** A finite number, rounded beyond 2^53. */
export const number: Reader<number> = value => {
  const parsed = typeof value === 'string' && DECIMAL.test(value) ? Number(value) : value;
  return typeof parsed === 'number' && Number.isFinite(parsed) ? parsed : mismatch('a number', value);
};

/** An exact whole number. */
export const integer: Reader<number> = value => {
  const parsed = number(value);
  return Number.isSafeInteger(parsed) ? parsed : mismatch('a whole number', value);
};

/** JSON has true and false, XML `1` and empty, the documentation's examples `true` and `false`. */
export const booleans: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  ['1', true],
  ['true', true],
  [false, false],
  ['0', false],
  ['', false],
  ['false', false],
]);

export const boolean: Reader<boolean> = value => booleans.get(value) ?? mismatch('true or false', value);

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** PHP's empty list and its empty map are `[]` in JSON, an empty element in XML. */
const isEmpty = (value: unknown): boolean => value === '' || (Array.isArray(value) && value.length === 0);

/** A map as it is, its values not looked at. */
export const raw: Reader<Record<string, unknown>> = value =>
  isMap(value) ? value : isEmpty(value) ? {} : mismatch('a map', value);

const MAX_DEPTH = 100;

const isWithinDepth = (value: unknown, depth: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (depth > 0 && Object.values(value).every(child => isWithinDepth(child, depth - 1)));

/** The same with all that is in it, for those who will walk it. */
export const tree: Reader<Record<string, unknown>> = value =>
  isWithinDepth(value, MAX_DEPTH) ? raw(value) : mismatch(`at most ${String(MAX_DEPTH)} levels`, value);

function itemsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (isMap(value)) return Object.values(value);
  return isEmpty(value) ? [] : mismatch('a list', value);
}

/** A list, or a map whose keys mean nothing: PHP sends a list with gaps, or one keyed by id, as a map. */
export const list =
  <T>(item: Reader<T>): Reader<T[]> =>
  value =>
    itemsOf(value).map((entry, index) => within(index, item, entry));

/** A list whose entries are read independently. One that cannot be read becomes the result of `otherwise`, or is left out. */
export const tolerantList =
  <T>(
    item: Reader<T>,
    otherwise: (entry: unknown, key: string, reason: string) => T | undefined,
  ): Reader<T[]> =>
  value => {
    const keys = isMap(value) ? Object.keys(value) : undefined;
    return itemsOf(value).flatMap((entry, index) => {
      const read = attempt<T, T | undefined>('', item, entry, reason =>
        otherwise(entry, keys?.[index] ?? '', reason),
      );
      return read === undefined ? [] : [read];
    });
  };

/** A map whose keys are data and may be anything. None of them reaches a prototype. */
export const map =
  <T>(item: Reader<T>): Reader<Record<string, T>> =>
  value =>
    Object.fromEntries(Object.entries(raw(value)).map(([key, entry]) => [key, within(key, item, entry)]));

/** The same, without the entries that cannot be read. */
export const tolerantMap =
  <T>(item: Reader<T>): Reader<Record<string, T>> =>
  value =>
    Object.fromEntries(
      Object.entries(raw(value)).flatMap(([key, entry]) => {
        const read = attempt(key.slice(0, MAX_SEGMENT), item, entry, () => undefined);
        return read === undefined ? [] : [[key, read]];
      }),
    );

interface RecordField<T, Required extends boolean> {
  readonly wire: string;
  readonly read: Reader<T>;
  readonly required: Required;
}

export const required = <T>(wire: string, read: Reader<T>): RecordField<T, true> => ({
  wire,
  read,
  required: true,
});

/** Absent if the server did not send it, or if what it sent reads as `undefined`. */
export const optional = <T>(wire: string, read: Reader<T>): RecordField<T, false> => ({
  wire,
  read,
  required: false,
});

/** For every property of a result: its name on the wire, how to read it, and whether the server always sends it. */
export type Fields<T> = {
  [P in keyof T]-?: undefined extends T[P] ? RecordField<T[P] | undefined, false> : RecordField<T[P], true>;
};

/** An object of a known shape. Ignores anything else in it. An optional field that cannot be read is absent. */
export function record<T extends object>(fields: Fields<T>): Reader<T> {
  const rows = Object.entries<RecordField<unknown, boolean>>(fields);
  return value => {
    const source = raw(value);
    const result: Record<string, unknown> = {};
    for (const [property, { wire, read, required }] of rows) {
      const sent = source[wire];
      if (sent === undefined && !required) continue;
      const decoded = required
        ? within(wire, read, sent)
        : attempt(wire.slice(0, MAX_SEGMENT), read, sent, () => undefined);
      if (decoded !== undefined) result[property] = decoded;
    }
    return result as T;
  };
}

/** The only field of an answer that matters. */
export const only =
  <T>(wire: string, read: Reader<T>): Reader<T> =>
  value =>
    within(wire, read, raw(value)[wire]);
