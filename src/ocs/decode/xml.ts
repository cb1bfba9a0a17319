import { XMLParser } from 'fast-xml-parser';

import { unescapeEntities } from './entities.ts';

/**
 * XML as Nextcloud's API writes it: elements, attributes and text; lists of `<element>`. Comments, CDATA and above all
 * document type declarations, which may define entities, are never part of it and are refused.
 */

/** The parser takes long for more; a page of 500 users has 0.7 MB. Larger answers come as JSON. */
const MAX_LENGTH = 8 * 1024 * 1024;
const DECLARATION = /^<\?xml\s[^<>]*\?>/;
/** Names are not checked: 35 has `<$comment>` among its capabilities, 20 `<carol@example.com>` for a user. */
const TAG = /<(?:\/([^\s<>/]+)\s*|([^\s<>/!?]+)(?:\s+[^\s<>/="]+="[^"<>]*")*\s*(\/?))>/g;
const UNKNOWN_ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)/i;
const LIST_ITEM = 'element';

/** The parser refuses `constructor` and the like as names; Nextcloud takes them as user ids. No XML name starts so. */
const PREFIX = '.';
const ATTRIBUTES = ':@';
const TEXT = '#text';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: PREFIX,
  transformTagName: name => (name.startsWith(PREFIX) ? name : PREFIX + name),
  ignoreDeclaration: true,
  ignorePiTags: true,
  trimValues: false,
  parseTagValue: false,
  processEntities: false,
  jPath: false,
});

/** What the parser makes of an element: `{ '.name': children, ':@': attributes }`, of text: `{ '#text': text }`. */
type Node = Record<string, unknown>;

function named(entries: [string, unknown][]): Record<string, unknown> {
  const result = Object.fromEntries(entries);
  if (Object.keys(result).length < entries.length) throw new SyntaxError('An element is repeated');
  return result;
}

/** The parser takes any closing tag for the right one, and an end that is missing for an end. */
function isComplete(xml: string): boolean {
  const open: string[] = [];
  let tags = 0;
  for (const [, closing, opening, empty] of xml.matchAll(TAG)) {
    tags++;
    if (closing !== undefined && open.pop() !== closing) return false;
    if (opening !== undefined && empty === '') open.push(opening);
  }
  return open.length === 0 && xml.split('<').length - 1 === tags;
}

const attributesOf = (node: Node): [string, unknown][] =>
  Object.entries((node[ATTRIBUTES] ?? {}) as Record<string, string>).map(([name, value]) => [
    name.slice(PREFIX.length),
    unescapeEntities(value),
  ]);

function valueOf(children: Node[], attributes: [string, unknown][]): unknown {
  let characters = '';
  const elements: [string, unknown][] = [];
  for (const node of children) {
    const [name] = Object.keys(node) as [string];
    if (name === TEXT) characters += node[TEXT] as string;
    else elements.push([name.slice(PREFIX.length), valueOf(node[name] as Node[], attributesOf(node))]);
  }
  if (attributes.length > 0) elements.unshift(['@attributes', named(attributes)]);
  if (elements.length === 0) return unescapeEntities(characters);
  if (characters.trim() !== '') throw new SyntaxError('There is text between elements');
  return elements.some(([name]) => name === LIST_ITEM) ? elements.map(([, value]) => value) : named(elements);
}

/**
 * `<users><element>a</element></users>` gives `{ users: ['a'] }`, `<users/>` gives `{ users: '' }`. PHP writes numeric
 * keys as `<element>` too, so what has one such child is a list of all its children. Attributes become a map
 * `@attributes`, as in JSON. Throws an error for anything that is not well-formed, too large or nested too deeply.
 */
export function parseXml(xml: string): unknown {
  const root = xml.replace(DECLARATION, '').trim();
  if (root.length > MAX_LENGTH) throw new RangeError('The document is too large');
  if (!isComplete(root)) throw new SyntaxError('Tags do not match, or there is something besides elements');
  if (UNKNOWN_ENTITY.test(root)) throw new SyntaxError('There is an unknown entity');
  return valueOf(parser.parse(root) as Node[], []);
}
