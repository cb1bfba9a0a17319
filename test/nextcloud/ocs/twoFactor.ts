import { Crash, Refusal } from '../answers.ts';
import type { Data } from '../data.ts';
import type { User } from '../state.ts';
import type { Call, Route } from './call.ts';

/** The app behind each second factor, and whether an administrator can enable it for somebody. */
const providers: Readonly<Record<string, { app: string; canBeEnabled: boolean }>> = {
  totp: { app: 'twofactor_totp', canBeEnabled: false },
  backup_codes: { app: 'twofactor_backupcodes', canBeEnabled: false },
  webauthn: { app: 'twofactor_webauthn', canBeEnabled: false },
  twofactor_nextcloud_notification: { app: 'twofactor_nextcloud_notification', canBeEnabled: true },
};

const exists: Route['exists'] = ({ has }) => has.twoFactorState;

/** Second factors, as administrators see them. */
export const twoFactorRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: 'twofactor/state',
    access: 'admin',
    required: ['user'],
    exists,
    answer: call => stateOf(userIn(call)),
  },
  {
    method: 'POST',
    path: 'twofactor/enable',
    access: 'admin',
    confirm: 'lenient',
    required: ['user'],
    exists,
    answer: call => change(call, true),
  },
  {
    method: 'POST',
    path: 'twofactor/disable',
    access: 'admin',
    confirm: 'strict',
    required: ['user'],
    exists,
    answer: call => change(call, false),
  },
];

function userIn({ state, params }: Call): User {
  const user = state.users.get(params.text('user'));
  if (!user) throw new Refusal(404, '', null);
  return user;
}

function stateOf({ providers: known }: User): Data {
  return new Map(Object.entries(known).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A provider whose app is not there is a crash. */
function change(call: Call, enabled: boolean): Data {
  const user = userIn(call);
  for (const id of call.params.list('providers') ?? []) {
    const provider = providers[id];
    if (!provider || !call.state.apps.get(provider.app)?.enabled) throw new Crash();
    if (!enabled || provider.canBeEnabled) user.providers[id] = enabled;
  }
  if (!Object.values(user.providers).includes(true)) user.twoFactor = false;
  return stateOf(user);
}
