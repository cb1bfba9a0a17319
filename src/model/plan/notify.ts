import type { UserInfo } from '../../ocs/types.ts';
import { Problems } from './accepted.ts';
import { linked } from './order.ts';
import { planVersion, type NoticeText, type Plan, type StepAction } from './types.ts';

/** Sends the same notification to each of these users who can sign in to see it. */
export function notifyPlan(users: readonly Pick<UserInfo, 'userId' | 'enabled'>[], notice: NoticeText): Plan {
  const problems = new Problems();
  const steps = users.flatMap(({ userId, enabled }): StepAction[] => {
    if (enabled !== false) return [{ kind: 'notify', user: userId }];
    problems.add('notNotified', { id: userId });
    return [];
  });
  return { version: planVersion, steps: linked(steps), problems: problems.all, notice };
}
