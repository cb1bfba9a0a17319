import assert from 'node:assert/strict';
import { offerCredentials } from '../../../src/commands/import/offer.ts';
import { RunDesk } from '../../../src/runs/desk.ts';
import { eventually } from '../../support/eventually.ts';
import { everything, many, usePlans } from './crew.ts';

describe('applying plans', () => {
  const sit = usePlans();

  for (const version of [29, 34] as const)
    it(`applyPlan › does every kind of step on Nextcloud ${version}, and shows the result`, async () => {
      const { desk, plan, view, user } = await sit({ version });
      const subject = await plan(everything);
      const before = await view(subject);
      assert.equal(before.phase, 'new');
      assert.ok(before.states.every(state => state === 'pending'));
      desk.person.will(true);
      await desk.run('applyPlan', subject);
      const consent = desk.person.asked.at(-1) ?? '';
      for (const named of ['Delete user: 1 (eve)', 'Disable: 1 (bob)', 'Wipe devices: 1 (bob)'])
        assert.ok(consent.includes(named), consent);
      const after = await view(subject);
      assert.deepEqual(after.reasons, {});
      assert.ok(
        after.states.every(state => state === 'done'),
        after.states.join(),
      );
      assert.equal(after.phase, 'ended');
      assert.equal(user('eve'), undefined);
      assert.equal(user('bob')?.enabled, false);
      assert.ok(user('dora'));
      await desk.run('applyPlan', subject);
      assert.match(desk.person.lastSaid, /nothing left to apply/);
    });

  it('applyPlan › says how a run has ended, even if the list of plans cannot be read', async () => {
    const { desk, plan } = await sit();
    const subject = await plan([{ id: 'ada', quota: '5 GB' }]);
    const store = await desk.context.desk.store();
    store.list = () => Promise.resolve([]);
    desk.person.will(true);
    await desk.run('applyPlan', subject);
    Reflect.deleteProperty(store, 'list');
    assert.equal(desk.person.lastSaid, 'Test: done, 1 steps.');
    assert.deepEqual(
      desk.person.said.at(-1)?.choices.map(({ title }) => title),
      ['Show Plan'],
    );
  });

  it('applyPlan › sends nothing without consent, and asks for a word before deleting several users', async () => {
    const { desk, plan, user } = await sit();
    const subject = await plan([
      { id: 'ada', state: 'absent' },
      { id: 'eve', state: 'absent' },
    ]);
    desk.person.will(false);
    await desk.run('applyPlan', subject);
    assert.ok(user('ada') && user('eve'));
    desk.person.will(true, 'nonsense', undefined);
    await desk.run('applyPlan', subject);
    assert.ok(user('ada') && user('eve'));
    desk.person.will(true, 'ada');
    await desk.run('applyPlan', subject);
    assert.ok(!user('ada') && !user('eve'));
  });

  it('leaveOut › skips steps and the steps that depend on them', async () => {
    const { desk, plan, view, user } = await sit();
    const subject = await plan(everything);
    const run = await desk.context.desk.read(desk.server, subject.id);
    const create = run?.plan.steps.find(step => step.kind === 'createGroup');
    const remove = run?.plan.steps.find(step => step.kind === 'delete');
    assert.ok(create && remove);
    await desk.context.desk.leaveOut(desk.server, subject.id, [create.id, remove.id]);
    desk.person.will(true);
    await desk.run('applyPlan', subject);
    assert.ok(user('eve'));
    assert.equal(user('dora'), undefined);
    assert.equal(user('bob')?.enabled, false);
    assert.ok((await view(subject)).states.includes('leftOut'));
  });

  it('applyPlan › refuses while another window applies a plan on the server', async () => {
    const { desk, plan, view } = await sit({ latencyMs: 20 });
    const subject = await plan(many(20));
    const otherWindow = new RunDesk(desk.context);
    desk.person.will(true);
    const running = desk.run('applyPlan', subject);
    await eventually('it runs', async () => (await view(subject)).states.includes('done'));
    assert.equal((await view(subject, otherWindow)).phase, 'elsewhere');
    await assert.rejects(otherWindow.remove(desk.server, subject.id), /Another window is applying this plan/);
    await assert.rejects(
      otherWindow.apply(desk.server, subject.id, false),
      /Another window is applying a plan/,
    );
    await running;
    assert.equal((await view(subject, otherWindow)).phase, 'ended');
    otherWindow.dispose();
  });

  it('applyPlan › offers new passwords or leaving these users out after the window was reloaded', async () => {
    const { desk, plan, view, user, leaving } = await sit();
    for (const choice of ['Leave These Users Out', 'Generate New Passwords']) {
      const subject = await plan([
        { id: 'dora', hasPassword: true },
        { id: 'ada', quota: '2 GB' },
      ]);
      const reloaded = new RunDesk(desk.context);
      Object.assign(desk.context, { desk: reloaded });
      leaving.push(offerCredentials(desk.context));
      assert.deepEqual((await view(subject)).withoutPassword, ['dora']);
      desk.person.will(choice, true);
      await desk.run('applyPlan', subject);
      assert.equal(user('dora') !== undefined, choice === 'Generate New Passwords', desk.person.lastSaid);
    }
    const offers = desk.person.said.filter(({ text }) => text.startsWith('New users with a password: 1.'));
    assert.equal(offers.length, 1, 'They are offered, and nothing shows them unasked.');
  });

  it('applyPlan › refuses a plan made as another user', async () => {
    const { desk, plan } = await sit();
    const subject = await plan([{ id: 'ada', quota: '1 GB' }]);
    const { id, label, url } = desk.server;
    const stranger = { id, label, url, user: 'eve' } as unknown as typeof desk.server;
    await assert.rejects(desk.context.desk.apply(stranger, subject.id, false), /made as “admin”.*now “eve”/);
  });

  it('applyPlan › reports that the user was signed out midway, and continues afterwards', async () => {
    const { desk, plan, view } = await sit({ latencyMs: 30 });
    const subject = await plan(many(30));
    desk.person.will(true);
    const running = desk.run('applyPlan', subject);
    await eventually('it runs', async () => (await view(subject)).states.includes('done'));
    desk.server.signedOut();
    await running;
    const { end, message } = await view(subject);
    assert.equal(end, 'stopped');
    assert.match(message, /signed out/);
  });
});
