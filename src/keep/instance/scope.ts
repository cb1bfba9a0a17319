import { accountFields } from '../../model/account.ts';
import { isSecretName } from '../../model/secretNames.ts';
import { isProtectedKey } from '../../ocs/protectedKeys.ts';
import { isRecord } from '../../ocs/narrow.ts';
import type { InstanceScope } from './state.ts';

/** Everything that can be changed of users; no settings of apps. */
export const usualScope: InstanceScope = { fields: accountFields.map(({ name }) => name), config: [] };

/** Settings that servers write now and then by themselves. */
const moving = /(?:^|_)last|cron|timestamp|installed_?at|updated_?at|cachebuster|_checked$/i;
/** Beside the usual names of secrets. */
const salted = /salt|passwd|(?:^|_)pw$|private|certificate/i;
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY/;

/** Whether settings of an app are in the scope at all, so that its keys are worth reading. */
export const hasSettings = (patterns: readonly string[], app: string): boolean =>
  patterns.some(pattern => glob(pattern.split('/', 1)[0] ?? '').test(app));

/** Whether a setting belongs to a state: chosen, decided by a person, and by its name no secret. */
export const isSetting = (patterns: readonly string[], app: string, key: string): boolean =>
  patterns.some(pattern => glob(pattern).test(`${app}/${key}`)) &&
  !isProtectedKey(app, key) &&
  !moving.test(key) &&
  !isSecret(key);

/** Whether a value holds a secret though its name does not say so: some are lists of servers with passwords. */
export function holdsSecret(value: string): boolean {
  if (privateKey.test(value)) return true;
  if (!/^\s*[[{]/.test(value)) return false;
  try {
    return hasSecret(JSON.parse(value));
  } catch {
    return isSecret(value);
  }
}

const isSecret = (name: string): boolean => isSecretName(name) || salted.test(name);

function hasSecret(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasSecret);
  return isRecord(value) && Object.entries(value).some(([name, item]) => isSecret(name) || hasSecret(item));
}

function glob(pattern: string): RegExp {
  const parts = pattern.split('*').map(part => part.replaceAll(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's');
}
