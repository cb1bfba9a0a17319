import type { Version } from '../versions.ts';
import { appRoutes } from './apps.ts';
import type { Route } from './call.ts';
import { coreRoutes } from './core.ts';
import { createRoutes } from './create.ts';
import { editRoutes } from './edit.ts';
import { groupRoutes } from './groups.ts';
import { membershipRoutes } from './memberships.ts';
import { patchRoutes } from './patch.ts';
import { userRoutes } from './users.ts';

interface Compiled {
  readonly route: Route;
  readonly pattern: RegExp;
}

/** Specific paths come first: `users/details` before `users/{}`, `users/{}/groups` before `users/{}/{}`. */
const routes: readonly Compiled[] = [
  ...membershipRoutes,
  ...userRoutes,
  ...createRoutes,
  ...patchRoutes,
  ...editRoutes,
  ...groupRoutes,
  ...appRoutes,
  ...coreRoutes,
].map(route => ({ route, pattern: compile(route.path) }));

function compile(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('{*}', '(.+)').replaceAll('{}', '([^/]+)')}$`, 's');
}

/** Finds the route of a path, or the reason why there is none. */
export function findRoute(
  version: Version,
  method: string,
  path: string,
): { route: Route; args: readonly string[] } | 'unknown' | 'wrongMethod' {
  let isKnown = false;
  for (const { route, pattern } of routes) {
    const match = pattern.exec(path);
    if (!match || route.exists?.(version) === false) continue;
    if (route.method === method) return { route, args: match.slice(1) };
    isKnown = true;
  }
  return isKnown ? 'wrongMethod' : 'unknown';
}
