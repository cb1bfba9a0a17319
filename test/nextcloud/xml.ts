import { isList, isMap } from './data.ts';
import type { Data } from './data.ts';

const elementName = /^[\p{L}_:][\p{L}\p{N}_:.\-·]*$/u;
const numeric = /^\s*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?\s*$/;

/** In what the versions differ. */
export interface XmlRules {
  readonly knowsAttributes: boolean;
  readonly checksElementNames: boolean;
}

const all: XmlRules = { knowsAttributes: true, checksElementNames: true };

/**
 * The document PHP's XMLWriter makes of an answer: keys become element names, lists `<element>`s,
 * `@attributes` attributes (from 35 on), `$comment` a comment. Undefined for a key that is no element
 * name (`john doe`): there the real server fails, and what reaches the client is an empty body.
 */
export function writeXml(root: Readonly<Record<string, Data>>, rules: XmlRules = all): string | undefined {
  const writer = new Writer(rules);
  const isComplete = Object.entries(root).every(([key, value]) => writer.write(key, value, ''));
  return isComplete ? `<?xml version="1.0"?>\n${writer.lines.join('\n')}\n` : undefined;
}

/** Its methods say whether all went well. */
class Writer {
  readonly lines: string[] = [];
  readonly #rules: XmlRules;

  constructor(rules: XmlRules) {
    this.#rules = rules;
  }

  write(key: string, value: Data, indent: string): boolean {
    if (key === '$comment') return this.#line(`${indent}<!--${scalar(value)}-->`);
    const name = numeric.test(key) ? 'element' : key;
    if (this.#rules.checksElementNames && !elementName.test(name)) return false;
    if (value === null) return this.#line(`${indent}<${name}/>`);
    if (typeof value === 'object') return this.#writeChildren(name, value, indent);
    return this.#line(`${indent}<${name}>${escape(scalar(value))}</${name}>`);
  }

  #writeChildren(name: string, value: Data & object, indent: string): boolean {
    const entries = entriesOf(value);
    const isAttributes = ([key]: readonly [string, Data]) =>
      this.#rules.knowsAttributes && key === '@attributes';
    const children = entries.filter(entry => !isAttributes(entry));
    const attributes = entries
      .filter(isAttributes)
      .flatMap(([, texts]) => entriesOf(texts as Data & object))
      .map(([key, text]) => ` ${key}="${escape(scalar(text))}"`)
      .join('');
    if (children.length === 0) return this.#line(`${indent}<${name}${attributes}/>`);
    this.#line(`${indent}<${name}${attributes}>`);
    const isComplete = children.every(([key, child]) => this.write(key, child, `${indent} `));
    return this.#line(`${indent}</${name}>`) && isComplete;
  }

  #line(line: string): boolean {
    this.lines.push(line);
    return true;
  }
}

function entriesOf(value: Data & object): (readonly [string, Data])[] {
  if (isList(value)) return value.map((child, index) => [String(index), child] as const);
  return isMap(value) ? [...value] : Object.entries(value);
}

/** True is `1`, false nothing. */
function scalar(value: Data): string {
  if (value === null || typeof value === 'object') return '';
  if (typeof value === 'boolean') return value ? '1' : '';
  return String(value);
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escape(text: string): string {
  return text.replace(/[&<>"]/g, character => entities[character]!);
}
