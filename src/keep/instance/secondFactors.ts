import { inPortions } from '../../model/inPortions.ts';
import { adminGroup, NextcloudError } from '../../ocs/index.ts';
import type { NextcloudClient, TwoFactorState, UserInfo } from '../../ocs/index.ts';

/** `managers`: administrators and group administrators. */
export type FactorsOf = 'nobody' | 'managers' | 'everybody';

const isAsked: Record<FactorsOf, (user: UserInfo) => boolean> = {
  nobody: () => false,
  managers: ({ groups = [], subadmin = [] }) => groups.includes(adminGroup) || subadmin.length > 0,
  everybody: () => true,
};

/** Reads second factors until the server turns out not to tell them. */
export class FactorReader {
  readonly #client: NextcloudClient;
  readonly #isAsked: (user: UserInfo) => boolean;
  readonly #signal: AbortSignal | undefined;
  #isTold = true;

  constructor(client: NextcloudClient, factorsOf: FactorsOf, signal: AbortSignal | undefined) {
    this.#client = client;
    this.#isAsked = isAsked[factorsOf];
    this.#signal = signal;
  }

  /** By user ID, as far as the server tells them. */
  async read(users: readonly UserInfo[]): Promise<ReadonlyMap<string, TwoFactorState>> {
    const found = new Map<string, TwoFactorState>();
    const asked = users.filter(this.#isAsked);
    for await (const [id, factors] of inPortions(asked, async ({ userId }) => this.#state(userId)))
      if (factors) found.set(id, factors);
    return found;
  }

  async #state(id: string): Promise<readonly [string, TwoFactorState | undefined]> {
    if (!this.#isTold) return [id, undefined];
    try {
      return [id, await this.#client.twoFactor.state(id, { signal: this.#signal })];
    } catch (error) {
      if (!(error instanceof NextcloudError)) throw error;
      // Whoever was deleted meanwhile says nothing of the others.
      if (error.kind !== 'notFound') this.#isTold = false;
      if (['unsupported', 'forbidden', 'notFound'].includes(error.kind)) return [id, undefined];
      throw error;
    }
  }
}
