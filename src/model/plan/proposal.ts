import * as l10n from '@vscode/l10n';
import { isRecord, namesIn } from '../../ocs/narrow.ts';
import { accountFieldTypes, plainFieldNames, type PlainFieldName } from '../account.ts';
import { fieldProblem } from '../checks.ts';
import { merged } from './merged.ts';
import { userKey, type UserStep, type WantedUser } from './types.ts';

/** What a step says, as far as its action needs it. */
interface StepTexts {
  user: string;
  group: string;
  field: string;
  value: string;
}

interface ProposedAction {
  needs: readonly Exclude<keyof StepTexts, 'user'>[];
  /** What of the user it is about: two steps about the same contradict each other, or one is idle. */
  about: (texts: StepTexts) => string;
  step: (texts: StepTexts) => UserStep;
  wanted: (texts: StepTexts) => Omit<WantedUser, 'id'>;
}

/** Fields that a proposal may set: those with one text. */
export const settableFields: readonly PlainFieldName[] = plainFieldNames.filter(
  name => accountFieldTypes.get(name) === 'string',
);

/** What may be proposed for one user. What cannot be taken back is not among it. */
export const proposedActions = {
  set: {
    needs: ['field', 'value'],
    about: ({ field }) => field,
    step: ({ user, field, value }) => ({
      kind: 'change',
      user,
      changes: settableFields.filter(name => name === field).map(name => ({ field: name, new: value })),
    }),
    wanted: ({ field, value }) => Object.fromEntries([[field, value]]),
  },
  join: membership('join', 'groups', 'add'),
  leave: membership('leave', 'groups', 'remove'),
  promote: membership('promote', 'subadmin', 'add'),
  demote: membership('demote', 'subadmin', 'remove'),
  enable: switching('enable', 'present'),
  disable: switching('disable', 'disabled'),
} as const satisfies Record<string, ProposedAction>;

function membership(
  kind: 'join' | 'leave' | 'promote' | 'demote',
  list: 'groups' | 'subadmin',
  edit: 'add' | 'remove',
): ProposedAction {
  return {
    needs: ['group'],
    about: ({ group }) => `${list}/${group}`,
    step: ({ user, group }) => ({ kind, user, group }),
    wanted: ({ group }) => ({ [list]: { [edit]: [group] } }),
  };
}

function switching(kind: 'enable' | 'disable', state: 'present' | 'disabled'): ProposedAction {
  return {
    needs: [],
    about: () => 'enabled',
    step: ({ user }) => ({ kind, user }),
    wanted: () => ({ state }),
  };
}

/** More are not looked through by anybody who is asked to agree. */
export const mostProposed = 100;

export interface Proposal {
  /** As they were proposed: what they replace is not known yet. */
  steps: UserStep[];
  wanted: WantedUser[];
}

/** Reads what somebody proposes, a list of steps; or tells all that is wrong with it, by place. */
export function readProposal(value: unknown): Proposal | { problems: string[] } {
  if (!Array.isArray(value) || value.length === 0)
    return { problems: [l10n.t('{0} must be a list with at least one step.', 'steps')] };
  if (value.length > mostProposed)
    return { problems: [l10n.t('At most {0} steps can be proposed at once.', mostProposed)] };
  const places = new Map<string, string>();
  const read = value.map((step: unknown, index) => readStep(step, `steps[${index}]`, places));
  const problems = read.flatMap(step => ('problem' in step ? step.problem : []));
  if (problems.length > 0) return { problems };
  const steps = read.flatMap(step => ('problem' in step ? [] : step));
  return { steps: steps.map(({ step }) => step), wanted: together(steps.map(({ wanted }) => wanted)) };
}

function readStep(
  raw: unknown,
  place: string,
  places: Map<string, string>,
): { step: UserStep; wanted: WantedUser } | { problem: string } {
  if (!isRecord(raw)) return { problem: l10n.t('{0} must be an object.', place) };
  const actions = namesIn(proposedActions);
  const name = actions.find(action => action === raw.action);
  if (!name) return { problem: l10n.t('{0} must be one of: {1}', `${place}.action`, actions.join(', ')) };
  const action: ProposedAction = proposedActions[name];
  const needs: (keyof StepTexts)[] = ['user', ...action.needs];
  const strange = Object.keys(raw).find(key => key !== 'action' && !needs.some(need => need === key));
  if (strange !== undefined)
    return { problem: l10n.t('{0} is not part of the action {1}.', `${place}.${strange}`, name) };
  const text = (key: keyof StepTexts) => (typeof raw[key] === 'string' ? raw[key] : '');
  const missing = needs.find(key => typeof raw[key] !== 'string' || (key !== 'value' && text(key) === ''));
  if (missing !== undefined) return { problem: l10n.t('{0} must be text.', `${place}.${missing}`) };
  const texts = { user: text('user'), group: text('group'), field: text('field'), value: text('value') };
  const problem = valueProblem(action, texts, place) ?? repetition(action, texts, place, places);
  if (problem !== undefined) return { problem };
  return { step: action.step(texts), wanted: { ...action.wanted(texts), id: texts.user } };
}

function valueProblem({ needs }: ProposedAction, { field, value }: StepTexts, place: string) {
  if (!needs.includes('field')) return undefined;
  const known = settableFields.find(name => name === field);
  if (!known) return l10n.t('{0} must be one of: {1}', `${place}.field`, settableFields.join(', '));
  const problem = fieldProblem(known, value);
  return problem === undefined ? undefined : l10n.t('{0} cannot be used. {1}', `${place}.value`, problem);
}

function repetition(
  { about }: ProposedAction,
  texts: StepTexts,
  place: string,
  places: Map<string, string>,
): string | undefined {
  const subject = JSON.stringify([userKey(texts.user), about(texts)]);
  const before = places.get(subject);
  places.set(subject, place);
  return before === undefined ? undefined : l10n.t('{0} and {1} are about the same.', before, place);
}

/** One wish for each user, in the order of the first. */
function together(all: readonly WantedUser[]): WantedUser[] {
  const byKey = new Map<string, WantedUser>();
  for (const wanted of all) {
    const before = byKey.get(userKey(wanted.id));
    byKey.set(userKey(wanted.id), before ? merged(before, wanted) : wanted);
  }
  return [...byKey.values()];
}
