import type { AccountFieldName } from '../account.ts';
import type { WantedUser } from '../plan/types.ts';

/** What somebody is asked for when a recipe is run. */
export const answerTypes = ['text', 'user', 'group', 'quota', 'language'] as const;
export type AnswerType = (typeof answerTypes)[number];

export interface Question {
  /** Steps use the answer as `${name}`. */
  name: string;
  prompt: string;
  type: AnswerType;
  optional?: boolean;
}

/** How one user shall be. Texts may hold placeholders. */
export type RecipeStep = Pick<WantedUser, 'id' | 'state' | 'wipe' | 'welcome' | AccountFieldName>;

/** Changes that belong together, to be made of some users and of those they manage. */
export interface Recipe {
  name: string;
  asks: readonly Question[];
  steps: readonly RecipeStep[];
}

/** What users of one kind are given when they are created: everything but what is their own. */
export type Template = Omit<RecipeStep, 'id' | 'state' | 'wipe' | 'welcome'>;

/** As the ID of a step: each of the users for whom the recipe is run, and each whose manager is one of these. */
export const forEachUser = '${user}';
export const forEachReport = '${reports}';

/** Something wrong in a setting: where, such as `nextcloudAdmin.recipes[0].steps`, and a sentence that names it. */
export interface RecipeProblem {
  place: string;
  message: string;
}
