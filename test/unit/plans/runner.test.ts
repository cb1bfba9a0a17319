import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { undoPlan } from '../../../src/model/plan/inverse.ts';
import type { WantedUser } from '../../../src/model/plan/types.ts';
import { RunControl } from '../../../src/plans/control.ts';
import { changesMade, passwordsNeeded } from '../../../src/plans/entries.ts';
import type { RunProgress } from '../../../src/plans/meter.ts';
import { withNextcloud } from '../ocs/support.ts';
import { people, planFor, presentOn, secret, TestRun, withFolder } from './support.ts';

describe('applyPlan', () => {
  for (const version of [29, 34] as const) {
    it(`applies the plan on Nextcloud ${version} and leaves nothing to plan`, () =>
      withNextcloud({ version }, async (nc, client) =>
        withFolder(async folder => {
          nc.state.createUser({ id: 'old', groups: ['staff'], subadmin: ['staff'] });
          nc.state.createUser({ id: 'gone' });
          nc.state.createUser({ id: 'led', manager: 'gone' });
          const wanted: WantedUser[] = [
            ...people(6),
            {
              id: 'OLD',
              state: 'disabled',
              email: 'Old@Example.com',
              groups: ['crew'],
              subadmin: { add: ['crew'] },
            },
            { id: 'gone', state: 'absent' },
            { id: 'led', manager: 'old', additional_mail: ['led@example.com'], phone: '+49 30 1234567' },
          ];
          const run = await TestRun.of(folder, await planFor(client, wanted));
          assert.equal((await run.apply({ client })).reason, 'complete');
          assert.deepEqual(new Set(await run.states()), new Set(['done']));
          assert.deepEqual((await planFor(client, wanted)).steps, []);
          assert.equal(nc.state.users.has('gone'), false);
          for (const file of ['plan.json', 'journal.jsonl'] as const)
            assert.ok(!(await run.text(file)).includes(secret.slice(0, 8)));
        }),
      ));

    it(`reverts everything on Nextcloud ${version}`, () =>
      withNextcloud({ version }, async (nc, client) =>
        withFolder(async folder => {
          nc.state.createUser({ id: 'old', groups: ['staff'], subadmin: ['staff'], quota: '1 GB' });
          const wanted = [
            ...people(3),
            { id: 'old', state: 'disabled', groups: ['crew'], quota: 'none', displayname: 'Old' } as const,
          ];
          const run = await TestRun.of(folder, await planFor(client, wanted));
          await run.apply({ client });
          const { plan, entries } = await run.stored();
          const undo = undoPlan(changesMade(plan, entries), await presentOn(client));
          assert.deepEqual(
            undo.problems.map(({ code }) => code),
            ['groupStays'],
          );
          const back = await TestRun.of(folder, undo);
          assert.equal((await back.apply({ client })).reason, 'complete');
          assert.deepEqual(new Set(await back.states()), new Set(['done']));
          const old = nc.state.users.get('old');
          assert.deepEqual(
            [old?.groups, old?.subadmin, old?.quota, old?.enabled, old?.displayname],
            [['staff'], ['staff'], '1 GB', true, 'old'],
          );
          assert.deepEqual([...nc.state.users.keys()], ['admin', 'old']);
        }),
      ));
  }

  it('detects concurrent changes and does not overwrite them', () =>
    withNextcloud({ version: 34 }, async (nc, client) =>
      withFolder(async folder => {
        for (const id of ['a', 'b', 'c']) nc.state.createUser({ id, quota: '1 GB' });
        const wanted: WantedUser[] = [
          { id: 'a', quota: '2 GB', displayname: 'A' },
          { id: 'b', state: 'absent' },
          { id: 'c', quota: '2 GB' },
          { id: 'new', hasPassword: true, groups: ['fresh'], phone: '+49 30 1234567' },
        ];
        const run = await TestRun.of(folder, await planFor(client, wanted));
        const { users } = nc.state;
        users.get('a')!.quota = '7 GB';
        users.get('b')!.email = 'b@example.com';
        users.get('c')!.quota = '2 GB';
        nc.state.createUser({ id: 'NEW', email: 'else@example.com' });
        await run.apply({ client });
        assert.deepEqual(
          (await run.entries()).map(entry => (entry.type === 'conflict' ? entry.fields : entry.type)),
          ['done', ['quota'], 'already', ['id'], 'skipped', ['email']],
        );
        assert.deepEqual([users.get('a')?.quota, users.get('a')?.displayname], ['7 GB', 'a']);
        assert.equal(users.get('new')?.email, 'else@example.com');
        const { plan, entries } = await run.stored();
        assert.deepEqual(undoPlan(changesMade(plan, entries), await presentOn(client)).steps, []);
      }),
    ));

  it('pauses, cancels and counts', () =>
    withNextcloud({ version: 34, latencyMs: 3 }, async (nc, client) =>
      withFolder(async folder => {
        const run = await TestRun.of(folder, await planFor(client, people(40, { manager: '' })));
        const control = new RunControl();
        const seen: RunProgress[] = [];
        const onProgress = (progress: RunProgress) => {
          seen.push(progress);
          if (progress.done === 8) control.pause();
        };
        const running = run.apply({ client, control, onProgress });
        while (!control.isPaused) await wait(5);
        await wait(60);
        const held = nc.requests.length;
        await wait(60);
        assert.equal(nc.requests.length, held);
        control.resume();
        while ((seen.at(-1)?.done ?? 0) < 20) await wait(5);
        control.cancel();
        assert.equal((await running).reason, 'cancelled');
        const last = seen.at(-1)!;
        assert.ok(
          last.left > 0 && last.total === 41 && last.done + last.left === 41 && last.remainingMs! > 0,
        );
        assert.ok((await run.states()).every(state => state === 'done'));
        assert.equal((await run.apply({ client })).reason, 'complete');
        assert.deepEqual((await planFor(client, people(40, { manager: '' }))).steps, []);
      }),
    ));

  it('does not create a user without the planned password', () =>
    withNextcloud({ version: 34 }, async (nc, client) =>
      withFolder(async folder => {
        const run = await TestRun.of(folder, await planFor(client, people(1)));
        await run.apply({ client, passwords: new Map() });
        assert.deepEqual(await run.states(), ['done', 'failed']);
        assert.equal(nc.state.users.has('user0'), false);
        const { plan, entries } = await run.stored();
        assert.deepEqual(passwordsNeeded(plan.steps, entries), ['user0']);
        await run.apply({ client, retryFailed: true });
        assert.deepEqual(await run.states(), ['done', 'done']);
      }),
    ));
});
