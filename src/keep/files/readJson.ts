import { getNodeValue } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import { readChecked } from '../../model/document.ts';
import type { DocumentProblem } from '../../model/document.ts';

/** Something wrong in a file. Line and column count from 1; columns in UTF-16 units. */
export interface FileProblem {
  path: string;
  line: number;
  column: number;
  message: string;
}

/** Reads JSON without comments, or tells the first thing that `check` or the parser finds wrong with it. */
export function readJson(
  path: string,
  text: string,
  check: (root: Node) => DocumentProblem[],
): { value: unknown } | { problem: FileProblem } {
  const plain = withoutMark(text);
  const read = readChecked(plain, check);
  if ('root' in read) return { value: getNodeValue(read.root) };
  const { offset = 0, message = '' } = read.problems[0] ?? {};
  const before = plain.slice(0, offset).split(/\r\n|\r|\n/);
  return {
    problem: { path, line: before.length, column: (before.at(-1)?.length ?? 0) + 1, message },
  };
}

/** Editors on Windows may put a byte order mark before a text. */
const withoutMark = (text: string): string => text.replace(/^\uFEFF/, '');
