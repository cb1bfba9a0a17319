import type { Candidate, UserKeys } from './candidate.ts';
import { isPossibleId } from './candidate.ts';
import { cellAt } from './csv.ts';
import type { JsonValue } from './json.ts';
import { jsonValueAt, readLiteral } from './json.ts';
import { mentionAt } from './mentions.ts';

/** The part of a text document that is used. Lines and characters count from 0. */
export interface TextLines {
  readonly languageId: string;
  readonly fileName: string;
  lineAt(line: number): { readonly text: string };
}

type Kind = 'json' | 'log' | 'csv';

const languages: Readonly<Record<string, Kind>> = { json: 'json', jsonc: 'json', csv: 'csv', tsv: 'csv' };
const extensions: Readonly<Record<string, Kind>> = { '.csv': 'csv', '.tsv': 'csv' };

/** Everything else is read as a log: lines of plain words, or of JSON with or without a prefix. */
function kindOf({ languageId, fileName }: TextLines): Kind {
  return languages[languageId] ?? extensions[/\.\w+$/.exec(fileName.toLowerCase())?.[0] ?? ''] ?? 'log';
}

/** Longer lines (in UTF-16 units) are not read: a whole file may be one line. */
const longestLine = 100_000;

/** The possible user ID at a position of a document. Reads little more than that line, however long the document is. */
export function candidateAt(
  document: TextLines,
  line: number,
  character: number,
  keys: UserKeys,
): Candidate | undefined {
  if (document.lineAt(line).text.length > longestLine) return undefined;
  const found = finders[kindOf(document)](document, line, character, keys);
  return found && isPossibleId(found.text) ? found : undefined;
}

type Finder = (document: TextLines, line: number, character: number, keys: UserKeys) => Candidate | undefined;

const finders: Record<Kind, Finder> = {
  json: inJson,
  log: (document, line, character, keys) => inLogLine(document.lineAt(line).text, character, keys),
  csv(document, line, character, keys) {
    if (line === 0) return undefined;
    const cell = cellAt(document.lineAt(0).text, document.lineAt(line).text, character);
    return cell && keys.has(cell.column) ? cell : undefined;
  },
};

/** How many UTF-16 units before a line are searched for the key of a value that has none on its own line. */
const lookBehind = 4000;

function inJson(document: TextLines, line: number, character: number, keys: UserKeys): Candidate | undefined {
  const { text } = document.lineAt(line);
  const value = jsonValueAt(text, character);
  if (!value) return undefined;
  let { key } = value;
  if (value.open) {
    const before = linesBefore(document, line);
    key = jsonValueAt(before + text, before.length + character)?.key;
  }
  return key !== undefined && keys.has(key) ? contentOf(text, value) : undefined;
}

function linesBefore(document: TextLines, line: number): string {
  let before = '';
  for (let above = line - 1; above >= 0 && before.length < lookBehind; above--)
    before = `${document.lineAt(above).text}\n${before}`;
  return before;
}

function inLogLine(line: string, character: number, keys: UserKeys): Candidate | undefined {
  const value = jsonValueAt(line, character);
  if (!value) return mentionAt(line, character);
  if (value.key !== undefined && keys.has(value.key)) return contentOf(line, value);
  return value.string ? mentionedIn(line, value.start, value.end, character) : undefined;
}

/** A user mentioned inside a string, such as the `message` of a log entry. */
function mentionedIn(line: string, start: number, end: number, character: number): Candidate | undefined {
  const { text, offsets } = readLiteral(line.slice(start, end));
  const unit = offsets.findLastIndex(offset => start + offset <= character);
  const mention = mentionAt(text, unit);
  if (!mention) return undefined;
  const place = (index: number) => start + (offsets[index] ?? 0);
  return { text: mention.text, start: place(mention.start), end: place(mention.end) };
}

/** The text of a literal; for numbers, only those that can be IDs. */
function contentOf(line: string, { start, end, string }: JsonValue): Candidate | undefined {
  const literal = line.slice(start, end);
  if (string) return { text: readLiteral(literal).text, start: start + 1, end: end - 1 };
  return /^\d+$/.test(literal) ? { text: literal, start, end } : undefined;
}
