import type { State } from '../state.ts';
import { cities, departments, firstNames, lastNames, streets } from './names.ts';
import { hardGroups, hardUsers } from './hard.ts';
import { Random } from './random.ts';

const population = 300;
const gigabyte = 2 ** 30;
const day = 86_400;
const languages = ['de', 'de', 'en', 'en', 'fr', 'es', 'it', 'sv', 'pl', ''];
const quotas = ['default', '5 GB', '5 GB', '10 GB', '10 GB', '20 GB', '50 GB', 'none'];
const across = ['Everyone', 'Works Council', 'Apprentices', 'Remote', 'First Aid'];

/** Who has set up a second factor. */
const secondFactors: readonly (readonly [id: string, providers: Record<string, boolean>])[] = [
  ['lior.cohen', { backup_codes: true, totp: true }],
  ['olena', { backup_codes: false, totp: true }],
  ['sakura', { backup_codes: true, totp: true, twofactor_nextcloud_notification: true }],
];

/** An organisation of a few hundred people, the same each time but for the times, which end at `now` (seconds). */
export function seedDemo(state: State, now: number): void {
  // Background jobs run every 5 minutes, and look for updates some hours apart.
  state.config.get('core')?.set('lastcron', String(now - 200));
  state.health.updateChecked = now - 3 * 3600;
  const random = new Random(2024);
  for (const id of [...Object.keys(departments), ...across]) state.createGroup(id);
  for (const [id, name] of hardGroups) state.createGroup(id, name);
  const heads = new Map(
    Object.keys(departments).map(department => [
      department,
      seedPerson(state, random, now, department, true),
    ]),
  );
  while (state.users.size < population) {
    const department = random.pick(Object.keys(departments));
    seedPerson(state, random, now, department, false, heads.get(department));
  }
  for (const user of hardUsers)
    state.createUser({ password: 'demo-Passw0rd', ...activity(random, now), ...user });
  for (const [id, providers] of secondFactors) {
    const user = state.users.get(id)!;
    user.providers = { ...providers };
    user.twoFactor = true;
  }
  state.apps.get('polls')!.limitedTo = ['Marketing', 'Works Council'];
}

/** Somebody with a name nobody has yet; returns the id. */
function seedPerson(
  state: State,
  random: Random,
  now: number,
  department: string,
  leads: boolean,
  manager = '',
): string {
  const [first, last] = freeName(state, random);
  const id = `${first}.${last}`.toLowerCase();
  const [leader = '', ...roles] = departments[department]!;
  const extra = random.chance(25) ? [random.pick(across.slice(1))] : [];
  const [street, city] = [random.pick(streets), random.pick(cities)];
  const hasProfile = random.chance(60);
  const user = state.createUser({
    id,
    displayname: `${first} ${last.replace('Mueller', 'Müller')}`,
    password: 'demo-Passw0rd',
    email: `${id}@example.com`,
    role: leads ? leader : random.pick(roles),
    organisation: 'Example Works',
    phone: hasProfile ? `+49711${String(2_000_000 + random.below(8_000_000))}` : '',
    address: hasProfile ? `${street} ${1 + random.below(120)}\n${city}` : '',
    website: random.chance(10) ? `https://${last.toLowerCase()}.example.com` : '',
    language: random.pick(languages),
    manager,
    groups: [department, 'Everyone', ...extra],
    subadmin: leads ? [department] : [],
    ...activity(random, now),
  });
  user.enabled = leads || !random.chance(7);
  return id;
}

function freeName(state: State, random: Random): [string, string] {
  const name: [string, string] = [random.pick(firstNames), random.pick(lastNames)];
  return state.users.has(name.join('.')) ? freeName(state, random) : name;
}

/** When somebody was here, and how much he stored: a few never came, a few are over their quota. */
function activity(random: Random, now: number) {
  const quota = random.pick(quotas);
  if (random.chance(8)) return { quota };
  const lastLogin = now - (random.chance(70) ? random.below(14 * day) : random.below(400 * day));
  const limit = Number.parseInt(quota, 10) || 30;
  const share = random.chance(4) ? 1.07 : random.below(98) / 100;
  const used = Math.round(limit * share * gigabyte);
  return { quota, used, lastLogin, firstLogin: lastLogin - random.below(900 * day) };
}
