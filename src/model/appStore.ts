import * as l10n from '@vscode/l10n';
import type { StoreApp } from '../ocs/types.ts';

type Risky = Partial<Pick<StoreApp, 'level' | 'compatible' | 'missingDependencies'>>;

/** What should be known before an app is installed, in sentences. */
export function risksOf({ level, compatible, missingDependencies = [] }: Risky): string[] {
  return [
    ...(compatible === false ? [l10n.t('It is not made for this version of Nextcloud.')] : []),
    ...missingDependencies.map(text => l10n.t('The server lacks what it needs: {0}', text)),
    ...(level === 'community' ? [l10n.t('Nextcloud has not reviewed it.')] : []),
  ];
}

/** Whether the server refuses to enable an app, forced or not. */
export const lacksDependencies = ({ missingDependencies = [] }: Risky): boolean =>
  missingDependencies.length > 0;

/** Apps of these types take part in every request, so they are for everybody or for nobody. */
const forEverybody: ReadonlySet<string> = new Set([
  'filesystem',
  'prelogin',
  'authentication',
  'logging',
  'prevent_group_restriction',
]);

/** Whether an app can be enabled for some groups only. */
export const canBeLimited = ({ types }: Pick<StoreApp, 'types'>): boolean =>
  !types.some(type => forEverybody.has(type));
