import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Runs } from '../../../src/plans/runs.ts';
import { parseUri } from '../../../src/servers/uris.ts';
import * as vscode from 'vscode';
import { eventually } from '../../support/eventually.ts';
import { everything, many, secret, usePlans } from './crew.ts';

describe('plans', () => {
  const sit = usePlans();

  it('RunDesk.list › reads one list after another, so that an older one never comes last', async () => {
    const { desk, plan } = await sit();
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
    const { desk, plan } = await sit();
    const subject = await plan([{ id: 'ada', state: 'disabled' }]);
    await desk.run('openPlan', subject);
    const [first, again] = desk.person.opened.slice(-2);
    assert.equal(again, first);
  });

  it('retryPlan, undoPlan › repeat failed steps, and undo everything as a separate plan', async () => {
    const { desk, nextcloud, plan, view, user } = await sit();
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
    const { desk, plan, view, user } = await sit({ latencyMs: 20 });
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

  it('comparePlan › shows the users before and after', async () => {
    const { desk, plan } = await sit();
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
    const { desk, plan, user } = await sit();
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
    const { desk, plan, user } = await sit();
    const subject = await plan([{ id: 'ada', quota: '5 GB' }]);
    assert.equal(desk.context.desk.listed(desk.server).length, 1);
    desk.person.will(true);
    await desk.run('deletePlan', subject);
    assert.deepEqual(desk.context.desk.listed(desk.server), []);
    assert.ok(user('ada'));
  });
});
