import * as l10n from '@vscode/l10n';
import type { Node } from 'jsonc-parser';
import { checkValue, problemAt } from '../../model/document.ts';
import type { DocumentProblem } from '../../model/document.ts';

export function checkList(root: Node, check: (item: Node) => DocumentProblem[]): DocumentProblem[] {
  return root.type === 'array'
    ? (root.children ?? []).flatMap(check)
    : [problemAt(root, l10n.t('This must be a list.'))];
}

export function checkObject(
  root: Node,
  check: (name: Node, value: Node) => DocumentProblem[],
): DocumentProblem[] {
  if (root.type !== 'object') return [problemAt(root, l10n.t('This must be an object.'))];
  const names = new Set<unknown>();
  return (root.children ?? []).flatMap(({ children: [name, value] = [] }) => {
    if (!name || !value) return [];
    if (names.has(name.value)) return [problemAt(name, l10n.t('Duplicate field “{0}”.', String(name.value)))];
    names.add(name.value);
    return check(name, value);
  });
}

/** Texts by name. */
export const checkTexts = (root: Node): DocumentProblem[] =>
  checkObject(root, (name, value) => checkValue(value, String(name.value), 'string'));

/** The value of a property, where the node is an object that has it. */
export function valueOf(root: Node, name: string): Node | undefined {
  const found = (root.children ?? []).find(({ children: [key] = [] }) => key?.value === name);
  return root.type === 'object' ? found?.children?.[1] : undefined;
}
