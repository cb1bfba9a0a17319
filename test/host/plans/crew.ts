import type { WantedUser } from '../../../src/model/plan/types.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';

export const secret = 'Sehr-geheim 9§x';
export const passwords = new Map([['dora', secret]]);

/** A plan with a step of every kind. */
export const everything: WantedUser[] = [
  {
    id: 'dora',
    hasPassword: true,
    displayname: 'Dora',
    groups: ['new'],
    welcome: true,
    email: 'dora@test.invalid',
  },
  { id: 'ada', quota: '5 GB', groups: { add: ['crew'], remove: ['fleet'] }, subadmin: { add: ['crew'] } },
  { id: 'bob', state: 'disabled', subadmin: { remove: ['crew'] }, wipe: true },
  { id: 'cy', state: 'present', displayname: 'Cy' },
  { id: 'eve', state: 'absent' },
];

/** Starts a server with the users whom `everything` changes. */
export async function startWithCrew(
  options: Parameters<typeof startNextcloud>[0] = {},
): Promise<SimulatedNextcloud> {
  const nextcloud = await startNextcloud({ ...options, seed: 'empty' });
  for (const group of ['crew', 'fleet']) nextcloud.state.createGroup(group);
  for (const id of ['ada', 'bob', 'cy', 'eve'])
    nextcloud.state.createUser({
      id,
      email: `${id}@test.invalid`,
      enabled: id !== 'cy',
      groups: ['fleet'],
    });
  nextcloud.state.promote('bob', 'crew');
  return nextcloud;
}
