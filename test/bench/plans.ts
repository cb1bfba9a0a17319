import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makePlan } from '../../src/model/plan/plan.ts';
import { presentOf } from '../../src/model/plan/present.ts';
import { linked } from '../../src/model/plan/order.ts';
import { planVersion, type Plan, type StepAction, type WantedUser } from '../../src/model/plan/types.ts';
import type { NextcloudClient, UserInfo } from '../../src/ocs/index.ts';
import { applyPlan } from '../../src/plans/runner.ts';
import { Runs } from '../../src/plans/runs.ts';
import { usedHeap } from '../support/heap.ts';
import { inFlight, type BareClient } from './bareClient.ts';
import { withClients } from './client.ts';
import type { Figure } from './figures.ts';
import { compare, median } from './sample.ts';
import { startServer } from './server.ts';

const count = 1000;
const writers = 4;
const password = 'bench x9!Kw plans';

const planOf = (steps: StepAction[]): Plan => ({ version: planVersion, steps: linked(steps), problems: [] });

/** Applying plans, with a journal on disk, beside a bare client with the same calls; and planning itself. */
export async function plans(): Promise<Figure[]> {
  const server = await startServer({ seed: 'empty', latencyMs: 20 });
  const folder = await mkdtemp(join(tmpdir(), 'bench-plans-'));
  try {
    const applied = await withClients(server, async ({ client, bare }) => {
      const runs = new Runs(folder);
      return [await creations(client, bare, runs), await joins(client, bare, runs)];
    });
    return [...applied, ...planning()];
  } finally {
    await rm(folder, { recursive: true, force: true });
    await server.stop();
  }
}

async function apply(client: NextcloudClient, runs: Runs, plan: Plan): Promise<void> {
  const { head, entries } = await runs.create(plan, {
    server: 'bench',
    url: 'https://cloud.test/',
    user: 'admin',
    title: 'Bench',
  });
  const journal = runs.openJournal(head.id);
  const passwords = new Map(
    plan.steps.flatMap(step => (step.kind === 'create' ? [[step.user, password] as const] : [])),
  );
  const end = await applyPlan({
    call: work => work(client),
    plan,
    entries,
    record: entry => journal.append(entry),
    passwords,
  });
  await journal.close();
  if (end.reason !== 'complete') throw new Error(end.message);
}

const budget = { of: 'ratio', most: 1.15 } as const;

/** The client looks whether the ID is free before it creates; so does the bare one. */
async function creations(client: NextcloudClient, bare: BareClient, runs: Runs): Promise<Figure> {
  let round = 0;
  const names = (who: string) => {
    round++;
    return Array.from({ length: count }, (_, index) => `${who}-${round}-${index}`);
  };
  const ours = () =>
    apply(
      client,
      runs,
      planOf(
        names('ours').map(user => ({ kind: 'create', user, values: { quota: '5 GB' }, hasPassword: true })),
      ),
    );
  const theirs = () =>
    inFlight(writers, names('bare').values(), async userid => {
      await bare.get(`users/${userid}`).catch(() => undefined);
      await bare.post('users', { userid, password, quota: '5 GB' });
    });
  return { what: 'plan of 1,000 creations', unit: 'ms', ...(await compare(2, ours, theirs)), budget };
}

async function joins(client: NextcloudClient, bare: BareClient, runs: Runs): Promise<Figure> {
  const users = Array.from({ length: 50 }, (_, index) => `member${index}`);
  const groups = Array.from({ length: count / users.length }, (_, index) => `bench${index}`);
  for (const group of groups) await client.groups.create(group);
  await Promise.all(users.map(id => client.users.create(id, { password })));
  await client.groups.listDetails();
  const pairs = users.flatMap(user => groups.map(group => ({ user, group })));
  const ours = () => apply(client, runs, planOf(pairs.map(pair => ({ kind: 'join', ...pair }))));
  const theirs = () =>
    inFlight(writers, pairs.values(), ({ user, group }) =>
      bare.post(`users/${user}/groups`, { groupid: group }),
    );
  return { what: 'plan of 1,000 joins', unit: 'ms', ...(await compare(3, ours, theirs)), budget };
}

/** 10,000 rows against 10,000 users: half of them exist and change, half are new. */
function planning(): Figure[] {
  const size = 10_000;
  const user = (index: number): UserInfo => ({
    userId: `user${index}`,
    displayName: `User ${index}`,
    email: `user${index}@example.com`,
    additionalMail: [],
    phone: '',
    quota: { quota: 'none' },
    groups: ['staff', `team${index % 50}`],
    subadmin: [],
    enabled: true,
    language: 'en',
    manager: `user${index >> 3}`,
  });
  const me: UserInfo = { ...user(-1), userId: 'admin', groups: ['admin'] };
  const groups = ['admin', 'staff', ...Array.from({ length: 60 }, (_, index) => `team${index}`)];
  const wanted = Array.from({ length: size }, (_, index): WantedUser => ({
    id: `USER${index + size / 2}`,
    displayname: `User number ${index}`,
    email: `User${index + size / 2}@example.com`,
    quota: '5 GB',
    groups: ['staff', `team${index % 60}`],
    manager: `user${index + size / 2 + 1}`,
    hasPassword: true,
  }));
  const before = usedHeap();
  const present = presentOf(
    [me, ...Array.from({ length: size }, (_, index) => user(index))],
    groups.map(id => ({ id })),
    { me, role: 'admin' },
  );
  let plan: Plan | undefined;
  const times = Array.from({ length: 3 }, () => {
    const started = performance.now();
    plan = makePlan(wanted, present);
    return performance.now() - started;
  });
  const heap = (usedHeap() - before) / 1e6;
  if ((plan?.steps.length ?? 0) < size) throw new Error('nothing was planned');
  const what = 'planning 10,000 rows against 10,000 users';
  return [
    { what, unit: 'ms', value: median(times), budget: { of: 'value', most: 5000 } },
    { what: `heap of ${what}`, unit: 'MB', value: heap, budget: { of: 'value', most: 200 } },
  ];
}
