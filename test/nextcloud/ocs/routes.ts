import { appConfigRoutes } from './appConfig.ts';
import { appRoutes } from './apps.ts';
import { appStoreRoutes } from './appStore.ts';
import type { Instance, Route } from './call.ts';
import { coreRoutes } from './core.ts';
import { createRoutes } from './create.ts';
import { editRoutes } from './edit.ts';
import { groupRoutes } from './groups.ts';
import { membershipRoutes } from './memberships.ts';
import { notificationRoutes } from './notifications.ts';
import { patchRoutes } from './patch.ts';
import { serverInfoRoutes } from './serverInfo.ts';
import { twoFactorRoutes } from './twoFactor.ts';
import { userRoutes } from './users.ts';

interface Compiled {
  readonly route: Route;
  readonly pattern: RegExp;
}

/** The more particular first: `users/details` before `users/{}`, `users/{}/groups` before `users/{}/{}`. */
const routes: readonly Compiled[] = [
  ...membershipRoutes,
  ...userRoutes,
  ...createRoutes,
  ...patchRoutes,
  ...editRoutes,
  ...groupRoutes,
  ...appRoutes,
  ...coreRoutes,
  ...appStoreRoutes,
  ...appConfigRoutes,
  ...twoFactorRoutes,
  ...serverInfoRoutes,
  ...notificationRoutes,
].map(route => ({ route, pattern: compile(route.path) }));

function compile(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('{*}', '(.+)').replaceAll('{}', '([^/]+)')}$`, 's');
}

/** The call a path belongs to, or why there is none. */
export function findRoute(
  { version, state }: Pick<Instance, 'version' | 'state'>,
  method: string,
  path: string,
): { route: Route; args: readonly string[] } | 'unknown' | 'wrongMethod' {
  let isKnown = false;
  for (const { route, pattern } of routes) {
    const match = pattern.exec(path);
    if (!match || route.exists?.(version) === false) continue;
    if (route.app !== undefined && !state.apps.get(route.app)?.enabled) continue;
    if (route.method === method) return { route, args: match.slice(1) };
    isKnown = true;
  }
  return isKnown ? 'wrongMethod' : 'unknown';
}
