import * as l10n from '@vscode/l10n';
import type { Calls } from '../calls.ts';
import { decodeTwoFactor } from '../decode/instance.ts';
import { NextcloudError } from '../errors.ts';
import type { FailureRow } from '../failures/row.ts';
import type { CallOptions, TwoFactorState } from '../types.ts';

const base = '/ocs/v2.php/twofactor';

const notHere = (user: string): string =>
  l10n.t('This second factor cannot be enabled for “{user}” by somebody else.', { user });

/** Nextcloud 32 crashes where later versions change nothing. */
const failures: readonly FailureRow[] = [
  { calls: ['twoFactor.enable'], ocs: [996, 500], kind: 'forbidden', say: ({ user }) => notHere(user) },
];

export function state(calls: Calls, userId: string, { signal }: CallOptions): Promise<TwoFactorState> {
  const query = { user: userId };
  return calls.read(
    { name: 'twoFactor.state', method: 'GET', path: `${base}/state`, query, subject: query, signal },
    decodeTwoFactor,
  );
}

/** Servers report success whatever a provider makes of it, so the state that they return is checked. */
export async function change(
  calls: Calls,
  name: 'twoFactor.enable' | 'twoFactor.disable',
  userId: string,
  providers: readonly string[],
  { signal }: CallOptions,
): Promise<TwoFactorState> {
  if (providers.length === 0) return state(calls, userId, { signal });
  const enabled = name === 'twoFactor.enable';
  const isDone = (found: TwoFactorState) => providers.every(id => (found[id] ?? false) === enabled);
  const path = `${base}/${enabled ? 'enable' : 'disable'}`;
  const data = await calls.write({
    name,
    method: 'POST',
    path,
    form: { user: userId, providers },
    account: userId,
    subject: { user: userId },
    failures,
    stored: async () => isDone(await state(calls, userId, {})),
    signal,
  });
  const found = data === undefined ? await state(calls, userId, { signal }) : decodeTwoFactor(data);
  if (isDone(found)) return found;
  const text = enabled
    ? notHere(userId)
    : l10n.t('The server did not disable the second factor of “{user}”.', { user: userId });
  throw new NextcloudError('forbidden', text, { method: 'POST', path });
}
