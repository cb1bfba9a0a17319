/** A string or number of a JSON text and the key it stands under, directly or in a list. */
export interface JsonValue {
  /** Where its literal stands in the text, with its quotes. */
  start: number;
  end: number;
  string: boolean;
  key: string | undefined;
  /** Its key, if it has one, stands before the text's beginning. */
  open: boolean;
}

interface Container {
  list: boolean;
  key: string | undefined;
}

/** What matters of JSON, in pieces: strings, numbers, what opens, parts and closes. */
const tokens = /"(?:[^"\\]|\\.)*"?|-?\d[\d.eE+-]*|[{}[\],]/g;

/**
 * The value at an offset of a JSON text, which may begin and end anywhere outside a literal: one line of a document,
 * or a line with something before the JSON.
 */
export function jsonValueAt(text: string, offset: number): JsonValue | undefined {
  const containers: Container[] = [];
  let key: string | undefined;
  for (const { 0: token, index: start } of text.matchAll(tokens)) {
    if (start > offset) return undefined;
    const end = start + token.length;
    const string = token.startsWith('"');
    if (string && isKey(text, end)) key = readLiteral(token).text;
    else if (offset < end && !structure.has(token))
      return { start, end, string, key, open: key === undefined && containers.length === 0 };
    else key = keyAfter(token, key, containers);
  }
  return undefined;
}

const structure = new Set(['{', '[', ',', ']', '}']);

/** The key that holds for what follows a token. */
function keyAfter(token: string, key: string | undefined, containers: Container[]): string | undefined {
  switch (token) {
    case '{':
      containers.push({ list: false, key: undefined });
      return undefined;
    case '[':
      containers.push({ list: true, key });
      return key;
    case ',':
      return containers.at(-1)?.list ? containers.at(-1)?.key : undefined;
    case '}':
    case ']':
      containers.pop();
      return undefined;
    default:
      return key;
  }
}

function isKey(text: string, end: number): boolean {
  const colon = /\s*:/y;
  colon.lastIndex = end;
  return colon.test(text);
}

/** A JSON string literal's text and, for each of its UTF-16 units and its end, where that stands in the literal. */
export function readLiteral(literal: string): { text: string; offsets: number[] } {
  const parts = [...literal.matchAll(/\\u[0-9a-f]{4}|\\?[^]/gi)].slice(1, -1);
  const text = parts.map(([part]) => (part.startsWith('\\') ? unescape(part) : part)).join('');
  return { text, offsets: [...parts.map(part => part.index), literal.length - 1] };
}

function unescape(escape: string): string {
  try {
    return String(JSON.parse(`"${escape}"`));
  } catch {
    return escape.slice(1, 2);
  }
}
