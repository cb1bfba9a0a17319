import { isList, isMap } from './data.ts';
import type { Data } from './data.ts';

const elementName = /^[\p{L}_:][\p{L}\p{N}_:.\-·]*$/u;
const numeric = /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/;

/**
 * The document PHP's XMLWriter makes of an answer: keys become element names, lists `<element>`s,
 * `@attributes` attributes, `$comment` a comment. Undefined for a key that is no element name (`john doe`):
 * there the real server fails, and what reaches the client is an empty body.
 */
export function writeXml(root: Readonly<Record<string, Data>>): string | undefined {
  const lines = ['<?xml version="1.0"?>'];
  for (const [key, value] of Object.entries(root)) {
    if (!write(lines, key, value, '')) return undefined;
  }
  return `${lines.join('\n')}\n`;
}

function write(lines: string[], key: string, value: Data, indent: string): boolean {
  if (key === '$comment') {
    lines.push(`${indent}<!--${String(value)}-->`);
    return true;
  }
  const name = numeric.test(key) ? 'element' : key;
  if (!elementName.test(name)) return false;
  if (value === null) lines.push(`${indent}<${name}/>`);
  else if (typeof value === 'object') return writeChildren(lines, name, value, indent);
  else lines.push(`${indent}<${name}>${escape(scalar(value))}</${name}>`);
  return true;
}

function writeChildren(lines: string[], name: string, value: Data & object, indent: string): boolean {
  const entries = entriesOf(value);
  const attributes = entries
    .filter(([key]) => key === '@attributes')
    .flatMap(([, texts]) => entriesOf(texts as Data & object))
    .map(([key, text]) => ` ${key}="${escape(scalar(text))}"`)
    .join('');
  const children = entries.filter(([key]) => key !== '@attributes');
  if (children.length === 0) {
    lines.push(`${indent}<${name}${attributes}/>`);
    return true;
  }
  lines.push(`${indent}<${name}${attributes}>`);
  const complete = children.every(([key, child]) => write(lines, key, child, `${indent} `));
  lines.push(`${indent}</${name}>`);
  return complete;
}

function entriesOf(value: Data & object): (readonly [string, Data])[] {
  if (isList(value)) return value.map((child, index) => [String(index), child] as const);
  return isMap(value) ? [...value] : Object.entries(value);
}

function scalar(value: Data): string {
  if (typeof value === 'boolean') return value ? '1' : '';
  return String(value);
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text: string): string {
  return text.replace(/[&<>"]/g, character => entities[character]!);
}
