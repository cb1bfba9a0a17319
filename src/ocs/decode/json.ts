/**
 * JSON as PHP writes it. To PHP, an ID that consists of digits is a number, so it arrives as a number
 * (`[0, 12345, "alice"]`) or as a key (`{"12345": …}`). `JSON.parse` rounds such numbers beyond 2^53, and moves such keys
 * to the front. Both are rare, so the text is parsed as it is, and a second time with them protected if there are any.
 */

/** In valid JSON, an unescaped quote before digits opens a string, and a colon after it makes it a key. */
const DIGIT_KEY = /(?<!\\)"(-?\d+)"(?=\s*:)/g;
/** May also match within a string, which only costs a closer look. */
const MAYBE_INEXACT = /[[:,]\s*-?\d{16}/;
const STRING_OR_LONG_INTEGER = /"[^"\\]*(?:\\.[^"\\]*)*"|(?<![\d.eE+-])-?\d{16,}(?![\d.eE])/g;

/** Keeps a key from being an index. Never occurs in text. */
const MARK = '\uFFFF';

const quoteLongIntegers = (json: string): string =>
  json.replace(STRING_OR_LONG_INTEGER, token => (token.startsWith('"') ? token : `"${token}"`));

const markDigitKeys = (json: string): string => json.replace(DIGIT_KEY, `"${MARK}$1"`);

/** A map with a numeric key is a list, as in XML, where PHP turns all such keys into `<element>`. */
function listNumbered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  const map = value as Record<string, unknown>;
  let numbered = false;
  for (const key of Object.keys(map)) {
    map[key] = listNumbered(map[key]);
    numbered ||= key.startsWith(MARK);
  }
  return numbered ? Object.values(map) : map;
}

/** Throws `SyntaxError`, and `RangeError` for values nested too deeply. */
export function parseJson(json: string): unknown {
  const parsed: unknown = JSON.parse(json);
  const exact = MAYBE_INEXACT.test(json) ? quoteLongIntegers(json) : json;
  const ordered = markDigitKeys(exact);
  return ordered === json ? parsed : listNumbered(JSON.parse(ordered));
}
