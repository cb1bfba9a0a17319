import * as l10n from '@vscode/l10n';
import { userKey } from '../../model/plan/types.ts';
import type { Plan } from '../../model/plan/types.ts';
import { fieldLabel } from '../../model/plan/words.ts';
import { isPlainField } from '../../model/account.ts';
import { adminGroup } from '../../ocs/adminGroup.ts';
import { namesIn } from '../../ocs/narrow.ts';
import { copyPlan } from '../compare/copyPlan.ts';
import { compareInstances } from '../compare/differences.ts';
import type { Difference } from '../compare/differences.ts';
import type { Actual } from './actual.ts';
import { currentState, targetState } from './target.ts';
import { placeKey, type CodeProblem, type Desired } from './types.ts';

export interface CodePlan {
  plan: Plan;
  /** In what the server, on the right, is not as the files, on the left, want it. */
  drift: Difference[];
  /** What files want and this server cannot have, beside the problems of the plan. */
  problems: CodeProblem[];
}

/** What makes a server as files want it, and leaves everything else alone. */
export function planCode(desired: Desired, actual: Actual): CodePlan {
  const { present } = actual;
  const source = targetState(desired, actual);
  const unknown = unknownLimits(desired, actual);
  const drift = [...compareInstances(source, currentState(actual))].filter(
    ({ kind, subject }) => kind !== 'app' || !unknown.has(subject),
  );
  const hasPassword = (id: string) => desired.users.get(userKey(id))?.password !== undefined;
  const { plan } = copyPlan(drift, { from: 'left', source, present, deletions: true, hasPassword });
  const concerned = new Set(drift.map(({ kind, subject }) => (kind === 'user' ? userKey(subject) : '')));
  const unchanged = [...desired.users.keys()].filter(key => !concerned.has(key)).length;
  return {
    plan: { ...plan, ...(unchanged > 0 && { unchanged }) },
    drift,
    problems: [...unknown.values(), ...unknownFields(desired, actual)],
  };
}

/** By app: why it cannot be enabled for the groups that a file names. */
function unknownLimits({ apps, groups }: Desired, actual: Actual): Map<string, CodeProblem> {
  const isThere = (group: string) => group === adminGroup || groups.has(group) || actual.groups.has(group);
  return new Map(
    [...apps.values()].flatMap(({ id, place, limitedTo = [] }) => {
      const missing = limitedTo.find(group => !isThere(group));
      return missing === undefined
        ? []
        : [
            [
              id,
              { place, message: l10n.t('There is no group “{0}”. List it under groups.', missing) },
            ] as const,
          ];
    }),
  );
}

function unknownFields({ users }: Desired, { present }: Actual): CodeProblem[] {
  const known = present.accounts.get(userKey(present.me));
  if (!known) return [];
  return [...users.values()]
    .filter(({ isAbsent }) => !isAbsent)
    .flatMap(({ document, places, place }) =>
      namesIn(document)
        .filter(field => field !== 'id')
        .filter(field => isPlainField(field) && known[field] === undefined)
        .map(field => ({
          place: places.get(placeKey(field)) ?? place,
          message: l10n.t(
            'The server does not have the field “{0}”.',
            isPlainField(field) ? fieldLabel(field) : field,
          ),
        })),
    );
}
