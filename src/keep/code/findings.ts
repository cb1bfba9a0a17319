import * as l10n from '@vscode/l10n';
import { accountTable } from '../../model/accountFields.ts';
import { problemText } from '../../model/plan/problems.ts';
import { userKey, type Problem } from '../../model/plan/types.ts';
import { namesIn } from '../../ocs/narrow.ts';
import type { Difference } from '../compare/differences.ts';
import { valueText } from '../compare/words.ts';
import type { CodePlan } from './planCode.ts';
import { listScopes, placeKey, type CodePlace, type CodeProblem, type Desired } from './types.ts';

/** `drift`: the server is not as the file says. */
type CodeSeverity = 'error' | 'warning' | 'drift';

/** What there is to say about a place in a file. */
export interface CodeFinding extends CodeProblem {
  severity: CodeSeverity;
}

/** What a comparison with a server has to say about the files; `server` is how the server is called. */
export function findingsOf(
  { plan, drift, problems }: CodePlan,
  desired: Desired,
  path: string,
  server: string,
): CodeFinding[] {
  const top: CodePlace = { path, offset: 0, length: 0 };
  return [
    ...problems.map((problem): CodeFinding => ({ ...problem, severity: 'warning' })),
    ...plan.problems.map((problem): CodeFinding => ({
      place: placeOfProblem(problem, desired) ?? top,
      message: problemText(problem),
      severity: problem.blocks ? 'error' : 'warning',
    })),
    ...drift.map((difference): CodeFinding => ({
      place: placeOf(difference, desired) ?? top,
      message: l10n.t('Not so on {0}. {1}', server, driftText(difference)),
      severity: 'drift',
    })),
  ];
}

function placeOfProblem(
  { user, field, values }: Problem,
  { users, exclusive }: Desired,
): CodePlace | undefined {
  const found = users.get(userKey(user));
  if (!found) return exclusive.get('users') ?? exclusive.get('memberships');
  const name = namesIn(accountTable).find(known => known === (field === 'state' ? 'enabled' : field));
  if (!name) return found.place;
  const items = values.map(value => found.places.get(placeKey(name, value)));
  return items.find(place => place) ?? found.places.get(placeKey(name)) ?? found.place;
}

/** Where the file says how the thing shall be, or that there shall be nothing that it does not say. */
function placeOf({ kind, subject, field, item }: Difference, desired: Desired): CodePlace | undefined {
  const { users, groups, apps, config, exclusive } = desired;
  if (kind === 'group') {
    const group = groups.get(subject);
    return field === '' ? group?.place : (group?.displayname?.place ?? group?.place);
  }
  if (kind === 'app') return apps.get(subject)?.place ?? exclusive.get('apps');
  if (kind === 'setting') return config.get(subject)?.get(field)?.place ?? exclusive.get('config');
  const user = users.get(userKey(subject));
  const name = namesIn(accountTable).find(known => known === field);
  const exclusively = name && exclusive.get(listScopes[name] ?? 'users');
  if (!user) return exclusively;
  const own = name && (user.places.get(placeKey(name, item)) ?? user.places.get(placeKey(name)));
  return own ?? (item === undefined ? user.place : (exclusively ?? user.place));
}

/** A difference as a change from what the server has to what the file says. */
function driftText(difference: Difference): string {
  const { kind, field, item, left, right } = difference;
  const isThere = left === undefined;
  if (kind === 'user' && field === '')
    return isThere ? l10n.t('The user is there.') : l10n.t('There is no such user.');
  if (kind === 'group' && field === '') return l10n.t('There is no such group.');
  const what = [nameOf(difference), item].filter(Boolean).join(': ');
  if (item === undefined) return `${what}: ${valueText(right)} → ${valueText(left)}`;
  return isThere ? l10n.t('{0} is there, and is not listed.', what) : l10n.t('{0} is missing.', what);
}

function nameOf({ kind, subject, field }: Difference): string {
  const name = namesIn(accountTable).find(known => known === field);
  if (kind === 'user') return name ? accountTable[name].label() : field;
  return kind === 'setting' ? `${subject}/${field}` : subject;
}
