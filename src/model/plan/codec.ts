import { accountFieldTypes, plainFieldNames } from '../account.ts';
import { jsonText } from '../jsonText.ts';
import { planVersion, type Plan, type StepKind } from './types.ts';

/** The text of a plan: the same for the same plan, byte by byte. */
export function serializePlan({ version, steps, problems, unchanged, notice }: Plan): string {
  const lines = (items: readonly unknown[]) =>
    items.length === 0 ? '[]' : `[\n${items.map(item => `    ${jsonText(item)}`).join(',\n')}\n  ]`;
  const rest = Object.entries({ unchanged, notice }).flatMap(([name, value]) =>
    value === undefined ? [] : [`,\n  "${name}": ${jsonText(value)}`],
  );
  return `{\n  "version": ${version},\n  "steps": ${lines(steps)},\n  "problems": ${lines(problems)}${rest.join('')}\n}\n`;
}

/** Reads the text of a plan; `undefined` for anything else, also for a plan of another version. */
export function parsePlan(text: string): Plan | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isPlan(data) && areInOrder(data) && isWhole(data) ? data : undefined;
}

type ValueCheck = (value: unknown) => boolean;

const isText: ValueCheck = value => typeof value === 'string';
const isFlag: ValueCheck = value => typeof value === 'boolean';
const isNumber: ValueCheck = value => Number.isSafeInteger(value);
const listOf =
  (check: ValueCheck): ValueCheck =>
  value =>
    Array.isArray(value) && value.every(check);
const isOneOf =
  (...values: unknown[]): ValueCheck =>
  value =>
    values.includes(value);

/** An object with these properties and no other; names that end in `?` may be missing. */
function shape(checks: Record<string, ValueCheck>): ValueCheck {
  const byName = new Map(Object.entries(checks).map(([name, check]) => [name.replace(/\?$/, ''), check]));
  const required = Object.keys(checks).filter(name => !name.endsWith('?'));
  return value =>
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    required.every(name => Object.hasOwn(value, name)) &&
    Object.entries(value).every(([name, item]) => byName.get(name)?.(item) ?? false);
}

const documentChecks = { string: isText, boolean: isFlag, strings: listOf(isText) };
const isAccount = shape({
  id: isText,
  ...Object.fromEntries([...accountFieldTypes].map(([name, type]) => [`${name}?`, documentChecks[type]])),
});

const isSwitch = shape({ enabled: isFlag, 'limitedTo?': listOf(isText) });
const user = { user: isText };
const membership = { ...user, group: isText };
const mail = { ...user, mail: isText };

/** What each kind of step has beside its kind, `id` and `needs`. */
const stepShapes: Record<StepKind, Record<string, ValueCheck>> = {
  createGroup: { group: isText, 'displayname?': isText },
  renameGroup: { group: isText, old: isText, new: isText },
  switchApp: { app: isText, old: isSwitch, new: isSwitch },
  configure: { app: isText, key: isText, 'old?': isText, 'new?': isText },
  create: {
    ...user,
    values: shape({
      'displayname?': isText,
      'email?': isText,
      'quota?': isText,
      'language?': isText,
      'manager?': isText,
      'groups?': listOf(isText),
      'subadmin?': listOf(isText),
    }),
    hasPassword: isFlag,
  },
  change: {
    ...user,
    changes: listOf(shape({ field: isOneOf(...plainFieldNames), 'old?': isText, new: isText })),
  },
  join: membership,
  leave: membership,
  promote: membership,
  demote: membership,
  addMail: mail,
  removeMail: mail,
  enable: user,
  disable: user,
  wipe: user,
  welcome: user,
  resetSecondFactor: { ...user, providers: listOf(isText) },
  notify: user,
  delete: { ...user, before: isAccount, 'unused?': isFlag },
};

const stepChecks = new Map(
  Object.entries(stepShapes).map(([kind, own]) => [
    kind,
    shape({ kind: isText, id: isNumber, needs: listOf(isNumber), ...own }),
  ]),
);

const isStep: ValueCheck = value =>
  typeof value === 'object' &&
  value !== null &&
  'kind' in value &&
  (stepChecks.get(String(value.kind))?.(value) ?? false);

const planShape = shape({
  version: isOneOf(planVersion),
  'unchanged?': isNumber,
  'notice?': shape({ subject: isText, message: isText }),
  steps: listOf(isStep),
  problems: listOf(
    shape({
      code: isText,
      blocks: isFlag,
      user: isText,
      'source?': isNumber,
      'field?': isText,
      values: listOf(isText),
    }),
  ),
});

const isPlan = (data: unknown): data is Plan => planShape(data);

/** Nobody is notified of nothing. */
const isWhole = ({ steps, notice }: Plan): boolean =>
  notice !== undefined || steps.every(({ kind }) => kind !== 'notify');

/** IDs rise, and steps need earlier ones only: a plan with a circle would never end. */
function areInOrder({ steps }: Plan): boolean {
  return steps.every(
    ({ id, needs }, index) => id > (steps[index - 1]?.id ?? 0) && needs.every(need => need < id),
  );
}
