import * as l10n from '@vscode/l10n';
import type { Node } from 'jsonc-parser';
import { problemAt, readChecked } from '../../model/document.ts';
import type { DocumentProblem } from '../../model/document.ts';

/** Reads the text of a file as the nodes of the JSON that it means, or tells what is wrong with it. */
export async function nodesOf(
  path: string,
  text: string,
  check: (root: Node) => DocumentProblem[],
): Promise<{ root: Node } | { problems: DocumentProblem[] }> {
  // Editors on Windows may put a byte order mark before a text.
  if (!isYaml(path)) return readChecked(text.replace(/^\uFEFF/, ' '), check);
  const { readYaml } = await import('./yaml.ts');
  const read = readYaml(text);
  if ('problems' in read) return read;
  const problems = check(read.root);
  return problems.length > 0 ? { problems } : read;
}

/** The names of files that can be read. */
export const isCodePath = (path: string): boolean => /\.(?:json|ya?ml)$/i.test(path);

const isYaml = (path: string): boolean => /\.ya?ml$/i.test(path);

export const children = ({ children: found = [] }: Node): readonly Node[] => found;

/** The names and values of an object. */
export function properties(root: Node): { name: string; key: Node; value: Node }[] {
  return children(root).flatMap(({ children: [key, value] = [] }) =>
    key && value ? [{ name: String(key.value), key, value }] : [],
  );
}

export const oneOf = (node: Node, known: readonly string[]): DocumentProblem[] =>
  known.some(one => one === node.value)
    ? []
    : [problemAt(node, l10n.t('This must be one of: {0}', known.join(', ')))];
