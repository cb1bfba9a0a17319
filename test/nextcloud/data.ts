/**
 * What an answer holds, as PHP knows it. A `Map` is a PHP array with keys, which keeps its order
 * (objects of JavaScript move keys of digits to the front) and is written by PHP's rules: no
 * entries give `[]`, keys 0, 1, 2 … give a list.
 */
export type Data =
  | null
  | boolean
  | number
  | string
  | readonly Data[]
  | { readonly [key: string]: Data }
  | ReadonlyMap<string, Data>;

export function isList(data: Data): data is readonly Data[] {
  return Array.isArray(data);
}

export function isMap(data: Data): data is ReadonlyMap<string, Data> {
  return data instanceof Map;
}

/** A key PHP turns into a number: `12345`, not `007`, not ` 1`. */
export function isIntegerKey(key: string): boolean {
  return /^(0|-?[1-9]\d{0,17})$/.test(key);
}

/** A text that PHP would turn into a number when it served as the key of an array. */
export function asKey(text: string): string | number {
  return isIntegerKey(text) ? Number(text) : text;
}
