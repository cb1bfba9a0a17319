/** Where something is typed in a text of YAML, which need not be valid yet. */
interface YamlPlace {
  /** The names above it, with 0 for a place in a list; for a name, itself at the end. */
  path: (string | number)[];
  isKey: boolean;
  /** What is typed, with its quotation marks. In characters of the text. */
  offset: number;
  length: number;
  /** Whether it is in brackets or braces. */
  isFlow: boolean;
}

const name = /(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'#{}[\],-][^#]*?)/;
/** A line as far as its value: where it begins, whether it is in a list, and its name. */
const head = new RegExp(String.raw`^(?<indent> *)(?<dash>- +)?(?:(?<name>${name.source})\s*:(?:\s+|$))?`);

/** Longer ones, in characters, are looked into by nobody: that would take longer than anybody waits. */
const longestLine = 1000;

/** `undefined` in comments and behind values. Braces and brackets are looked into within their line. */
export function yamlPlaceAt(text: string, offset: number): YamlPlace | undefined {
  const start = text.slice(0, offset).lastIndexOf('\n') + 1;
  const before = text.slice(start, offset);
  if (before.length > longestLine || /(?:^|\s)#/.test(before)) return undefined;
  const { indent = '', dash, name: key } = groupsOf(before);
  const above = namesAbove(text.slice(0, start), indent.length + (dash ? 1 : 0));
  const value = head.exec(before)?.[0].length ?? 0;
  const rest = before.slice(value);
  const isFlow = /^[[{]/.test(rest);
  const outer = [...above, ...(dash ? [0] : []), ...(key === undefined ? [] : [unquoted(key)])];
  const inner = isFlow ? flowPlace(rest) : { path: [], isKey: key === undefined && !dash, start: 0 };
  if (!inner) return undefined;
  const from = start + value + inner.start;
  const length = offset - from + (/^[^\s:,\]}"']*["']?/.exec(text.slice(offset))?.[0].length ?? 0);
  const typed = unquoted(text.slice(from, from + length));
  const path = [...outer, ...inner.path, ...(inner.isKey ? [typed] : [])];
  return { path, isKey: inner.isKey, offset: from, length, isFlow };
}

const groupsOf = (line: string): Partial<Record<string, string>> =>
  (line.length > longestLine ? undefined : head.exec(line)?.groups) ?? {};

/** The names of the blocks that a line is in, by what it is indented by. */
function namesAbove(text: string, indent: number): string[] {
  const names: string[] = [];
  let inner = indent;
  for (const line of text.split(/\r?\n/).reverse()) {
    const { indent: outer = '', name: key } = groupsOf(line);
    if (key === undefined || outer.length >= inner) continue;
    names.unshift(unquoted(key));
    inner = outer.length;
  }
  return names;
}

/** What is open in brackets and braces; `name` while a value is read. */
interface Frame {
  isMap: boolean;
  name?: string | undefined;
}

/** @param text from its first bracket or brace on */
function flowPlace(text: string): { path: (string | number)[]; isKey: boolean; start: number } | undefined {
  const frames: Frame[] = [];
  let start: number | undefined;
  let wasQuoted = false;
  for (const { 0: token, index } of text.matchAll(/"(?:[^"\\]|\\.)*(?:"|$)|'(?:[^']|'')*(?:'|$)|\S/g)) {
    const frame = frames.at(-1);
    const isColon = token === ':' && (wasQuoted || /^(?:[\s,[\]{}]|$)/.test(text.slice(index + 1)));
    wasQuoted = token.length > 1;
    if (token === '[' || token === '{') frames.push({ isMap: token === '{' });
    else if (token === ']' || token === '}') frames.pop();
    else if (token === ',' && frame) frame.name = undefined;
    else if (isColon && frame?.isMap && start !== undefined) frame.name = unquoted(text.slice(start, index));
    else {
      start ??= index;
      continue;
    }
    start = undefined;
  }
  const last = frames.at(-1);
  if (!last) return undefined;
  const isKey = last.isMap && last.name === undefined;
  const path = frames.flatMap(frame => (frame.isMap ? (frame.name ?? []) : 0));
  return { path, isKey, start: start ?? text.length };
}

function unquoted(text: string): string {
  const plain = text.trim();
  if (plain.startsWith("'"))
    return plain.slice(1, plain.endsWith("'") ? -1 : undefined).replaceAll("''", "'");
  if (!plain.startsWith('"')) return plain;
  try {
    return String(JSON.parse(plain));
  } catch {
    return plain.replaceAll('"', '');
  }
}

/** A text as YAML has it: without quotation marks where it cannot be taken for anything else. */
export const yamlText = (text: string): string =>
  /^[A-Za-z][\w.@-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text)
    ? text
    : JSON.stringify(text);
