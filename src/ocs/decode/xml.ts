import { XMLParser } from 'fast-xml-parser';

import { unescapeEntities } from './entities.ts';

/**
 * XML as Nextcloud's API writes it: elements, attributes, text, and a comment among the capabilities. It never contains
 * CDATA or document type declarations. Both are refused, the latter because they can define entities.
 */

const DECLARATION_OR_COMMENT = /^<\?xml\s[^<>]*\?>|<!--[^-]*(?:-[^-]+)*-->/g;
/** Does not check names: Nextcloud 20 sends `<carol@example.com>` for a user. */
const TAG = /<(?:\/([^\s<>/]+)\s*|([^\s<>/!?.'"][^\s<>/'"]*)(?:\s+[^\s<>/='"]+="[^"<>]*")*\s*(\/?))>/g;
const UNKNOWN_ENTITY = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-f]{1,6});)/i;
const LIST_ITEM = 'element';

/** Protects names such as `constructor`, which the parser refuses but Nextcloud accepts as user IDs. No XML name starts with it. */
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

/** The parser accepts any closing tag and a missing end, and drops text around the root. This does not. */
function isComplete(xml: string): boolean {
  const open: string[] = [];
  let tags = 0;
  for (const { 0: tag, 1: closing, 2: opening, 3: empty, index } of xml.matchAll(TAG)) {
    tags++;
    if (closing !== undefined && open.pop() !== closing) return false;
    if (opening !== undefined && empty === '') open.push(opening);
    if (tags === 1 && index > 0) return false;
    if (open.length === 0) return index + tag.length === xml.length && xml.split('<').length - 1 === tags;
  }
  return false;
}

/** What the parser makes of text: `{ '#text': text }`, of an element: `{ '.name': children, ':@': attributes }`. */
type Node = Record<string, string | Node[] | Record<string, string>>;
type XmlEntry = [name: string, value: unknown];

function named(entries: XmlEntry[]): Record<string, unknown> {
  const result = Object.fromEntries(entries);
  if (Object.keys(result).length < entries.length) throw new SyntaxError('A name is repeated');
  return result;
}

const attributesOf = (node: Node): XmlEntry[] =>
  Object.entries(node[ATTRIBUTES] as Record<string, string>).map(([name, value]) => [
    name.slice(PREFIX.length),
    unescapeEntities(value),
  ]);

function entryOf(node: Node): XmlEntry {
  const [name] = Object.keys(node) as [string];
  const attributes: XmlEntry[] = ATTRIBUTES in node ? [['@attributes', named(attributesOf(node))]] : [];
  return [name.slice(PREFIX.length), valueOf(node[name] as Node[], attributes)];
}

/** The text of an element, the list of its children, or a map of them. */
function valueOf(children: Node[], entries: XmlEntry[] = []): unknown {
  let characters = '';
  for (const node of children) {
    if (TEXT in node) characters += node[TEXT] as string;
    else entries.push(entryOf(node));
  }
  if (entries.length === 0) return unescapeEntities(characters);
  if (characters.trim() !== '') throw new SyntaxError('There is text between elements');
  return entries.some(([name]) => name === LIST_ITEM) ? entries.map(([, value]) => value) : named(entries);
}

/**
 * `<users><element>a</element></users>` gives `{ users: ['a'] }`, `<users/>` gives `{ users: '' }`. PHP writes numeric
 * keys as `<element>` too, so what has one such child is a list of all its children. Attributes become a map
 * `@attributes`, as in JSON. Throws an error for anything that is not well-formed or nested too deeply.
 */
export function parseXml(xml: string): unknown {
  const root = xml.replace(DECLARATION_OR_COMMENT, '').trim();
  if (!isComplete(root)) throw new SyntaxError('Tags do not match, or there is something besides elements');
  if (UNKNOWN_ENTITY.test(root)) throw new SyntaxError('There is an unknown entity');
  return valueOf(parser.parse(root) as Node[]);
}
