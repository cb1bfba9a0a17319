import * as l10n from '@vscode/l10n';
import { accountFieldTypes } from '../account.ts';
import type { AccountFieldName } from '../account.ts';
import { fieldProblem } from '../checks.ts';
import { names } from './expand.ts';
import { forEachReport, type RecipeProblem } from './types.ts';

interface StepRules {
  /** Names that may stand in `${…}`. */
  placeholders: ReadonlySet<string>;
  /** Then it is about no user in particular, and only about fields. */
  isTemplate?: boolean;
}

const states = ['present', 'disabled', 'absent'];

/** What a step says beside the fields of a user. */
const extras: Readonly<Record<string, (value: unknown, place: string) => string | undefined>> = {
  id: (value, place) =>
    typeof value === 'string' && value.trim() !== '' ? undefined : l10n.t('{0} must be text.', place),
  state: (value, place) =>
    typeof value === 'string' && states.includes(value)
      ? undefined
      : l10n.t('{0} must be one of: {1}', place, states.join(', ')),
  wipe: mustBeFlag,
  welcome: mustBeFlag,
};

/** The names of everything that a step may hold. */
export const stepKeys: readonly string[] = [...Object.keys(extras), ...accountFieldTypes.keys()];

/** The first thing wrong with a step of a recipe, or with a template. */
export function checkStep(raw: unknown, place: string, rules: StepRules): RecipeProblem | undefined {
  if (!isRecord(raw)) return { place, message: l10n.t('{0} must be an object.', place) };
  if (!rules.isTemplate && raw.id === undefined)
    return {
      place: `${place}.id`,
      message: l10n.t('{0} is missing, for example {1}.', `${place}.id`, '${user}'),
    };
  for (const [key, value] of Object.entries(raw)) {
    const at = `${place}.${key}`;
    const message = valueProblem(key, value, at, rules) ?? placeholderProblem(key, value, at, rules);
    if (message !== undefined) return { place: at, message };
  }
  return undefined;
}

function valueProblem(
  key: string,
  value: unknown,
  place: string,
  { isTemplate }: StepRules,
): string | undefined {
  const extra = Object.hasOwn(extras, key) ? extras[key] : undefined;
  if (extra && !isTemplate) return extra(value, place);
  const type = accountFieldTypes.get(key);
  if (type === undefined) return l10n.t('{0} is not a field of users.', place);
  if (type === 'boolean') return mustBeFlag(value, place);
  if (type === 'strings' && !isList(value))
    return l10n.t('{0} must be a list of IDs, or an object with the lists add and remove.', place);
  if (type === 'string' && typeof value !== 'string') return l10n.t('{0} must be text.', place);
  // What an answer makes of a value is checked when the plan is made.
  if (names(value).size > 0 || (typeof value !== 'string' && !Array.isArray(value))) return undefined;
  const problem = fieldProblem(key as AccountFieldName, value as string | string[]);
  return problem === undefined ? undefined : l10n.t('{0} cannot be used. {1}', place, problem);
}

function placeholderProblem(
  key: string,
  value: unknown,
  place: string,
  { placeholders }: StepRules,
): string | undefined {
  const used = names(value);
  const unknown = [...used].find(name => !placeholders.has(name));
  if (unknown !== undefined)
    return l10n.t('{0} refers to {1}, which is neither asked nor known.', place, `\${${unknown}}`);
  if (used.has('reports') && !(key === 'id' && value === forEachReport))
    return l10n.t('{0}: {1} can only be the whole ID of a step.', place, forEachReport);
  return undefined;
}

function mustBeFlag(value: unknown, place: string): string | undefined {
  return typeof value === 'boolean' ? undefined : l10n.t('{0} must be true or false.', place);
}

const isStrings = (value: unknown): boolean =>
  Array.isArray(value) && value.every(item => typeof item === 'string');

const isList = (value: unknown): boolean =>
  isStrings(value) ||
  (isRecord(value) &&
    Object.entries(value).every(([key, list]) => (key === 'add' || key === 'remove') && isStrings(list)));

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
