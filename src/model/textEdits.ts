import { applyEdits, findNodeAtLocation, modify, parseTree } from 'jsonc-parser';
import type { DocumentValue } from './document.ts';

/** Replaces `length` UTF-16 units at `offset` by `text`. */
export interface TextChange {
  offset: number;
  length: number;
  text: string;
}

const indent = '  ';
const formattingOptions = { insertSpaces: true, tabSize: indent.length, eol: '\n' };

/** The text of a document with new values. Everything else keeps its formatting. */
export function withValues(text: string, values: Readonly<Record<string, DocumentValue>>): string {
  return Object.entries(values).reduce((changed, [name, value]) => withValue(changed, name, value), text);
}

/** The library would take seconds to format a list of 20,000 items. */
function withValue(text: string, name: string, value: DocumentValue): string {
  const whole = placeOf(text, name)
    ? text
    : applyEdits(text, modify(text, [name], '', { formattingOptions }));
  const place = placeOf(whole, name);
  if (!place) return text;
  const written = JSON.stringify(value, undefined, indent).replaceAll('\n', `\n${indent}`);
  return whole.slice(0, place.offset) + written + whole.slice(place.offset + place.length);
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
