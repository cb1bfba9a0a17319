import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { planAndOpen } from '../../../src/commands/plans/planned.ts';
import type { WantedUser } from '../../../src/model/plan/types.ts';
import { runView } from '../../../src/runs/view.ts';
import { parseUri } from '../../../src/servers/uris.ts';
import type { PlanSubject } from '../../../src/subjects/subject.ts';
import type { PlanRun } from '../../../src/webview/protocol.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { SimulatedNextcloud, User } from '../../nextcloud/index.ts';
import { sitDown } from '../commands/person.ts';
import type { Desk } from '../commands/person.ts';

export const secret = 'Sehr-geheim 9§x';
const passwords = new Map([['dora', secret]]);

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
async function startWithCrew(
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

export const many = (count: number): WantedUser[] =>
  Array.from({ length: count }, (_, index) => ({ id: `new${index}`, email: `new${index}@test.invalid` }));

/** A window at a server with the crew. */
interface Seat {
  nextcloud: SimulatedNextcloud;
  desk: Desk;
  /** Plans and opens, as every command that plans does. */
  plan: (wanted: readonly WantedUser[], title?: string) => Promise<PlanSubject>;
  view: (subject: PlanSubject, runs?: Desk['context']['desk']) => Promise<PlanRun>;
  user: (id: string) => User | undefined;
  /** What ends with the test. */
  leaving: vscode.Disposable[];
}

async function takeSeat(options: Parameters<typeof startWithCrew>[0]): Promise<Seat> {
  const nextcloud = await startWithCrew(options);
  const desk = await sitDown(nextcloud);
  return {
    nextcloud,
    desk,
    plan: async (wanted, title = 'Test') => {
      await planAndOpen(desk.context, desk.server, title, wanted, { createGroups: true, passwords });
      const target = parseUri(vscode.Uri.parse(desk.person.opened.at(-1) ?? ''));
      assert.ok(target?.kind === 'plan', desk.person.lastSaid);
      return { kind: 'plan', server: desk.server, id: target.id };
    },
    view: async ({ id }, runs = desk.context.desk) => {
      const run = await runView(runs, desk.server, id);
      assert.ok(run);
      return run;
    },
    user: id => nextcloud.state.users.get(id),
    leaving: [],
  };
}

async function leave({ desk, nextcloud, leaving }: Seat): Promise<void> {
  for (const one of leaving) one.dispose();
  const runs = desk.context.desk;
  for (const { id } of await runs.list(desk.server)) await runs.remove(desk.server, id);
  await desk.context.servers.remove(desk.server);
  desk.dispose();
  await nextcloud.close();
}

/** For the tests of a `describe` block: a function that takes a seat, which is left after the test. */
export function usePlans(): (options?: Parameters<typeof startWithCrew>[0]) => Promise<Seat> {
  let taken: Seat | undefined;
  afterEach(async () => {
    if (taken) await leave(taken);
    taken = undefined;
  });
  return async (options = {}) => (taken = await takeSeat(options));
}
