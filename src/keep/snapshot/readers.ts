import * as l10n from '@vscode/l10n';
import type { Node } from 'jsonc-parser';
import { accountFieldTypes } from '../../model/account.ts';
import type { AccountDocument } from '../../model/account.ts';
import { checkDocument, checkValue, problemAt } from '../../model/document.ts';
import type { DocumentProblem, FieldTypes } from '../../model/document.ts';
import { userKey } from '../../model/plan/types.ts';
import type { AppEntry, AppSettings, GroupEntry, InstanceItem, InstanceScope } from '../instance/state.ts';
import { checkList, checkObject, checkTexts, valueOf } from '../files/checks.ts';
import { idOfFileName } from './fileNames.ts';
import { snapshotVersion, userPath } from './layout.ts';

/** How files of a kind are read; `read` is given nothing but what `check` found nothing wrong with. */
interface SnapshotReader {
  matches: RegExp;
  check: (root: Node, path: string) => DocumentProblem[];
  /** What may be in a snapshot only once. */
  subjects?: (root: Node) => SnapshotSubject[];
  read: (value: unknown, path: string) => InstanceItem[];
}

interface SnapshotSubject {
  node: Node;
  id: string;
  /** The same for the same subject. */
  key: string;
}

/** What is in files of activity is not part of the state. */
export const readers: readonly SnapshotReader[] = [
  {
    matches: /^snapshot\.json$/,
    check: checkManifest,
    read: value => {
      const { fields, config } = value as InstanceScope;
      return [{ kind: 'scope', scope: { fields, config } }];
    },
  },
  {
    matches: /^groups\.json$/,
    check: root => checkList(root, item => checkDocument(item, groupTypes)),
    subjects: root => subjectsIn(root, id => `group ${id}`),
    read: value => [{ kind: 'groups', groups: (value as GroupEntry[]).map(plain) }],
  },
  {
    matches: /^apps\.json$/,
    check: root => checkList(root, checkApp),
    subjects: root => subjectsIn(root, id => `app ${id}`),
    read: value => [{ kind: 'apps', apps: (value as AppEntry[]).map(plain) }],
  },
  {
    matches: /^config\.json$/,
    check: root => checkObject(root, (_app, settings) => checkTexts(settings)),
    read: value => Object.entries(value as Record<string, AppSettings>).map(settingsOf),
  },
  {
    matches: /^config\//,
    check: (root, path) => [...(appOf(path) === undefined ? [misnamed(root)] : []), ...checkTexts(root)],
    read: (value, path) => [settingsOf([appOf(path) ?? '', value as AppSettings])],
  },
  {
    matches: /^users\.json$/,
    check: root => checkList(root, item => checkDocument(item, accountFieldTypes)),
    subjects: root => subjectsIn(root, id => `user ${userKey(id)}`),
    read: value => (value as AccountDocument[]).map(userItem),
  },
  {
    matches: /^users\//,
    check: checkUserFile,
    subjects: root => subjectOf(root, id => `user ${userKey(id)}`),
    read: value => [userItem(value as AccountDocument)],
  },
];

const groupTypes: FieldTypes = new Map([['displayname', 'string']]);
const appTypes: FieldTypes = new Map([
  ['enabled', 'boolean'],
  ['limitedTo', 'strings'],
]);

/** The parser makes objects that are none of `Object`. */
const plain = <T extends object>(value: T): T => ({ ...value });
const userItem = (user: AccountDocument): InstanceItem => ({ kind: 'user', user: plain(user), facts: {} });
const settingsOf = ([app, settings]: readonly [string, AppSettings]): InstanceItem => ({
  kind: 'config',
  app,
  settings: plain(settings),
});
const appOf = (path: string): string | undefined => idOfFileName(path.replace(/^config\/|\.json$/g, ''));

function checkApp(root: Node): DocumentProblem[] {
  const problems = checkDocument(root, appTypes);
  return problems.length > 0 || valueOf(root, 'enabled')
    ? problems
    : [problemAt(root, l10n.t('The field “{0}” is missing.', 'enabled'))];
}

function checkUserFile(root: Node, path: string): DocumentProblem[] {
  const problems = checkDocument(root, accountFieldTypes);
  const id = valueOf(root, 'id');
  if (problems.length > 0 || !id) return problems;
  const name = userPath('users', String(id.value));
  return name === path
    ? []
    : [problemAt(id, l10n.t('The file of “{0}” must be called “{1}”.', String(id.value), name))];
}

const misnamed = (root: Node): DocumentProblem =>
  problemAt(root, l10n.t('The name of this file is not made of the ID of an app.'));

function checkManifest(root: Node): DocumentProblem[] {
  const version = valueOf(root, 'version');
  if (version?.value !== snapshotVersion)
    return [
      problemAt(version ?? root, l10n.t('This is no snapshot, or one of another version of this program.')),
    ];
  return checkObject(root, (name, value) => {
    if (name.value === 'version') return [];
    if (name.value === 'config') return checkValue(value, 'config', 'strings');
    if (name.value === 'fields')
      return checkList(value, item =>
        accountFieldTypes.has(String(item.value))
          ? []
          : [problemAt(item, l10n.t('“{0}” is not a field of users.', String(item.value)))],
      );
    return [problemAt(name, l10n.t('“{0}” is not a field of this document.', String(name.value)))];
  }).concat(
    ['fields', 'config'].flatMap(name =>
      valueOf(root, name) ? [] : [problemAt(root, l10n.t('The field “{0}” is missing.', name))],
    ),
  );
}

const subjectsIn = (root: Node, keyOf: (id: string) => string): SnapshotSubject[] =>
  (root.children ?? []).flatMap(item => subjectOf(item, keyOf));

function subjectOf(root: Node, keyOf: (id: string) => string): SnapshotSubject[] {
  const node = valueOf(root, 'id');
  return node ? [{ node, id: String(node.value), key: keyOf(String(node.value)) }] : [];
}
