import { Refusal } from '../answers.ts';
import type { Gate } from '../auth.ts';
import type { Data } from '../data.ts';
import type { Call, Instance, Route } from './call.ts';
import { minLength } from './policy.ts';

const appPassword = 'core/apppassword';

/** Calls for app passwords and for the confirmation of the login password. */
export const coreRoutes: readonly Route[] = [
  { method: 'GET', path: 'core/getapppassword', access: 'user', answer: createAppPassword },
  { method: 'DELETE', path: appPassword, access: 'user', answer: deleteAppPassword },
  { method: 'POST', path: `${appPassword}/rotate`, access: 'user', answer: rotateAppPassword },
  {
    method: 'PUT',
    path: `${appPassword}/confirm`,
    access: 'user',
    required: ['password'],
    exists: version => version.has.confirmation,
    answer: confirmPassword,
  },
];

function createAppPassword({ state, session, caller, version }: Call): Data {
  if (session.appPassword !== undefined)
    throw new Refusal(403, version.has.confirmation ? confirmationRequired : noSecondPassword);
  return { apppassword: state.createAppPassword(caller.id, caller.id, 'simulated client') };
}

export const confirmationRequired = 'Password confirmation is required';
const noSecondPassword = 'You cannot request an new apppassword with an apppassword';

function deleteAppPassword({ state, session }: Call): Data {
  if (session.appPassword === undefined) throw new Refusal(403, 'no app password in use');
  state.appPasswords.delete(session.appPassword);
  return [];
}

function rotateAppPassword(call: Call): Data {
  const { state, session, caller } = call;
  deleteAppPassword(call);
  const token = state.createAppPassword(caller.id, caller.id, 'simulated client');
  state.appPasswords.delete(session.appPassword!);
  return { apppassword: token };
}

function confirmPassword({ gate, clock, session, caller, params }: Call): Data {
  if (!gate.checkPassword(caller.id, params.text('password'))) throw new Refusal(403);
  session.confirmedAt = clock.now();
  return { lastLogin: clock.seconds() };
}

/** `cloud/capabilities`: callers who are not signed in receive less. Its links lead to the `host` that was asked. */
export function capabilities(instance: Instance, isKnown: boolean, host: string | undefined): Data {
  const { version, gate } = instance;
  const own = new URL(instance.url);
  own.host = host ?? own.host;
  const url = own.href;
  const [major = 0, minor = 0, micro = 0] = version.version.split('.').map(Number);
  const open = {
    bruteforce: bruteForce(gate, version.major),
    theming: {
      name: 'Nextcloud',
      url: 'https://nextcloud.com',
      slogan: 'a safe home for all your data',
      color: '#00679e',
      logo: `${url}core/img/logo/logo.svg?v=0`,
    },
  };
  const closed = {
    core: {
      pollinterval: 60,
      'webdav-root': 'remote.php/webdav',
      'reference-api': true,
      'can-create-app-token': true,
    },
    password_policy: {
      minLength,
      enforceNonCommonPassword: true,
      enforceNumericCharacters: false,
      enforceSpecialCharacters: false,
      enforceUpperLowerCase: false,
      api: { generate: `${url}ocs/v2.php/apps/password_policy/api/v1/generate` },
    },
    provisioning_api: {
      version: '1.0.0',
      AccountPropertyScopesVersion: 2,
      AccountPropertyScopesFederatedEnabled: true,
    },
  };
  return {
    version: { major, minor, micro, string: version.versionString, edition: '', extendedSupport: false },
    capabilities: isKnown ? { ...closed, ...open } : open,
  };
}

/** The delay in milliseconds doubles with each wrong password. */
function bruteForce(gate: Gate, major: number): Data {
  const failures = gate.recentFailures();
  const delay = failures === 0 ? 0 : Math.min(100 * 2 ** failures, 25_000);
  return major > 25 ? { delay, 'allow-listed': false } : { delay };
}
