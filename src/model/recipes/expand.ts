import { merged } from '../plan/merged.ts';
import { userKey, type WantedUser } from '../plan/types.ts';
import { forEachReport, forEachUser, type Question, type Recipe, type RecipeStep } from './types.ts';

/** For whom a recipe is run, and with which answers. */
export interface Occasion {
  /** IDs. */
  users: readonly string[];
  /** Everybody whose manager is one of `users`. */
  reports: readonly { id: string; manager: string }[];
  /** By the names of the questions. */
  answers: Readonly<Record<string, string>>;
  /** Today, as `YYYY-MM-DD`. */
  date: string;
}

/** Whether the recipe is for users who are chosen before it is run. */
export const needsUsers = (recipe: Recipe): boolean =>
  recipe.steps.some(({ id }) => id === forEachReport) || names(recipe.steps).has('user');

export const needsReports = ({ steps }: Recipe): boolean => steps.some(({ id }) => id === forEachReport);

/** The questions whose answers are used: nobody is asked who takes over a team that does not exist. */
export function neededQuestions(recipe: Recipe, { reports }: Pick<Occasion, 'reports'>): Question[] {
  const used = names(recipe.steps.filter(({ id }) => id !== forEachReport || reports.length > 0));
  return recipe.asks.filter(({ name }) => used.has(name));
}

/** What the recipe wants of each user; steps for the same user are one, of which the later say more. */
export function expandRecipe({ steps }: Recipe, occasion: Occasion): WantedUser[] {
  const wanted = new Map<string, WantedUser>();
  for (const user of steps.flatMap(step => expandStep(step, occasion))) {
    const before = wanted.get(userKey(user.id));
    wanted.set(userKey(user.id), before ? merged(before, user) : user);
  }
  return [...wanted.values()];
}

function expandStep(step: RecipeStep, { users, reports, answers, date }: Occasion): WantedUser[] {
  const known = { ...answers, date };
  if (step.id === forEachUser) return users.map(user => filled(step, user, { ...known, user }));
  const [first = ''] = users;
  if (step.id !== forEachReport) {
    const all = { ...known, user: first };
    return [filled(step, fillText(step.id, all), all)];
  }
  const away = new Set(users.map(userKey));
  return reports
    .filter(({ id }) => !away.has(userKey(id)))
    .map(({ id, manager }) => filled(step, id, { ...known, user: manager }));
}

type Placeholders = Readonly<Record<string, string>>;

function filled(step: RecipeStep, id: string, known: Placeholders): WantedUser {
  const entries = Object.entries(step).map(([name, value]) => [name, fill(value, known)] as const);
  return { ...Object.fromEntries(entries), id };
}

type Value = RecipeStep[keyof RecipeStep];

function fill(value: Value, known: Placeholders): Value {
  if (typeof value === 'string') return fillText(value, known);
  if (typeof value !== 'object') return value;
  // An answer that was left out is no group.
  const list = (items: readonly string[] = []) => items.map(item => fillText(item, known)).filter(Boolean);
  if ('length' in value) return list(value);
  return {
    ...(value.add && { add: list(value.add) }),
    ...(value.remove && { remove: list(value.remove) }),
  };
}

/** One pass: what is put in is not looked into again. */
const fillText = (text: string, known: Placeholders): string =>
  text.replaceAll(placeholder, (all, name: string) =>
    Object.hasOwn(known, name) ? (known[name] ?? '') : all,
  );

const placeholder = /\$\{(\w+)\}/g;

/** The names of all placeholders in a value. */
export const names = (value: unknown): Set<string> =>
  new Set([...JSON.stringify(value).matchAll(placeholder)].map(([, name = '']) => name));
