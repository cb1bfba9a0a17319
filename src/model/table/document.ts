import * as l10n from '@vscode/l10n';
import { getNodeValue } from 'jsonc-parser';
import type { Node } from 'jsonc-parser';
import { accountFieldTypes } from '../account.ts';
import { checkValue, readChecked, problemAt } from '../document.ts';
import type { DocumentProblem } from '../document.ts';
import { jsonText } from '../jsonText.ts';
import { splitRowKey } from './keys.ts';
import type { TableDocument } from './types.ts';

/** The text of a table's document: what was edited and is not saved, by row and field. */
export const serializeTable = (document: TableDocument): string => `${jsonText(document, 2)}\n`;

/** Reads the text of a table's document, or tells what is wrong with it and where. */
export function parseTable(text: string): { document: TableDocument } | { problems: DocumentProblem[] } {
  const read = readChecked(text, root =>
    root.type === 'object'
      ? eachOf(root, checkRow)
      : [problemAt(root, l10n.t('The document must be a JSON object.'))],
  );
  return 'root' in read ? { document: getNodeValue(read.root) as TableDocument } : read;
}

type NodeCheck = (value: Node, name: string, key: Node) => DocumentProblem[];

/** Checks each property of an object, and that no name stands there twice. */
function eachOf(object: Node, check: NodeCheck): DocumentProblem[] {
  const seen = new Set<string>();
  return (object.children ?? []).flatMap(({ children: [key, value] = [] }) => {
    if (!key || !value) return [];
    const name = String(key.value);
    if (seen.has(name)) return [problemAt(key, l10n.t('Duplicate field “{0}”.', name))];
    seen.add(name);
    return check(value, name, key);
  });
}

const checkRow: NodeCheck = (value, name, key) => {
  const { serverId, userId } = splitRowKey(name);
  if (!serverId || !userId)
    return [problemAt(key, l10n.t('“{0}” is not the ID of a server, a slash, and that of a user.', name))];
  return value.type === 'object' ? eachOf(value, checkCell) : [notAnObject(value, name)];
};

const checkCell: NodeCheck = (value, name, key) => {
  const type = accountFieldTypes.get(name);
  if (!type) return [problemAt(key, l10n.t('“{0}” is not a field of this document.', name))];
  if (value.type !== 'object') return [notAnObject(value, name)];
  const sides = new Set<string>();
  const problems = eachOf(value, (side, which, sideKey) => {
    sides.add(which);
    if (which === 'old' && side.type === 'null') return [];
    if (which === 'old' || which === 'new') return checkValue(side, name, type);
    return [problemAt(sideKey, l10n.t('“{0}” is not a field of this document.', which))];
  });
  return sides.has('old') && sides.has('new')
    ? problems
    : [...problems, problemAt(value, l10n.t('“{0}” must have an “old” and a “new” value.', name))];
};

const notAnObject = (value: Node, name: string): DocumentProblem =>
  problemAt(value, l10n.t('“{0}” must be a JSON object.', name));
