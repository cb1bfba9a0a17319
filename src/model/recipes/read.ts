import * as l10n from '@vscode/l10n';
import { checkStep, isRecord } from './step.ts';
import { names } from './expand.ts';
import {
  answerTypes,
  type Question,
  type Recipe,
  type RecipeProblem,
  type RecipeStep,
  type Template,
} from './types.ts';

interface ReadSetting<T> {
  items: T[];
  problems: RecipeProblem[];
}

/** A finding, thrown where nothing else of the same item is worth reading. */
class Refusal extends Error {
  readonly place: string;

  constructor(place: string, message: string) {
    super(message);
    this.place = place;
  }
}

const always = ['user', 'reports', 'date'];

/** Reads `nextcloudAdmin.recipes`. Recipes that are not valid are left out and reported. */
export function readRecipes(value: unknown, setting: string): ReadSetting<Recipe> {
  if (value === undefined) return { items: [], problems: [] };
  if (!Array.isArray(value)) return notThis(setting, l10n.t('{0} must be a list.', setting));
  return readEach(
    (value as unknown[]).map((raw, index) => [`${setting}[${index}]`, raw] as const),
    readRecipe,
  );
}

/** Reads `nextcloudAdmin.templates`, an object of templates by name, likewise. */
export function readTemplates(
  value: unknown,
  setting: string,
): ReadSetting<{ name: string; template: Template }> {
  if (value === undefined) return { items: [], problems: [] };
  if (!isRecord(value)) return notThis(setting, l10n.t('{0} must be an object.', setting));
  return readEach(
    Object.entries(value).map(([name, raw]) => [`${setting}.${name}`, { name, raw }] as const),
    (place, { name, raw }) => {
      refuse(checkStep(raw, place, { placeholders: new Set(), isTemplate: true }));
      return { name, template: raw as Template };
    },
  );
}

const notThis = (place: string, message: string): ReadSetting<never> => ({
  items: [],
  problems: [{ place, message }],
});

function readEach<Raw, T>(
  raws: readonly (readonly [place: string, raw: Raw])[],
  read: (place: string, raw: Raw) => T,
): ReadSetting<T> {
  const result: ReadSetting<T> = { items: [], problems: [] };
  for (const [place, raw] of raws) {
    try {
      result.items.push(read(place, raw));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      result.problems.push({ place: error.place, message: error.message });
    }
  }
  return result;
}

function refuse(problem: RecipeProblem | undefined): void {
  if (problem) throw new Refusal(problem.place, problem.message);
}

function demand(isValid: boolean, place: string, message: string): asserts isValid {
  if (!isValid) throw new Refusal(place, message);
}

function readRecipe(place: string, raw: unknown): Recipe {
  demand(isRecord(raw), place, l10n.t('{0} must be an object.', place));
  const { name, ask = {}, steps } = raw;
  demand(
    typeof name === 'string' && name.trim() !== '',
    `${place}.name`,
    l10n.t('{0} must be text.', `${place}.name`),
  );
  demand(isRecord(ask), `${place}.ask`, l10n.t('{0} must be an object.', `${place}.ask`));
  const asks = Object.entries(ask).map(([key, value]) => readQuestion(key, value, `${place}.ask.${key}`));
  demand(
    Array.isArray(steps) && steps.length > 0,
    `${place}.steps`,
    l10n.t('{0} must be a list with at least one step.', `${place}.steps`),
  );
  const placeholders = new Set([...always, ...asks.map(question => question.name)]);
  for (const [index, step] of steps.entries())
    refuse(checkStep(step, `${place}.steps[${index}]`, { placeholders }));
  const used = names(steps);
  const unused = asks.find(question => !used.has(question.name));
  demand(
    !unused,
    `${place}.ask`,
    l10n.t('{0} is asked, but no step uses it.', `${place}.ask.${unused?.name ?? ''}`),
  );
  return { name: name.trim(), asks, steps: steps as RecipeStep[] };
}

function readQuestion(name: string, raw: unknown, place: string): Question {
  demand(
    /^\w+$/.test(name) && !always.includes(name),
    place,
    l10n.t(
      '{0}: a name may contain only letters, digits and “_”, and must not be user, reports or date.',
      place,
    ),
  );
  demand(isRecord(raw), place, l10n.t('{0} must be an object.', place));
  const { prompt, type = 'text', optional = false } = raw;
  demand(
    typeof prompt === 'string' && prompt.trim() !== '',
    `${place}.prompt`,
    l10n.t('{0} must be text.', `${place}.prompt`),
  );
  const known = answerTypes.find(one => one === type);
  demand(
    known !== undefined,
    `${place}.type`,
    l10n.t('{0} must be one of: {1}', `${place}.type`, answerTypes.join(', ')),
  );
  demand(
    typeof optional === 'boolean',
    `${place}.optional`,
    l10n.t('{0} must be true or false.', `${place}.optional`),
  );
  return { name, prompt, type: known, optional };
}
