import { findNodeAtLocation, parseTree } from 'jsonc-parser';
import type { DocumentValue } from './document.ts';
import { jsonText } from './jsonText.ts';

/** Replaces `length` UTF-16 units at `offset` by `text`. */
export interface TextChange {
  offset: number;
  length: number;
  text: string;
}

const indent = '  ';

/** The text of a document with new values. Everything else keeps its formatting. */
export function withValues(text: string, values: Readonly<Record<string, DocumentValue>>): string {
  return Object.entries(values).reduce((changed, [name, value]) => withValue(changed, name, value), text);
}

function withValue(text: string, name: string, value: DocumentValue): string {
  const whole = placeOf(text, name) ? text : withField(text, name);
  const place = placeOf(whole, name);
  if (!place) return text;
  const written = jsonText(value, indent).replaceAll('\n', `\n${indent}`);
  return whole.slice(0, place.offset) + written + whole.slice(place.offset + place.length);
}

/** Adds an empty field at the end, as far from the one before as that is from its own. */
function withField(text: string, name: string): string {
  const root = parseTree(text);
  if (root?.type !== 'object') return text;
  const field = `${JSON.stringify(name)}: ""`;
  const insert = (offset: number, added: string) => text.slice(0, offset) + added + text.slice(offset);
  const [last, before] = [root.children?.at(-1), root.children?.at(-2)];
  if (!last) return insert(root.offset + 1, `\n${indent}${field}\n`);
  const between = text.slice(before ? before.offset + before.length : root.offset + 1, last.offset);
  return insert(last.offset + last.length, `,${between.replace(',', '')}${field}`);
}

function placeOf(text: string, name: string): Omit<TextChange, 'text'> | undefined {
  const root = parseTree(text);
  return root && findNodeAtLocation(root, [name]);
}

/** The one replacement that turns `before` into `after`, as short as possible so that cursors elsewhere stay in place. */
export function smallestChange(before: string, after: string): TextChange | undefined {
  if (before === after) return undefined;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  if (isHighSurrogate(before, start - 1)) start--;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  if (isLowSurrogate(before, before.length - end)) end--;
  return { offset: start, length: before.length - end - start, text: after.slice(start, after.length - end) };
}

// An editor widens a range that splits a surrogate pair, and so would lose the other half.
const isHighSurrogate = (text: string, index: number): boolean => /[\uD800-\uDBFF]/.test(text[index] ?? '');
const isLowSurrogate = (text: string, index: number): boolean => /[\uDC00-\uDFFF]/.test(text[index] ?? '');
