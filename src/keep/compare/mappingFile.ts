import * as l10n from '@vscode/l10n';
import type { Node } from 'jsonc-parser';
import { problemAt } from '../../model/document.ts';
import type { DocumentProblem } from '../../model/document.ts';
import { userKey } from '../../model/plan/types.ts';
import { checkObject, checkTexts } from '../files/checks.ts';
import { readJson } from '../files/readJson.ts';
import type { FileProblem } from '../files/readJson.ts';
import type { IdMapping } from './mapping.ts';

const parts = ['users', 'groups'];

/** Reads what users and groups are called elsewhere: `{ "users": { "ann": "a.lee" }, "groups": { "crew": "staff" } }`. */
export function readMapping(path: string, text: string): { mapping: IdMapping } | { problem: FileProblem } {
  const read = readJson(path, text, root => checkObject(root, checkPart));
  if ('problem' in read) return read;
  const { users = {}, groups = {} } = read.value as Partial<Record<keyof IdMapping, Record<string, string>>>;
  const keyed = Object.entries(users).map(([id, other]) => [userKey(id), other] as const);
  return { mapping: { users: new Map(keyed), groups: new Map(Object.entries(groups)) } };
}

function checkPart(name: Node, value: Node): DocumentProblem[] {
  const part = String(name.value);
  if (!parts.includes(part)) return [problemAt(name, l10n.t('“{0}” is not a field of this document.', part))];
  const problems = checkTexts(value);
  return problems.length > 0 ? problems : repeatedNames(value, part === 'users' ? userKey : id => id);
}

/** Two of one instance cannot be the same one on the other. */
function repeatedNames(part: Node, keyOf: (id: string) => string): DocumentProblem[] {
  const [from, to] = [new Set<string>(), new Set<string>()];
  return (part.children ?? []).flatMap(({ children: pair = [] }) =>
    pair.flatMap((node, side) => {
      const seen = side === 0 ? from : to;
      const id = String(node.value);
      const isNew = !seen.has(keyOf(id));
      seen.add(keyOf(id));
      return isNew ? [] : [problemAt(node, l10n.t('“{0}” is mapped twice.', id))];
    }),
  );
}
