import * as l10n from '@vscode/l10n';
import type { AccountDocument } from '../account.ts';
import { userIdProblem } from '../newUser.ts';
import type { ProblemCode } from './problems.ts';
import { userKey, type PlanOptions, type Present, type Problem, type WantedUser } from './types.ts';

/** A wanted user that can be planned for. */
export interface Accepted {
  wanted: WantedUser;
  key: string;
  /** As the server writes it, or will. */
  id: string;
  /** The user as it is; absent: to be created. */
  base?: AccountDocument;
}

/** Where problems are collected. */
export class Problems {
  readonly all: Problem[] = [];

  /** `values` as the sentence wants them; `field` also where it is one of them. */
  add(
    code: ProblemCode,
    { id, source }: Pick<WantedUser, 'id' | 'source'>,
    values: string[] = [],
    more: { field?: string; blocks?: boolean } = {},
  ): void {
    this.all.push({
      code,
      blocks: more.blocks ?? false,
      user: id,
      ...(source !== undefined && { source }),
      ...(more.field !== undefined && { field: more.field }),
      values,
    });
  }
}

/** Those that can be planned for at all; what keeps the others out is a blocking problem. */
export function accept(
  wanted: readonly WantedUser[],
  present: Present,
  { createUsers = true }: PlanOptions,
  problems: Problems,
): Accepted[] {
  const counts = new Map<string, number>();
  for (const { id } of wanted) counts.set(userKey(id), (counts.get(userKey(id)) ?? 0) + 1);
  return wanted.flatMap((user): Accepted[] => {
    const key = userKey(user.id);
    const base = present.accounts.get(key);
    const refuse = (code: ProblemCode, ...values: string[]): Accepted[] => {
      problems.add(code, user, values, { blocks: true });
      return [];
    };
    if ((counts.get(key) ?? 0) > 1) return refuse('duplicate');
    if (isContradictory(user)) return refuse('contradiction', 'state');
    if (base) return [{ wanted: user, key, id: base.id, base }];
    if (user.state === 'absent') return [];
    if (!createUsers) return refuse('unknownUser');
    const reason = newIdProblem(user.id);
    if (reason !== undefined) return refuse('invalidId', reason);
    if (!user.hasPassword && !user.email?.trim()) return refuse('noAccess');
    return [{ wanted: user, key, id: user.id }];
  });
}

function isContradictory({ state, enabled }: WantedUser): boolean {
  return (state === 'disabled' && enabled === true) || (state === 'present' && enabled === false);
}

function newIdProblem(id: string): string | undefined {
  const problem = userIdProblem(id);
  if (problem !== undefined) return problem;
  return id.trim() !== id || /^\.+$/.test(id)
    ? l10n.t('It must not begin or end with a space, and must not consist of periods only.')
    : undefined;
}
