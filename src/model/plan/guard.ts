import { adminGroup } from '../../ocs/adminGroup.ts';
import type { AccountDocument } from '../account.ts';
import { afterStep } from './apply.ts';
import { userKey, type Present, type UserStep } from './types.ts';

/** Keeps a plan from taking away whoever is signed in, or the last administrator. */
export class Guard {
  readonly #me: string;
  readonly #administrators: Set<string>;

  constructor({ me, administrators }: Pick<Present, 'me' | 'administrators'>) {
    this.#me = userKey(me);
    this.#administrators = new Set(administrators.map(userKey));
  }

  /** Why the step must not be, or the user after it. Counts what is let through. */
  pass(
    account: AccountDocument | undefined,
    step: UserStep,
  ): 'oneself' | 'lastAdministrator' | { account: AccountDocument | undefined } {
    const key = userKey(step.user);
    const after = afterStep(account, step);
    const ceases = this.#administrators.has(key) && !isActiveAdministrator(after);
    if (
      key === this.#me &&
      (ceases || step.kind === 'disable' || step.kind === 'delete' || step.kind === 'wipe')
    )
      return 'oneself';
    if (ceases && this.#administrators.size === 1) return 'lastAdministrator';
    if (ceases) this.#administrators.delete(key);
    else if (isActiveAdministrator(after)) this.#administrators.add(key);
    return { account: after };
  }
}

function isActiveAdministrator(account: AccountDocument | undefined): boolean {
  return (
    account !== undefined && account.enabled !== false && (account.groups?.includes(adminGroup) ?? false)
  );
}
