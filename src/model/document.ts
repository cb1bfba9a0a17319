import { getNodeValue, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';

/** A place in a document's text that keeps it from being saved. Offsets count UTF-16 units. */
export interface DocumentProblem {
  message: string;
  offset: number;
  length: number;
}

/** More help nobody. */
const maxProblems = 100;

type FieldType = 'string' | 'boolean' | 'strings';
/** What a kind of document may hold beside `id`, in the order in which it is written. */
export type FieldTypes = ReadonlyMap<string, FieldType>;
export type DocumentValue = string | boolean | string[];
export type PlainDocument = { id: string } & Record<string, DocumentValue>;

const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The one text of a document: fields in their order, lists sorted by id, so that two documents compare well. */
export function serializeDocument(document: object, types: FieldTypes): string {
  const values = document as Record<string, unknown>;
  const entries = [...types.keys()]
    .filter(name => values[name] !== undefined)
    .map(name => [name, sorted(values[name])] as const);
  return `${JSON.stringify({ id: values.id, ...Object.fromEntries(entries) }, undefined, 2)}\n`;
}

function sorted(value: unknown): unknown {
  return Array.isArray(value) ? [...(value as string[])].sort(byCodeUnit) : value;
}

/** Reads a document's text; everything that is wrong with it comes with its place. Plain JSON, no comments. */
export function parseDocument(
  text: string,
  id: string,
  types: FieldTypes,
): { document: PlainDocument } | { problems: DocumentProblem[] } {
  const whole = (message: string) => ({ problems: [{ message, offset: 0, length: text.length }] });
  if (!text.trim()) return whole('The document is empty.');
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  } catch {
    // The parser calls itself for each bracket, until there is no room left.
    return whole('Its brackets are nested too deeply.');
  }
  if (errors.length > 0 || !root) return { problems: errors.slice(0, maxProblems).map(syntaxProblem) };
  const problems = checkRoot(root, id, types).slice(0, maxProblems);
  return problems.length > 0 ? { problems } : { document: { ...(getNodeValue(root) as PlainDocument) } };
}

function syntaxProblem({ error, offset, length }: ParseError): DocumentProblem {
  const words = printParseErrorCode(error)
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase();
  return { message: `This is not valid JSON: ${words}.`, offset, length };
}

function checkRoot(root: Node, id: string, types: FieldTypes): DocumentProblem[] {
  if (root.type !== 'object') return [problemAt(root, 'A document is a JSON object.')];
  const seen = new Set<string>();
  const problems = (root.children ?? []).flatMap(property => checkProperty(property, id, types, seen));
  return seen.has('id') ? problems : [...problems, problemAt(root, 'The document has lost its "id".')];
}

function checkProperty(property: Node, id: string, types: FieldTypes, seen: Set<string>): DocumentProblem[] {
  const [key, value] = property.children ?? [];
  if (!key || !value) return [problemAt(property, 'A field needs a value.')];
  const name = String(key.value);
  if (seen.has(name)) return [problemAt(key, `"${name}" stands here twice.`)];
  seen.add(name);
  if (name === 'id') {
    return value.value === id
      ? []
      : [problemAt(value, `The id of an existing object cannot change: it is "${id}".`)];
  }
  const type = types.get(name);
  if (!type) return [problemAt(key, `"${name}" is not a field that can be changed here.`)];
  return checks[type](value) ? [] : [problemAt(value, `"${name}" must be ${typeWords[type]}.`)];
}

const checks: Record<FieldType, (node: Node) => boolean> = {
  string: node => node.type === 'string',
  boolean: node => node.type === 'boolean',
  strings: node => node.type === 'array' && (node.children ?? []).every(child => child.type === 'string'),
};

const typeWords: Record<FieldType, string> = {
  string: 'a text',
  boolean: 'true or false',
  strings: 'a list of texts',
};

function problemAt(node: Node, message: string): DocumentProblem {
  return { message, offset: node.offset, length: node.length };
}
