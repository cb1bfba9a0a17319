import * as l10n from '@vscode/l10n';
import { getNodeValue, parseTree } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import { jsonText } from './jsonText.ts';
import { syntaxProblem } from './syntaxProblem.ts';

/** Something in the text of a document that keeps it from being saved. Offsets and lengths count UTF-16 units. */
export interface DocumentProblem {
  message: string;
  offset: number;
  length: number;
}

/** Beyond this, more problems would not help anyone. */
const maxProblems = 100;

export type FieldType = 'string' | 'boolean' | 'strings';
/** What a kind of document may hold besides `id`, in the order in which it is written. */
export type FieldTypes = ReadonlyMap<string, FieldType>;
export type DocumentValue = string | boolean | string[];
export type PlainDocument = { id: string } & Record<string, DocumentValue>;

/** The order of IDs in files: the same on every computer, whatever its language. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The canonical text of a document, made for comparing: fields in their order, lists sorted. */
export function serializeDocument(document: object, types: FieldTypes): string {
  return `${jsonText(canonicalDocument(document, types), 2)}\n`;
}

/** The same as an object. */
export function canonicalDocument(document: object, types: FieldTypes): object {
  const values = document as Record<string, unknown>;
  const entries = [...types.keys()]
    .filter(name => values[name] !== undefined)
    .map(name => [name, sorted(values[name])] as const);
  return { id: values.id, ...Object.fromEntries(entries) };
}

function sorted(value: unknown): unknown {
  return Array.isArray(value) ? value.map(String).sort(byCodeUnit) : value;
}

/** Reads the text of a document (JSON without comments), or tells what is wrong with it and where. */
export function parseDocument(
  text: string,
  id: string,
  types: FieldTypes,
): { document: PlainDocument } | { problems: DocumentProblem[] } {
  const read = readChecked(text, root => checkDocument(root, types, id));
  return 'root' in read ? { document: { ...(getNodeValue(read.root) as PlainDocument) } } : read;
}

/** Reads JSON without comments; `check` says what is wrong with it. */
export function readChecked(
  text: string,
  check: (root: Node) => DocumentProblem[],
): { root: Node } | { problems: DocumentProblem[] } {
  const whole = (message: string) => ({ problems: [{ message, offset: 0, length: text.length }] });
  if (!text.trim()) return whole(l10n.t('The document is empty.'));
  const errors: ParseError[] = [];
  let root: Node | undefined;
  try {
    root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  } catch {
    // The parser recurses for each bracket, until the stack overflows.
    return whole(l10n.t('The brackets in the document are nested too deeply.'));
  }
  if (errors.length > 0 || !root) return { problems: errors.slice(0, maxProblems).map(problemOf) };
  const problems = check(root).slice(0, maxProblems);
  return problems.length > 0 ? { problems } : { root };
}

function problemOf({ error, offset, length }: ParseError): DocumentProblem {
  return { message: syntaxProblem(error), offset, length };
}

/** What is wrong with a document; with `id`, also another ID. */
export function checkDocument(root: Node, types: FieldTypes, id?: string): DocumentProblem[] {
  if (root.type !== 'object') return [problemAt(root, l10n.t('The document must be a JSON object.'))];
  const seen = new Set<string>();
  const problems = (root.children ?? []).flatMap(property => checkProperty(property, types, id, seen));
  return seen.has('id') ? problems : [...problems, problemAt(root, l10n.t('The field “id” is missing.'))];
}

function checkProperty(
  property: Node,
  types: FieldTypes,
  id: string | undefined,
  seen: Set<string>,
): DocumentProblem[] {
  const [key, value] = property.children ?? [];
  if (!key || !value) return [problemAt(property, l10n.t('The field has no value.'))];
  const name = String(key.value);
  if (seen.has(name)) return [problemAt(key, l10n.t('Duplicate field “{0}”.', name))];
  seen.add(name);
  if (name === 'id') return checkId(value, id);
  const type = types.get(name);
  if (!type) return [problemAt(key, l10n.t('“{0}” is not a field of this document.', name))];
  return checkValue(value, name, type);
}

function checkId(value: Node, id: string | undefined): DocumentProblem[] {
  if (id === undefined) return checkValue(value, 'id', 'string');
  return value.value === id ? [] : [problemAt(value, l10n.t('The ID cannot change. It must be “{0}”.', id))];
}

/** What is wrong with the value of a field, if anything is. */
export const checkValue = (value: Node, name: string, type: FieldType): DocumentProblem[] =>
  checks[type](value) ? [] : [problemAt(value, typeProblems[type](name))];

const checks: Record<FieldType, (node: Node) => boolean> = {
  string: node => node.type === 'string',
  boolean: node => node.type === 'boolean',
  strings: node => node.type === 'array' && (node.children ?? []).every(child => child.type === 'string'),
};

const typeProblems: Record<FieldType, (name: string) => string> = {
  string: name => l10n.t('“{0}” must be a text in quotation marks.', name),
  boolean: name => l10n.t('“{0}” must be true or false.', name),
  strings: name => l10n.t('“{0}” must be a list of texts.', name),
};

export function problemAt(node: Node, message: string): DocumentProblem {
  return { message, offset: node.offset, length: node.length };
}
