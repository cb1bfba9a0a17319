/** One token of valid JSON, without the space around it. */
const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],:]|[^\s"{}[\],:]+/gs;

/** Deeper values are shown as text: parsers recurse for each bracket. */
const deepest = 50;

/** The tokens of valid JSON. Strings have one spelling each; numbers stay as they are, however large or precise. */
function tokensOf(json: string): string[] {
  const tokens = json.match(token) ?? [];
  return tokens.map(text => (text.startsWith('"') ? JSON.stringify(JSON.parse(text)) : text));
}

/** Valid JSON without space: the same text for the same value. */
export const compact = (json: string): string => tokensOf(json).join('');

/** A JSON object or list, compact; `undefined` for any other text. */
export function structureIn(text: string): string | undefined {
  if (!/^\s*[{[]/.test(text)) return undefined;
  try {
    JSON.parse(text);
    const tokens = tokensOf(text);
    return depthOf(tokens) <= deepest ? tokens.join('') : undefined;
  } catch {
    return undefined;
  }
}

function depthOf(tokens: readonly string[]): number {
  let [depth, most] = [0, 0];
  for (const text of tokens) {
    depth += steps[text] ?? 0;
    most = Math.max(most, depth);
  }
  return most;
}

const steps: Readonly<Record<string, number>> = { '{': 1, '[': 1, '}': -1, ']': -1 };

/** Valid JSON on lines, below a line that is indented by `indent`. Empty objects and lists have none. */
export function onLines(json: string, indent: string): string {
  let [written, line, before] = ['', `\n${indent}`, ''];
  for (const text of tokensOf(json)) {
    const step = steps[text] ?? 0;
    const isEmpty = step < 0 && (steps[before] ?? 0) > 0;
    if (step < 0) line = line.slice(0, -2);
    if ((steps[before] ?? 0) > 0 || before === ',' || step < 0) written += isEmpty ? '' : line;
    written += text === ':' ? ': ' : text;
    if (step > 0) line += '  ';
    before = text;
  }
  return written;
}

/** The properties of JSON objects, at any depth: the name, and the first token of the value. */
export function* propertiesIn(json: string): Generator<[name: string, value: string]> {
  const tokens = tokensOf(json);
  for (const [index, text] of tokens.entries())
    if (text === ':') yield [String(JSON.parse(tokens[index - 1] ?? '')), tokens[index + 1] ?? ''];
}
