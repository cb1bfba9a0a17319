import * as l10n from '@vscode/l10n';
import type { Node } from 'jsonc-parser';
import { encodeSegment } from '../../ocs/encode.ts';
import { problemAt, readChecked } from '../document.ts';
import type { DocumentProblem } from '../document.ts';
import { withoutSeparators } from '../jsonText.ts';
import { compact, onLines, structureIn } from './json.ts';

/** A value that is not in a document. It stays as it is on the server. */
export class Withheld {
  /** What stands for it, as compact JSON. A value that is just this is shown as text instead. */
  readonly json: string;

  constructor(why: 'hidden' | 'unreadable') {
    this.json = `{"$value":"${why}"}`;
  }
}

/** A secret that nobody has asked for. */
export const hidden = new Withheld('hidden');
/** A value that the server did not tell. */
export const unreadable = new Withheld('unreadable');

const withheld: ReadonlyMap<string, Withheld> = new Map(
  [hidden, unreadable].map(value => [value.json, value]),
);

/** A text; JSON objects and lists are compact. */
export type ConfigValue = string | Withheld;

/** The configuration of an app: values by keys. */
export type ConfigDocument = ReadonlyMap<string, ConfigValue>;

/** Values that mean the same are the same text. */
export const canonical = (value: string): string => structureIn(value) ?? value;

/** The keys with different values, sorted. */
export function changedKeys(base: ConfigDocument, ours: ConfigDocument): string[] {
  const keys = new Set([...base.keys(), ...ours.keys()]);
  return [...keys].filter(key => base.get(key) !== ours.get(key)).sort();
}

/** The text of a document: keys sorted, objects and lists as JSON, any other value as a text. */
export function serializeConfig(document: ConfigDocument): string {
  if (document.size === 0) return '{}\n';
  const lines = [...document]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `  ${JSON.stringify(key)}: ${written(value)}`);
  return withoutSeparators(`{\n${lines.join(',\n')}\n}\n`);
}

function written(value: ConfigValue): string {
  if (value instanceof Withheld) return value.json.replace('{', '{ ').replace(':', ': ').replace('}', ' }');
  const json = structureIn(value);
  return json === undefined || withheld.has(json) ? JSON.stringify(value) : onLines(json, '  ');
}

/** Reads the text of a document (JSON without comments), or tells what is wrong with it and where. */
export function parseConfig(text: string): { document: ConfigDocument } | { problems: DocumentProblem[] } {
  const document = new Map<string, ConfigValue>();
  const read = readChecked(text, root => {
    if (root.type !== 'object') return [problemAt(root, l10n.t('The document must be a JSON object.'))];
    return (root.children ?? []).flatMap(property => readProperty(property, text, document));
  });
  return 'root' in read ? { document } : read;
}

function readProperty(property: Node, text: string, document: Map<string, ConfigValue>): DocumentProblem[] {
  const [name, node] = property.children ?? [];
  if (!name || !node) return [problemAt(property, l10n.t('The field has no value.'))];
  const key = String(name.value);
  if (document.has(key)) return [problemAt(name, l10n.t('The key “{0}” is in the document twice.', key))];
  const value = valueOf(node, text);
  if (value === undefined) return [problemAt(node, mustBe(key))];
  document.set(key, value);
  return value instanceof Withheld || isSendable(key) ? [] : [problemAt(name, notSendable(key))];
}

function valueOf(node: Node, text: string): ConfigValue | undefined {
  if (node.type === 'string') return canonical(String(node.value));
  if (node.type !== 'object' && node.type !== 'array') return undefined;
  const json = compact(text.slice(node.offset, node.offset + node.length));
  return withheld.get(json) ?? json;
}

const mustBe = (key: string): string =>
  l10n.t('“{0}” must be a text in quotation marks, a list or an object. Write a number as "5".', key);

const notSendable = (key: string): string =>
  l10n.t('The key “{0}” cannot be part of an address, so it cannot be changed from here.', key);

function isSendable(key: string): boolean {
  try {
    return encodeSegment(key) !== '';
  } catch {
    return false;
  }
}
