/** A string or number in a JSON text, with the key that it or its list belongs to. */
export interface JsonValue {
  /** The position of its literal in the text, including the quotes. */
  start: number;
  end: number;
  string: boolean;
  key: string | undefined;
  /** Its key, if it has one, precedes the text. */
  open: boolean;
}

interface Container {
  list: boolean;
  key: string | undefined;
}

/** The tokens of JSON that matter: strings, numbers, brackets and commas. */
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

/** The key that applies to what follows a token. */
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

/** The text of a JSON string literal, with the offset in the literal of each UTF-16 unit and of the end. */
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
