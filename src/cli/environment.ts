import * as l10n from '@vscode/l10n';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { SecretReference } from '../keep/code/types.ts';
import { serverUrl } from '../keep/code/url.ts';
import { isPlainHttp } from '../servers/address.ts';

export type EnvVariables = Readonly<Record<string, string | undefined>>;

/** Where to sign in, and as whom. */
export interface CliLogin {
  /** The base URL, with a slash at its end. */
  url: string;
  user: string;
  password: string;
  /** For servers that want it confirmed before changes. */
  loginPassword: string | undefined;
}

export const names = {
  url: 'NEXTCLOUD_URL',
  user: 'NEXTCLOUD_USER',
  password: 'NEXTCLOUD_APP_PASSWORD',
  loginPassword: 'NEXTCLOUD_LOGIN_PASSWORD',
  state: 'NEXTCLOUD_ADMIN_STATE',
} as const;

/** Reads where to sign in. Throws an error that names the variable. */
export function loginIn(env: EnvVariables, allowHttp: boolean): CliLogin {
  return {
    url: addressIn(env, allowHttp),
    user: needed(env, names.user),
    password: needed(env, names.password),
    loginPassword: env[names.loginPassword] || undefined,
  };
}

export function addressIn(env: EnvVariables, allowHttp: boolean): string {
  const url = serverUrl(needed(env, names.url));
  if (url === undefined)
    throw new Error(l10n.t('{0} must be a full address that starts with https:// or http://.', names.url));
  if (isPlainHttp(url) && !allowHttp)
    throw new Error(
      l10n.t(
        '{0} starts with http://, so passwords would be sent unencrypted. Use https://, or --allow-http.',
        names.url,
      ),
    );
  return url;
}

function needed(env: EnvVariables, name: string): string {
  const value = env[name];
  if (!value) throw new Error(l10n.t('The environment variable {0} is not set.', name));
  return value;
}

/** The variable that a reference stands for. */
export const variableOf = (reference: SecretReference): string =>
  'env' in reference
    ? reference.env
    : `NEXTCLOUD_SECRET_${reference.secret.toUpperCase().replaceAll(/[^A-Z0-9]+/g, '_')}`;

/** Where plans and their journals are kept. */
export function stateFolder(env: EnvVariables, given: string | undefined): string {
  const own = given ?? env[names.state];
  if (own) return own;
  const base = env.XDG_STATE_HOME || env.LOCALAPPDATA || join(homedir(), '.local', 'state');
  return join(base, 'nextcloud-admin');
}
