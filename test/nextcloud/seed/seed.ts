import type { State } from '../state.ts';
import { seedApps } from './apps.ts';
import { seedBulk } from './bulk.ts';
import { seedConfig } from './config.ts';
import { seedDemo } from './demo.ts';
import { seedStore } from './store.ts';

/** `demo`: an organisation; `empty`: the admin alone; numbers: so many users and groups. All have the same apps. */
export type Seed = 'demo' | 'empty' | { users: number; groups: number };

/** Fills a new server; `now` in seconds. */
export function seedState(
  state: State,
  seed: Seed,
  admin: { user: string; password: string },
  now: number,
): void {
  const { user: id, password } = admin;
  state.createUser({
    id,
    password,
    groups: ['admin'],
    quota: 'none',
    used: 164,
    firstLogin: now,
    lastLogin: now,
  });
  seedApps(state);
  seedStore(state);
  seedConfig(state);
  if (seed === 'demo') seedDemo(state, now);
  else if (seed !== 'empty') seedBulk(state, seed.users, seed.groups);
}
