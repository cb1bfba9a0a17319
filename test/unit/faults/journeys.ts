import { notifyPlan } from '../../../src/model/plan/notify.ts';
import { startLoginFlow, type ErrorKind, type NextcloudClient } from '../../../src/ocs/index.ts';
import { perform } from '../../../src/plans/perform.ts';
import { readOutlook, readVitals } from '../../../src/documents/overview/read.ts';
import type { Clock } from '../../../src/ocs/transport/clock.ts';
import { lastEntries, type Entry } from '../../../src/plans/entries.ts';
import { applyPlan } from '../../../src/plans/runner.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';

export interface Stage {
  client: NextcloudClient;
  nextcloud: SimulatedNextcloud;
  /** The server's address by way of the proxy. */
  url: string;
  clock: Clock;
  timeoutMs: number;
}

/** What a person does, as the requests that come of it. */
export interface Journey {
  readonly name: string;
  run(stage: Stage): Promise<unknown>;
  /** How it may fail beside how the fault makes a request fail. */
  readonly kinds?: readonly ErrorKind[];
  /** How a second run ends when the first one, whatever it said, was stored. */
  readonly again?: ErrorKind;
  /** The version of Nextcloud that has what it needs. */
  readonly since?: number;
}

const people = ['u1', 'u2', 'u3', 'u4'];

export function seed({ state }: SimulatedNextcloud): void {
  for (const id of people) state.createUser({ id, groups: ['staff'], email: `${id}@example.com` });
  state.createGroup('crew');
  for (const id of ['u3', 'u4']) state.users.get(id)!.providers = { totp: true, backup_codes: true };
}

/** Does all of them and throws the first failure. */
async function all(work: Promise<unknown>[]): Promise<void> {
  const failed = (await Promise.allSettled(work)).find(outcome => outcome.status === 'rejected');
  if (failed) throw failed.reason;
}

async function count(users: AsyncIterable<unknown>): Promise<number> {
  let found = 0;
  for await (const user of users) if (user) found++;
  return found;
}

/** Applies a plan and goes on with it, which sends nothing a second time. Throws what kept anybody from getting it. */
async function notifyByPlan(client: NextcloudClient): Promise<void> {
  const users = people.map(userId => ({ userId }));
  const plan = notifyPlan(users, { subject: 'Maintenance', message: 'Tonight' });
  const entries: Entry[] = [];
  const errors: unknown[] = [];
  const call = <T>(work: (client: NextcloudClient) => Promise<T>): Promise<T> =>
    work(client).catch((error: unknown) => {
      errors.push(error);
      throw error;
    });
  const sit = (retryFailed: boolean) =>
    applyPlan({ call, plan, entries, retryFailed, record: entry => void entries.push(entry) });
  await sit(false);
  await sit(false);
  await sit(true);
  const last = [...lastEntries(entries).values()];
  if (last.length < users.length || last.some(({ type }) => type !== 'done')) throw errors[0];
}

export const journeys: readonly Journey[] = [
  {
    name: 'connect',
    run: async ({ client }) => {
      await client.server.status();
      await client.users.get();
      await client.server.capabilities();
    },
  },
  { name: 'first page', run: ({ client }) => client.users.listDetails({ limit: 50 }) },
  {
    name: 'all users',
    run: async ({ client, nextcloud }) => {
      const found = await count(client.users.iterate({ pageSize: 2 }));
      const { size } = nextcloud.state.users;
      if (found !== size) throw new Error(`${found} users instead of ${size}`);
    },
  },
  {
    name: 'open account',
    run: ({ client }) =>
      all([client.users.get('u1'), client.users.editableFields('u1'), client.groups.list()]),
  },
  {
    name: 'save account',
    run: async ({ client }) => {
      await client.users.edit('u1', {
        displayname: 'New Name',
        quota: '5 GB',
        phone: '+49301234567',
        role: 'Chief',
      });
      await client.users.addToGroup('u1', 'crew');
      await client.users.promoteToSubadmin('u1', 'staff');
    },
  },
  {
    name: 'create account',
    run: ({ client }) =>
      client.users.create('new one', { password: 'xK9!mvPq27Lz', displayName: 'New One', groups: ['staff'] }),
    again: 'conflict',
  },
  { name: 'delete account', run: ({ client }) => client.users.delete('u2'), again: 'notFound' },
  {
    name: 'switch many',
    run: ({ client }) => all(people.map(id => client.users.disable(id))),
  },
  {
    name: 'add many',
    run: ({ client }) => all(people.map(id => client.users.addToGroup(id, 'crew'))),
  },
  { name: 'create group', run: ({ client }) => client.groups.create('den', 'The Den'), again: 'conflict' },
  {
    name: 'rename group',
    run: async ({ client }) => {
      await client.groups.rename('crew', 'The Crew');
      await client.groups.listDetails();
    },
  },
  { name: 'delete group', run: ({ client }) => client.groups.delete('crew'), again: 'notFound' },
  {
    name: 'apps',
    run: async ({ client }) => {
      await client.apps.list();
      await client.apps.disable('calendar');
      await client.apps.info('calendar');
    },
    // A server's crash over an app looks like its refusal.
    kinds: ['forbidden'],
  },
  {
    name: 'limit app',
    run: ({ client }) => client.apps.enable('maps', { groups: ['staff', 'crew'] }),
    since: 34,
  },
  {
    name: 'update app',
    run: async ({ client }) => {
      await client.apps.store();
      await client.apps.update('mail');
    },
    kinds: ['server'],
    // Then, there is no update any more.
    again: 'server',
    since: 34,
  },
  {
    name: 'remove app',
    run: ({ client }) => client.apps.uninstall('deck'),
    // A crash looks like the server's refusal.
    kinds: ['forbidden'],
    again: 'notFound',
    since: 34,
  },
  {
    name: 'reset second factor',
    run: async ({ client }) => {
      const enabled = Object.entries(await client.twoFactor.state('u3')).filter(([, isOn]) => isOn);
      const providers = enabled.map(([id]) => id);
      await client.twoFactor.disable('u3', providers);
    },
    since: 32,
  },
  {
    name: 'see second factors',
    run: ({ client }) => all(people.map(id => client.twoFactor.state(id))),
    since: 32,
  },
  {
    name: 'reset planned factors',
    run: async ({ client }) => {
      const { signal } = new AbortController();
      for (const user of ['u3', 'u4'])
        await perform(
          { kind: 'resetSecondFactor', user, providers: ['backup_codes', 'totp'] },
          { client, signal, isBegun: false },
        );
    },
    since: 32,
  },
  {
    name: 'configure app',
    run: async ({ client }) => {
      await client.appConfig.keys('theming');
      await client.appConfig.set('theming', 'slogan', 'Works');
      await client.appConfig.delete('theming', 'color');
    },
  },
  {
    name: 'overview',
    run: async ({ client }) => {
      await readVitals(client, 'admin');
      await readOutlook(client);
    },
  },
  { name: 'open configuration', run: ({ client }) => client.appConfig.entries('spreed') },
  { name: 'see server', run: ({ client }) => all([client.server.info(), client.server.disks()]) },
  {
    name: 'notify',
    run: async ({ client }) => {
      for (const id of people) await client.notifications.send(id, { subject: 'Hello' });
    },
  },
  {
    name: 'notify by plan',
    run: ({ client }) => notifyByPlan(client),
    // On older servers, up to four at once find out that there is an older call only.
    since: 32,
  },
  {
    name: 'sign in',
    run: async ({ nextcloud, url, clock, timeoutMs }) => {
      // A grant whose answer was lost is waited for until it cannot come any more: minutes are a second here.
      const hurried: Clock = { now: () => clock.now(), wait: (ms, signal) => clock.wait(400 * ms, signal) };
      const flow = await startLoginFlow(url, { timeoutMs }, hurried);
      const waiting = nextcloud.flows.waiting;
      if (waiting) nextcloud.flows.grant(waiting, 'admin');
      await flow.poll();
    },
    kinds: ['timeout'],
  },
  { name: 'avatar', run: ({ client }) => client.users.avatar('u1') },
];
