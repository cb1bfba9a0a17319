import assert from 'node:assert/strict';
import { notifyPlan } from '../../../src/model/plan/notify.ts';
import { RunControl } from '../../../src/plans/control.ts';
import type { RunProgress } from '../../../src/plans/meter.ts';
import { sent, withNextcloud } from '../ocs/support.ts';
import { people, planFor, secret, TestRun, tooWeak, withFolder } from './support.ts';

describe('applyPlan, when something goes wrong', () => {
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
          reply: () => tooWeak(),
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
        nc.faults.add({
          kind: 'reply',
          match: { method: 'POST', path: /cloud\/users$/ },
          reply: () => tooWeak(),
        });
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

  it('never sends a notification twice, and says whose is unclear', () =>
    withNextcloud({ version: 34 }, async (nc, client) =>
      withFolder(async folder => {
        const ids = ['ann', 'bea', 'cem', 'dov'];
        const users = ids.map(userId => ({ userId }));
        for (const id of ids) nc.state.createUser({ id });
        const plan = notifyPlan([...users, { userId: 'nobody' }], { subject: 'Hello', message: 'All' });
        const run = await TestRun.of(folder, plan);
        const match = ({ path }: { path: string }) => path.endsWith('/admin_notifications/cem');
        nc.faults.add({ kind: 'cutAfter', match });
        assert.equal((await run.apply({ client })).reason, 'complete');
        assert.deepEqual(await run.states(), ['done', 'done', 'failed', 'done', 'failed']);
        const [, , unclear, , missing] = await run.entries();
        assert.match(
          unclear?.type === 'failed' ? unclear.message : '',
          /unknown whether .* was sent\. Ask “cem”/,
        );
        assert.match(missing?.type === 'failed' ? missing.message : '', /“nobody”/);
        nc.state.createUser({ id: 'nobody' });
        await run.apply({ client, retryFailed: true });
        await run.apply({ client });
        assert.deepEqual(await run.states(), ['done', 'done', 'failed', 'done', 'done']);
        const received = nc.state.notifications.map(({ userId, message }) => `${userId} ${message}`);
        assert.deepEqual(received.sort(), ['ann All', 'bea All', 'cem All', 'dov All', 'nobody All']);
      }),
    ));

  it('sends every notification once where the server was down in the middle', () =>
    withNextcloud({ version: 34 }, async (nc, client) =>
      withFolder(async folder => {
        const users = Array.from({ length: 12 }, (_, index) => ({ userId: `u${index}` }));
        for (const { userId } of users) nc.state.createUser({ id: userId });
        const run = await TestRun.of(folder, notifyPlan(users, { subject: 'Hello', message: '' }));
        const back = nc.faults.add({
          kind: 'maintenance',
          times: Infinity,
          match: () => nc.state.notifications.length >= 4,
        });
        assert.equal((await run.apply({ client })).reason, 'stopped');
        back();
        assert.equal((await run.apply({ client })).reason, 'complete');
        await run.apply({ client, retryFailed: true });
        assert.deepEqual(new Set(await run.states()), new Set(['done']));
        const received = nc.state.notifications.map(({ userId }) => userId);
        assert.deepEqual(received.sort(), users.map(({ userId }) => userId).sort());
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
