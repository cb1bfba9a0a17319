import type { Locator } from 'playwright-core';
import { codeName, languages } from '../../../src/model/languages.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { pseudoLanguage } from '../../vscode/pseudoLanguage.ts';

/** What is read of the DOM, which the tests are compiled without. */
interface PageNode {
  nodeType: number;
  nodeValue: string | null;
  tagName?: string;
  childNodes: Iterable<PageNode>;
  shadowRoot?: PageNode | null;
  checkVisibility?(): boolean;
  getAttribute?(name: string): string | null;
}

/** In the page: every visible text, in order, and every attribute that a person sees or hears, each a line. */
function readTexts(roots: unknown[]): string[] {
  const lines: string[] = [];
  const ahead = (roots as PageNode[]).reverse();
  for (let node = ahead.pop(); node; node = ahead.pop()) {
    if (node.nodeType === 3) lines.push(node.nodeValue ?? '');
    if (['SCRIPT', 'STYLE'].includes(node.tagName ?? '') || node.checkVisibility?.() === false) continue;
    for (const name of ['aria-label', 'aria-description', 'title', 'placeholder', 'alt', 'label'])
      lines.push(node.getAttribute?.(name) ?? '');
    ahead.push(...[...node.childNodes].reverse());
    if (node.shadowRoot) ahead.push(node.shadowRoot);
  }
  return lines.map(line => line.replace(/\s+/g, ' ').trim()).filter(Boolean);
}

/** What can be read of the elements that are there now, a line each. */
export function textsOf(where: Locator): Promise<string[]> {
  return where.evaluateAll(readTexts);
}

/** The lines' parts that stand in no brackets. A sentence with bold words in it goes over several lines. */
function outsideBrackets(lines: readonly string[]): string[] {
  let depth = 0;
  const parts = Array.from(lines.join('\n'), character => {
    if (character === '⟦') depth++;
    const isOutside = depth === 0;
    if (character === '⟧') depth--;
    return isOutside || character === '\n' ? character : '';
  });
  if (depth !== 0) throw new Error(`A text was cut: ${lines.join(' | ')}`);
  return parts.join('').split('\n');
}

/** Every text that a value holds. */
function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(stringsIn);
  return [];
}

/** What an empty text box for an address shows. */
const exampleAddress = 'https://cloud.example.com';

/** Texts that the server holds: no part of the extension. */
function dataOf({ state, url }: SimulatedNextcloud): string[] {
  const users = [...state.users.values()].flatMap(user => [user.displayname, ...stringsIn(user)]);
  const groups = [...state.groups.values()].flatMap(group => [group.id, group.displayname]);
  const apps = [...state.apps.values()].flatMap(stringsIn);
  const address = new URL(url);
  const places = [url.slice(0, -1), `${address.host}${address.pathname.slice(0, -1)}`, address.hostname];
  const links = users.filter(text => text.includes('@')).map(address => `mailto:${address}`);
  return [...users, ...links, ...groups, ...apps, url, ...places, '/var/www/nextcloud/data', exampleAddress];
}

const range = (length: number) => Array.from({ length }, (_, index) => index);

/** The words that `Intl` writes, in the language that it takes for one that it does not know. */
function wordsOfIntl(): string[] {
  const date = new Intl.DateTimeFormat(pseudoLanguage, { dateStyle: 'full', timeStyle: 'long' });
  const short = new Intl.DateTimeFormat(pseudoLanguage, { dateStyle: 'medium' });
  const days = range(366).map(day => Date.UTC(2024, 0, day, day % 24));
  const ofDates = days.flatMap(day => [...date.formatToParts(day), ...short.formatToParts(day)]);
  const relative = new Intl.RelativeTimeFormat(pseudoLanguage, { numeric: 'auto' });
  const units = ['year', 'month', 'week', 'day', 'hour', 'minute'] as const;
  const names = languages.map(code => codeName(code, pseudoLanguage));
  const ago = units.flatMap(unit => range(60).map(count => relative.format(-count, unit)));
  return [...ofDates.map(({ value }) => value), ...ago, ...names, ...Intl.supportedValuesOf('timeZone')];
}

/** Words that are written the same in every language: units, what a document says of a quota, codes of languages. */
const codes = ['B', 'KB', 'MB', 'GB', 'TB', 'PB', 'none', 'default', 'UTC', ...languages];

/** Texts of VS Code's own that stand among ours, whatever is on screen. */
const ofVsCode = [
  'There is no data provider registered that can provide view data.',
  'Actions for',
  'has actions',
  'Ctrl+F',
];

const isWord = (text: string | undefined) => text !== undefined && /[\p{L}\p{N}_]/u.test(text);

/** The text without the data, longest first, where it stands as words of its own. */
function withoutData(text: string, data: readonly string[]): string {
  let rest = text;
  for (const one of data)
    for (let at = rest.indexOf(one); at >= 0; at = rest.indexOf(one, at + 1))
      if (!isWord(rest[at - 1]) && !isWord(rest[at + one.length]))
        rest = rest.slice(0, at) + ' '.repeat(one.length) + rest.slice(at + one.length);
  return rest;
}

/** The lines of the texts, longest first, so that none stands in the way of one that it is a part of. */
const sortedData = (texts: readonly string[]): string[] =>
  [...new Set(texts)]
    .flatMap(text => text.split(/\s*\n\s*/))
    .map(text => text.trim())
    .filter(text => /\p{L}/u.test(text))
    .sort((a, b) => b.length - a.length);

/** The lines that are more than data of the server, which has blanks in its place. */
export function withoutDataOf(nextcloud: SimulatedNextcloud, lines: readonly string[]): string[] {
  const data = sortedData(dataOf(nextcloud));
  return lines.map(line => withoutData(line, data)).filter(line => /\p{L}/u.test(line));
}

/** Finds the texts of the extension that are in no brackets, in what was read on a screen with data of the server. */
export class Unbracketed {
  readonly #nextcloud: SimulatedNextcloud;
  readonly #constant = [...wordsOfIntl(), ...codes, ...ofVsCode];

  constructor(nextcloud: SimulatedNextcloud) {
    this.#nextcloud = nextcloud;
  }

  /** @param own VS Code's own texts among them */
  in(lines: readonly string[], ...own: string[]): string[] {
    const data = sortedData([...dataOf(this.#nextcloud), ...this.#constant, ...own]);
    // VS Code 1.100 shows where a link leads, also if it leads to a command.
    const read = lines.filter(line => !/^command:\S+$/.test(line));
    return outsideBrackets(read).filter(text => /\p{L}/u.test(withoutData(text, data)));
  }
}
