import * as l10n from '@vscode/l10n';
import type { TwoFactorState } from '../ocs/types.ts';

/** What is known of a user's second factor: the IDs of the providers that are on; or why nobody knows. */
export type SecondFactor = { providers: string[] } | { unknown: string };

/** Servers ask for these codes in the place of another provider, never by themselves. */
const backupCodes = 'backup_codes';

/** The providers that are on: in the order of their IDs, but backup codes last. */
export const providersIn = (state: TwoFactorState): string[] =>
  Object.entries(state)
    .filter(([, isOn]) => isOn)
    .map(([id]) => id)
    .sort((a, b) => Number(a === backupCodes) - Number(b === backupCodes) || (a < b ? -1 : 1));

/** Whether signing in takes more than the password. */
export const isProtected = (providers: readonly string[]): boolean =>
  providers.some(id => id !== backupCodes);

/** The providers as a column of a table has them: none where backup codes are alone. */
export const protectingProviders = (providers: readonly string[]): string[] =>
  isProtected(providers) ? [...providers] : [];

const names: Readonly<Record<string, () => string>> = {
  totp: () => l10n.t('Authenticator app (TOTP)'),
  webauthn: () => l10n.t('Security key (WebAuthn)'),
  u2f: () => l10n.t('Security key (U2F)'),
  twofactor_nextcloud_notification: () => l10n.t('Nextcloud notification'),
  [backupCodes]: () => l10n.t('Backup codes'),
};

/** What a provider is called; those of other apps are called by their IDs. */
export const providerName = (id: string): string =>
  (Object.hasOwn(names, id) ? names[id]?.() : undefined) ?? id;

export const providerNames = (providers: readonly string[]): string => providers.map(providerName).join(', ');

/** A second factor in words, for a line of its own. */
export function secondFactorText(factor: SecondFactor): string {
  if ('unknown' in factor) return l10n.t('Not known. {0}', factor.unknown);
  if (isProtected(factor.providers)) return providerNames(factor.providers);
  return factor.providers.length > 0
    ? l10n.t('None. Backup codes are not asked for by themselves.')
    : l10n.t('None');
}
