import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { offerCredentials } from '../../../src/commands/import/offer.ts';
import { planAndOpen } from '../../../src/commands/plans/planned.ts';
import type { WantedUser } from '../../../src/model/plan/types.ts';
import { Runs } from '../../../src/plans/runs.ts';
import { RunDesk } from '../../../src/runs/desk.ts';
import { runView } from '../../../src/runs/view.ts';
import { parseUri } from '../../../src/servers/uris.ts';
import type { PlanSubject } from '../../../src/subjects/subject.ts';
import type { PlanRun } from '../../../src/webview/protocol.ts';
import * as vscode from 'vscode';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { sitDown } from '../commands/person.ts';
import type { Desk } from '../commands/person.ts';
import { everything, passwords, secret, startWithCrew } from './crew.ts';

describe('plans', () => {
  let nextcloud: SimulatedNextcloud;
  let desk: Desk;
  let offering: vscode.Disposable | undefined;

  const sit = async (options: Parameters<typeof startWithCrew>[0] = {}) => {
    nextcloud = await startWithCrew(options);
    desk = await sitDown(nextcloud);
  };

  afterEach(async () => {
    offering?.dispose();
    offering = undefined;
    const runs = desk.context.desk;
    for (const { id } of await runs.list(desk.server)) await runs.remove(desk.server, id);
    await desk.context.servers.remove(desk.server);
    desk.dispose();
    await nextcloud.close();
  });

  /** Plans and opens, as every command that plans does. */
  const plan = async (wanted: readonly WantedUser[], title = 'Test'): Promise<PlanSubject> => {
    await planAndOpen(desk.context, desk.server, title, wanted, { createGroups: true, passwords });
    const target = parseUri(vscode.Uri.parse(desk.person.opened.at(-1) ?? ''));
    assert.ok(target?.kind === 'plan', desk.person.lastSaid);
    return { kind: 'plan', server: desk.server, id: target.id };
  };
  const view = async ({ id }: PlanSubject, runs = desk.context.desk): Promise<PlanRun> => {
    const run = await runView(runs, desk.server, id);
    assert.ok(run);
    return run;
  };
  const user = (id: string) => nextcloud.state.users.get(id);
  const many = (count: number): WantedUser[] =>
    Array.from({ length: count }, (_, index) => ({ id: `new${index}`, email: `new${index}@test.invalid` }));

  for (const version of [29, 34] as const)
    it(`applyPlan › does every kind of step on Nextcloud ${version}, and shows the result`, async () => {
      await sit({ version });
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
    await sit();
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

  it('RunDesk.list › reads one list after another, so that an older one never comes last', async () => {
    await sit();
    await plan([{ id: 'ada', quota: '5 GB' }]);
    const runs = desk.context.desk;
    const store = await runs.store();
    let [open, most] = [0, 0];
    store.list = async server => {
      most = Math.max(most, ++open);
      try {
        return await Runs.prototype.list.call(store, server);
      } finally {
        open--;
      }
    };
    const lists = await Promise.all([1, 2, 3].map(() => runs.list(desk.server)));
    Reflect.deleteProperty(store, 'list');
    assert.equal(most, 1);
    assert.deepEqual(runs.listed(desk.server), lists[2]);
  });

  it('openPlan › reopens the document of a plan', async () => {
    await sit();
    const subject = await plan([{ id: 'ada', state: 'disabled' }]);
    await desk.run('openPlan', subject);
    const [first, again] = desk.person.opened.slice(-2);
    assert.equal(again, first);
  });

  it('applyPlan › sends nothing without consent, and asks for a word before deleting several users', async () => {
    await sit();
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
    await sit();
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

  it('retryPlan, undoPlan › repeat failed steps, and undo everything as a separate plan', async () => {
    await sit();
    const subject = await plan(everything);
    const off = nextcloud.faults.add({
      kind: 'reply',
      match: { path: '/users/cy/enable' },
      times: 99,
      reply: () => ({
        status: 400,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          ocs: { meta: { status: 'failure', statuscode: 102, message: 'no' }, data: [] },
        }),
      }),
    });
    desk.person.will(true);
    await desk.run('applyPlan', subject);
    off();
    assert.equal((await view(subject)).states.filter(state => state === 'failed').length, 1);
    assert.equal(user('cy')?.enabled, false);
    desk.person.will();
    await desk.run('copyPlanReport', subject);
    assert.match(desk.person.copied.at(-1) ?? '', /## Failed \(1\)\n\n- cy: Enable/);
    desk.person.will(true);
    await desk.run('retryPlan', subject);
    assert.match(desk.person.asked.at(-1) ?? '', /Retry what failed of “Test” .*\nEnable: 1\n/);
    assert.match(desk.person.lastSaid, /done, \d+ steps/);
    await desk.run('retryPlan', subject);
    assert.match(desk.person.lastSaid, /nothing has failed/);
    assert.equal(user('cy')?.enabled, true);
    desk.person.will();
    await desk.run('undoPlan', subject);
    const back = parseUri(vscode.Uri.parse(desk.person.opened.at(-1) ?? ''));
    assert.ok(back?.kind === 'plan' && back.id !== subject.id);
    assert.equal(user('cy')?.enabled, true);
    desk.person.will(true);
    await desk.run('applyPlan', { kind: 'plan', server: desk.server, id: back.id });
    assert.equal(user('cy')?.enabled, false);
    assert.equal(user('bob')?.enabled, true);
    assert.equal(user('dora'), undefined);
  });

  it('pausePlan, continuePlan, cancelPlan, resumePlan › pause, continue, end and resume a run', async () => {
    await sit({ latencyMs: 20 });
    const subject = await plan(many(60));
    desk.person.will(true);
    const running = desk.run('applyPlan', subject);
    await eventually('steps are done', async () => (await view(subject)).states.includes('done'));
    await desk.run('pausePlan', subject);
    const paused = await eventually('nothing runs', async () => {
      const now = await view(subject);
      return now.phase === 'paused' && !now.states.includes('running') ? now : undefined;
    });
    const other = await plan([{ id: 'ada', quota: '1 GB' }], 'Other');
    desk.person.will(true);
    await desk.run('applyPlan', other);
    assert.match(desk.person.lastSaid, /A plan is being applied on/);
    assert.deepEqual((await view(subject)).states, paused.states);
    await desk.run('continuePlan', subject);
    await eventually('more is done', async () => (await view(subject)).phase === 'running');
    await desk.run('cancelPlan', subject);
    await running;
    const canceled = await view(subject);
    assert.equal(canceled.end, 'cancelled');
    assert.ok(canceled.states.includes('pending'));
    desk.person.will(true);
    await desk.run('resumePlan', subject);
    assert.ok((await view(subject)).states.every(state => state === 'done'));
    assert.ok(many(60).every(({ id }) => user(id)));
  });

  it('applyPlan › refuses while another window applies a plan on the server', async () => {
    await sit({ latencyMs: 20 });
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
    await sit();
    for (const choice of ['Leave These Users Out', 'Generate New Passwords']) {
      const subject = await plan([
        { id: 'dora', hasPassword: true },
        { id: 'ada', quota: '2 GB' },
      ]);
      const reloaded = new RunDesk(desk.context);
      Object.assign(desk.context, { desk: reloaded });
      offering?.dispose();
      offering = offerCredentials(desk.context);
      assert.deepEqual((await view(subject)).withoutPassword, ['dora']);
      desk.person.will(choice, true);
      await desk.run('applyPlan', subject);
      assert.equal(user('dora') !== undefined, choice === 'Generate New Passwords', desk.person.lastSaid);
    }
    const offers = desk.person.said.filter(({ text }) => text.startsWith('New users with a password: 1.'));
    assert.equal(offers.length, 1, 'They are offered, and nothing shows them unasked.');
  });

  it('applyPlan › refuses a plan made as another user', async () => {
    await sit();
    const subject = await plan([{ id: 'ada', quota: '1 GB' }]);
    const { id, label, url } = desk.server;
    const stranger = { id, label, url, user: 'eve' } as unknown as typeof desk.server;
    await assert.rejects(desk.context.desk.apply(stranger, subject.id, false), /made as “admin”.*now “eve”/);
  });

  it('applyPlan › reports that the user was signed out midway, and continues afterwards', async () => {
    await sit({ latencyMs: 30 });
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

  it('comparePlan › shows the users before and after', async () => {
    await sit();
    const subject = await plan([{ id: 'ada', quota: '5 GB' }]);
    await desk.run('comparePlan', subject);
    const texts = await eventually('both sides are open', () => {
      const found = vscode.workspace.textDocuments.filter(({ uri }) => uri.path.includes(subject.id));
      return found.length === 2 ? found.map(document => document.getText()) : undefined;
    });
    assert.ok(texts.some(text => text.includes('"quota": "5 GB"')));
    assert.ok(texts.some(text => text.includes('"quota": "none"')));
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  it('plans › store no secret on disk, and their texts are escaped in reports', async () => {
    await sit();
    const evil = '<img src=x onerror=alert(1)> [x](command:evil) **b**';
    const subject = await plan([...everything.slice(0, 1), { id: 'cy', displayname: evil }], evil);
    desk.person.will(true);
    await desk.run('applyPlan', subject);
    await desk.run('copyPlanReport', subject);
    const report = desk.person.copied.at(-1) ?? '';
    for (const live of ['<img', '](command', '**b'])
      assert.ok(!report.replaceAll(/\\./g, '').includes(live), report);
    const folder = vscode.Uri.joinPath(desk.context.context.globalStorageUri, 'plans').fsPath;
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      assert.ok(!(await readFile(join(entry.parentPath, entry.name), 'utf8')).includes(secret), entry.name);
    }
    assert.ok(user('dora'));
  });

  it('deletePlan › deletes the record and nothing else', async () => {
    await sit();
    const subject = await plan([{ id: 'ada', quota: '5 GB' }]);
    assert.equal(desk.context.desk.listed(desk.server).length, 1);
    desk.person.will(true);
    await desk.run('deletePlan', subject);
    assert.deepEqual(desk.context.desk.listed(desk.server), []);
    assert.ok(user('ada'));
  });
});
