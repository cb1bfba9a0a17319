import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { undoPlan } from '../../../src/model/plan/inverse.ts';
import type { WantedUser } from '../../../src/model/plan/types.ts';
import { RunControl } from '../../../src/plans/control.ts';
import { changesMade, passwordsNeeded } from '../../../src/plans/entries.ts';
import type { RunProgress } from '../../../src/plans/meter.ts';
import { sent, withNextcloud } from '../ocs/support.ts';
import { planFor, presentOn, secret, TestRun, withFolder } from './support.ts';

const people = (count: number, more: Partial<WantedUser> = {}): WantedUser[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `user${index}`,
    hasPassword: true,
    displayname: `User ${index}`,
    groups: ['crew'],
    quota: '5 GB',
    ...(index > 0 && { manager: `user${index - 1}` }),
    ...more,
  }));

const tooWeak = () => ({
  status: 400,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    ocs: { meta: { status: 'failure', statuscode: 107, message: `“${secret}” is too weak` }, data: [] },
  }),
});

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

  it('waits for rate limits and continues', () =>
    withNextcloud({ version: 35, rateLimits: true }, async (nc, client) =>
      withFolder(async folder => {
        const ids = Array.from({ length: 120 }, (_, index) => `u${index}`);
        for (const id of ids) nc.state.createUser({ id });
        const run = await TestRun.of(
          folder,
          await planFor(
            client,
            ids.map(id => ({ id, quota: '5 GB' })),
          ),
        );
        assert.equal((await run.apply({ client })).reason, 'complete');
        assert.ok(ids.every(id => nc.state.users.get(id)?.quota === '5 GB'));
      }),
    ));

  it('copes with SQLite, which fails overlapping writes and stores some of them', () =>
    withNextcloud({ version: 35, sqliteLocks: true, latencyMs: 2 }, async (nc, client) =>
      withFolder(async folder => {
        for (let index = 0; index < 20; index++) nc.state.createUser({ id: `u${index}` });
        const wanted = [
          ...people(20, { manager: '' }),
          ...Array.from({ length: 20 }, (_, index) => ({
            id: `u${index}`,
            quota: '2 GB',
            groups: ['crew', 'more'],
          })),
        ];
        const run = await TestRun.of(folder, await planFor(client, wanted));
        await run.apply({ client });
        assert.ok((await run.states()).every(state => state === 'done' || state === 'already'));
        assert.deepEqual((await planFor(client, wanted)).steps, []);
      }),
    ));

  for (const kind of ['lockedBefore', 'lockedAfter'] as const)
    it(`does each step once if the server answers 996 (${kind})`, () =>
      withNextcloud({ version: 34 }, async (nc, client) =>
        withFolder(async folder => {
          const run = await TestRun.of(folder, await planFor(client, people(12)));
          let posts = 0;
          nc.faults.add({ kind, match: ({ method }) => method === 'POST' && posts++ % 3 === 0, times: 9 });
          await run.apply({ client });
          assert.deepEqual((await planFor(client, people(12))).steps, []);
          assert.ok((await run.states()).every(state => state === 'done' || state === 'already'));
        }),
      ));

  it('fails refused steps, skips dependent ones, and retries both', () =>
    withNextcloud({ version: 34 }, async (nc, client) =>
      withFolder(async folder => {
        const wanted = [...people(3), { id: 'user1', phone: '' }].slice(0, 3);
        const run = await TestRun.of(folder, await planFor(client, wanted));
        nc.faults.add({
          kind: 'reply',
          match: ({ method, path }) => method === 'POST' && path.endsWith('/cloud/users'),
          reply: tooWeak,
        });
        await run.apply({ client });
        assert.deepEqual(await run.states(), ['done', 'failed', 'skipped', 'skipped']);
        assert.ok(!(await run.text('journal.jsonl')).includes(secret));
        nc.requests.length = 0;
        await run.apply({ client });
        assert.deepEqual(sent(nc), []);
        await run.apply({ client, retryFailed: true });
        assert.deepEqual(new Set(await run.states()), new Set(['done']));
        assert.deepEqual((await planFor(client, wanted)).steps, []);
      }),
    ));

  it('retries what failed, and leaves what was not begun for later', () =>
    withNextcloud({ version: 34, latencyMs: 3 }, async (nc, client) =>
      withFolder(async folder => {
        const wanted = people(40, { manager: '' });
        const run = await TestRun.of(folder, await planFor(client, wanted));
        nc.faults.add({ kind: 'reply', match: { method: 'POST', path: /cloud\/users$/ }, reply: tooWeak });
        const control = new RunControl();
        await run.apply({ client, control, onStep: ({ type }) => type === 'failed' && control.cancel() });
        const begun = await run.states();
        assert.equal(begun.filter(state => state === 'failed').length, 1);
        assert.ok(begun.length < 41);
        nc.requests.length = 0;
        let progress: RunProgress | undefined;
        const end = await run.apply({ client, retryFailed: true, onProgress: now => (progress = now) });
        assert.equal(end.reason, 'complete');
        assert.deepEqual(
          await run.states(),
          begun.map(() => 'done'),
        );
        assert.equal(nc.requests.filter(({ method }) => method === 'POST').length, 1);
        assert.deepEqual([progress?.total, progress?.left, progress?.failed], [begun.length, 0, 0]);
        await run.apply({ client });
        assert.deepEqual((await planFor(client, wanted)).steps, []);
      }),
    ));

  it('has one user in flight once the server turned out to take no more', () =>
    withNextcloud({ version: 35, sqliteLocks: true, latencyMs: 2 }, async (_nc, client) =>
      withFolder(async folder => {
        const run = await TestRun.of(folder, await planFor(client, people(40, { manager: '' })));
        const journal = run.runs.openJournal(run.id);
        const open = new Set<number>();
        const inFlight: number[] = [];
        await run.apply({
          client,
          atOnce: () => client.writesAtOnce,
          record(entry) {
            journal.append(entry);
            if (entry.type === 'end') return;
            if (entry.type === 'begin') inFlight.push(open.add(entry.step).size);
            else open.delete(entry.step);
          },
        });
        await journal.close();
        assert.equal(Math.max(...inFlight), 4);
        assert.equal(client.writesAtOnce, 1);
        assert.deepEqual(new Set(inFlight.slice(-20)), new Set([1]));
      }),
    ));

  it('stops at a failure that affects all steps, and continues later', () =>
    withNextcloud({ version: 34 }, async (nc, client) =>
      withFolder(async folder => {
        const run = await TestRun.of(folder, await planFor(client, people(20, { manager: '' })));
        nc.maintenance = true;
        const end = await run.apply({ client });
        assert.equal(end.reason, 'stopped');
        assert.ok(end.message);
        assert.ok((await run.states()).every(state => state === 'unknown'));
        nc.maintenance = false;
        assert.equal((await run.apply({ client })).reason, 'complete');
        assert.deepEqual((await planFor(client, people(20, { manager: '' }))).steps, []);
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

  it('starts no step if the journal cannot be written', () =>
    withNextcloud({ version: 34 }, async (nc, client) =>
      withFolder(async folder => {
        const run = await TestRun.of(folder, await planFor(client, people(20, { manager: '' })));
        let lines = 0;
        const record = () => (++lines > 10 ? Promise.reject(new Error('disk full')) : Promise.resolve());
        await assert.rejects(run.apply({ client, record }), /disk full/);
        assert.ok(nc.state.users.size < 12);
      }),
    ));

  it('never repeats an email or a wipe with an unknown result', () =>
    withNextcloud({ version: 34 }, async (nc, client) =>
      withFolder(async folder => {
        nc.state.createUser({ id: 'bob' }).email = 'bob@example.com';
        const run = await TestRun.of(folder, await planFor(client, [{ id: 'bob', welcome: true }]));
        const journal = run.runs.openJournal(run.id);
        journal.append({ step: 1, at: 1, type: 'begin' });
        await journal.close();
        nc.requests.length = 0;
        await run.apply({ client });
        assert.deepEqual(await run.states(), ['failed']);
        assert.deepEqual(sent(nc), []);
      }),
    ));

  it('completes a partly created user, and never takes over another user with that ID', () =>
    withNextcloud({ version: 34 }, async (nc, client) =>
      withFolder(async folder => {
        const wanted = people(2, { manager: '' });
        const run = await TestRun.of(folder, await planFor(client, wanted));
        nc.state.createUser({ id: 'user0', groups: ['crew'] });
        nc.state.createUser({ id: 'user1', groups: ['staff'] });
        const journal = run.runs.openJournal(run.id);
        for (const step of [1, 2, 3]) journal.append({ step, at: 1, type: 'begin' });
        await journal.close();
        await run.apply({ client });
        assert.deepEqual(await run.states(), ['done', 'done', 'conflict']);
        assert.deepEqual((await planFor(client, wanted.slice(0, 1))).steps, []);
        assert.deepEqual(nc.state.users.get('user1')?.groups, ['staff']);
      }),
    ));
});
