import assert from 'node:assert/strict';
import type { NextcloudClient } from '../../../src/ocs/index.ts';
import type { WantedUser } from '../../../src/model/plan/types.ts';
import { applyPlan } from '../../../src/plans/runner.ts';
import { clientOf, withNextcloud } from '../ocs/support.ts';
import { passwordsFor, planFor, TestRun, withFolder } from './support.ts';

const count = 500;
const kills = 50;

/** Every kind of step, most of them creations. */
const wanted: WantedUser[] = [
  ...Array.from({ length: count - 100 }, (_, index): WantedUser => ({
    id: `new${index}`,
    hasPassword: true,
    displayname: `New ${index}`,
    groups: ['crew'],
    ...(index % 7 === 0 && { subadmin: ['crew'], phone: `+49 30 ${1000 + index}` }),
    ...(index % 5 === 0 && { state: 'disabled' as const }),
  })),
  ...Array.from({ length: 100 }, (_, index): WantedUser =>
    index % 4 === 0
      ? { id: `old${index}`, state: 'absent' }
      : { id: `old${index}`, quota: '2 GB', groups: ['crew'], state: 'disabled' },
  ),
];

/** A process that dies: at some moment nothing of it goes on, though what it sent is carried out. */
class Mortal {
  #left: number;

  constructor(moments: number) {
    this.#left = moments;
  }

  get isDead(): boolean {
    return this.#left <= 0;
  }

  /** One moment of its life; the last one never ends. */
  async moment(): Promise<void> {
    if (--this.#left <= 0) await new Promise(() => undefined);
  }
}

describe('applyPlan when the process is killed', () => {
  it('does every step exactly once, whenever that happens', () =>
    withNextcloud({ version: 34 }, async (nc, client) =>
      withFolder(async folder => {
        for (let index = 0; index < 100; index++)
          nc.state.createUser({ id: `old${index}`, groups: ['staff'], quota: '1 GB' });
        const plan = await planFor(client, wanted);
        const run = await TestRun.of(folder, plan);
        const random = seeded(20_261_128);
        nc.requests.length = 0;
        for (let kill = 0; kill < kills; kill++) {
          const life = new Mortal(1 + Math.floor(random() * 60));
          const mine = clientOf(nc);
          await sitting(run, mine, life);
          // What was on its way to the server arrives, what was on its way back does not.
          await new Promise(resolve => setTimeout(resolve, 3));
          mine.close();
        }
        assert.equal((await run.apply({ client })).reason, 'complete');
        assert.deepEqual(new Set(await run.states()), new Set(['done']));
        assert.deepEqual((await planFor(client, wanted)).steps, []);
        const created = nc.requests.filter(
          ({ method, path, status }) => method === 'POST' && path.endsWith('/cloud/users') && status === 200,
        );
        assert.equal(created.length, count - 100);
      }),
    )).timeout(40_000);
});

/** Applies until the process dies or all is done. Every journal line and every request is a moment. */
async function sitting(run: TestRun, client: NextcloudClient, life: Mortal): Promise<void> {
  const { plan, entries } = await run.stored();
  const journal = run.runs.openJournal(run.id);
  const died = (async () => {
    while (!life.isDead) await new Promise(resolve => setImmediate(resolve));
  })();
  const running = applyPlan({
    call: async work => {
      await life.moment();
      const result = await work(client);
      await life.moment();
      return result;
    },
    plan,
    entries,
    record: async entry => {
      await life.moment();
      journal.append(entry);
      await life.moment();
    },
    passwords: passwordsFor(plan),
  });
  await Promise.race([died, running]);
  await journal.close();
}

function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
