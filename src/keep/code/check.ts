import * as l10n from '@vscode/l10n';
import type { Node } from 'jsonc-parser';
import { accountFieldTypes } from '../../model/account.ts';
import { checkValue, problemAt } from '../../model/document.ts';
import type { DocumentProblem } from '../../model/document.ts';
import { userKey } from '../../model/plan/types.ts';
import { checkList, checkObject } from '../files/checks.ts';
import { holdsSecret, isSetting } from '../instance/scope.ts';
import { isCodePath, oneOf, properties } from './nodes.ts';
import { exclusiveScopes, referenceKinds, userStates, type SectionName } from './types.ts';
import { serverUrl } from './url.ts';

type NodeCheck = (value: Node, name: string) => DocumentProblem[];

const text: NodeCheck = (value, name) => checkValue(value, name, 'string');

const fieldCheck: NodeCheck = (value, name) => {
  const type = accountFieldTypes.get(name);
  return type ? checkValue(value, name, type) : [];
};

/** An object whose properties are these. */
const object =
  (checks: Readonly<Record<string, NodeCheck>>): NodeCheck =>
  root =>
    checkObject(root, (name, value) => {
      const key = String(name.value);
      const check = Object.hasOwn(checks, key) ? checks[key] : undefined;
      return check
        ? check(value, key)
        : [problemAt(name, l10n.t('“{0}” is not a field of this document.', key))];
    });

/** An object whose properties are all alike. */
const mapOf =
  (check: NodeCheck, keyOf: (id: string) => string = id => id): NodeCheck =>
  root => {
    const seen = new Set<string>();
    return checkObject(root, (name, value) => {
      const id = String(name.value);
      const isNew = !seen.has(keyOf(id));
      seen.add(keyOf(id));
      if (!isNew) return [problemAt(name, l10n.t('“{0}” is listed twice.', id))];
      return id.trim() === '' ? [problemAt(name, l10n.t('A name cannot be empty.'))] : check(value, id);
    });
  };

/** In what is said of one server, null takes away what is said of all. */
const orNull =
  (check: NodeCheck): NodeCheck =>
  (value, name) =>
    value.type === 'null' ? [] : check(value, name);

const accountChecks = Object.fromEntries([...accountFieldTypes.keys()].map(name => [name, fieldCheck]));

const userChecks: Readonly<Record<string, NodeCheck>> = {
  ...accountChecks,
  template: value =>
    value.type === 'array' ? checkValue(value, 'template', 'strings') : text(value, 'template'),
  state: value => oneOf(value, userStates),
  password: checkReference,
};

function checkReference(root: Node): DocumentProblem[] {
  const [reference, ...others] = root.type === 'object' ? properties(root) : [];
  const isKnown = reference && others.length === 0 && referenceKinds.some(kind => kind === reference.name);
  if (isKnown && reference.value.type === 'string' && reference.value.value !== '') return [];
  return [
    problemAt(
      root,
      l10n.t(
        'A password is never in a file. Name where it is found: {0} in the environment, {1} in the store of secrets.',
        '{ "env": "NAME" }',
        '{ "secret": "name" }',
      ),
    ),
  ];
}

const appCheck: NodeCheck = (value, name) =>
  value.type === 'boolean' ||
  (value.type === 'array' && checkValue(value, name, 'strings').length === 0 && value.children?.length)
    ? []
    : [problemAt(value, l10n.t('An app is true, false, or a list of the groups that it is enabled for.'))];

const settingsCheck: NodeCheck = (root, app) =>
  checkObject(root, (name, value) => {
    const key = String(name.value);
    if (!isSetting(['*'], app, key))
      return [
        problemAt(
          name,
          l10n.t('“{0}” holds a secret or is kept by the server, so it cannot be set by a file.', key),
        ),
      ];
    if (value.type === 'null' || value.type === 'number') return [];
    const problems = text(value, key);
    return problems.length === 0 && holdsSecret(String(value.value))
      ? [problemAt(value, l10n.t('This value holds a secret. Secrets are never in a file.'))]
      : problems;
  });

/** Of each section; `lenient` where null takes away. */
function sectionChecks(lenient: (check: NodeCheck) => NodeCheck): Readonly<Record<SectionName, NodeCheck>> {
  const fields = (checks: Readonly<Record<string, NodeCheck>>) =>
    lenient(
      object(Object.fromEntries(Object.entries(checks).map(([name, check]) => [name, lenient(check)]))),
    );
  return {
    variables: mapOf(lenient(text)),
    templates: mapOf(fields(accountChecks)),
    groups: mapOf(fields({ displayname: text })),
    users: mapOf(fields(userChecks), userKey),
    apps: mapOf(lenient(appCheck)),
    config: mapOf(lenient(settingsCheck)),
  };
}

const exclusive: NodeCheck = root => checkList(root, item => oneOf(item, exclusiveScopes));

const includeCheck: NodeCheck = root =>
  checkList(root, item =>
    typeof item.value === 'string' &&
    isCodePath(item.value) &&
    !/^(?:\/|[a-z][a-z0-9+.-]*:)|\\/i.test(item.value)
      ? []
      : [
          problemAt(
            item,
            l10n.t(
              'An include is a path to a .json or .yaml file, from the folder of this file on, with slashes.',
            ),
          ),
        ],
  );

const urlCheck: NodeCheck = value =>
  typeof value.value === 'string' && serverUrl(value.value) !== undefined
    ? []
    : [problemAt(value, l10n.t('Enter a full address that starts with https:// or http://.'))];

const one = (check: NodeCheck): NodeCheck => check;

/** What is wrong with a file by itself. */
export const checkCode: (root: Node) => DocumentProblem[] = root =>
  object({
    $schema: text,
    include: includeCheck,
    ...sectionChecks(one),
    exclusive,
    servers: mapOf(object({ url: urlCheck, ...sectionChecks(orNull), exclusive })),
  })(root, '');
