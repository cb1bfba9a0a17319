import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { problemText } from '../../../src/model/plan/problems.ts';
import type { PlanDraft } from '../../../src/runs/desk.ts';
import { back } from '../../../src/ui/searchPick.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { setServers } from '../servers/window.ts';
import { sitDownAs } from './person.ts';
import type { Desk, Reply } from './person.ts';
import { keepDrafts, stepsOf } from './plans.ts';

const password = 'worker-Passw0rd';
const hostile = '[click](command:nextcloudAdmin.test.boom) <b>$(trash)';

describe('sendNotification', () => {
  let nextcloud: SimulatedNextcloud;
  let desk: Desk;
  let drafts: PlanDraft[];

  const begin = async (version: 17 | 25 | 29 | 32 | 34 = 34, user?: string) => {
    nextcloud = await startNextcloud({ seed: 'empty', version });
    const { state } = nextcloud;
    for (const id of ['crew', hostile]) state.createGroup(id);
    state.createUser({ id: 'ada', displayname: hostile, groups: ['crew'] });
    state.createUser({ id: 'bob', groups: ['crew'], enabled: false });
    state.createUser({ id: 'eve', groups: ['crew'] });
    state.createUser({ id: 'dele', password, delegated: true });
    state.createUser({ id: 'sub', password });
    state.promote('sub', 'crew');
    desk = await sitDownAs(user === undefined ? undefined : { user, password }, nextcloud);
    drafts = keepDrafts(desk);
  };

  afterEach(async () => {
    desk.dispose();
    await setServers(undefined);
    await nextcloud.close();
  });

  const user = (id: string) => ({ kind: 'user' as const, server: desk.server, id });
  const run = async (subjects: Parameters<Desk['run']>[1][], ...replies: Reply[]) => {
    desk.person.will(...replies);
    await desk.run('sendNotification', ...subjects);
    assert.equal(desk.person.repliesLeft, 0, desk.person.asked.join(' / '));
  };
  const received = () => nextcloud.state.notifications;

  for (const version of [17, 25, 29, 32, 34] as const)
    it(`notifies one user on ${version} after showing the text`, async () => {
      await begin(version);
      await run([user('eve')], 'Maintenance', 'Enter a Longer Text…', 'From 22:00', true);
      assert.deepEqual(received(), [{ userId: 'eve', subject: 'Maintenance', message: 'From 22:00' }]);
      assert.match(desk.person.asked.at(-1) ?? '', /“eve”\?\nMaintenance\nFrom 22:00/);
      assert.match(desk.person.lastSaid, /was sent to “eve”/);
    });

  it('plans for several users, without those who are disabled, and sends nothing yet', async () => {
    await begin();
    await run([user('ada'), user('bob'), user('eve')], 'Maintenance', 'No Longer Text');
    const [draft] = drafts;
    assert.equal(draft?.title, 'Notification to 3 users: Maintenance');
    assert.deepEqual(draft.plan.notice, { subject: 'Maintenance', message: '' });
    assert.deepEqual(stepsOf(draft.plan), { ada: ['notify'], eve: ['notify'] });
    assert.match(draft.plan.problems.map(problemText).join(), /“bob” is disabled/);
    assert.deepEqual(received(), []);
  });

  it('plans for the members of a group, and takes a text of several lines from the clipboard', async () => {
    await begin();
    await vscode.env.clipboard.writeText('First\r\nSecond\n');
    const group = { kind: 'group' as const, server: desk.server, id: 'crew' };
    await run([group], hostile, 'Longer Text from the Clipboard');
    assert.deepEqual(drafts[0]?.plan.notice, { subject: hostile, message: 'First\nSecond' });
    assert.deepEqual(Object.keys(stepsOf(drafts[0].plan)), ['ada', 'eve']);
  });

  it('asks in the palette for users by name, or for a group', async () => {
    await begin();
    await run([], 'Users by Name…', { tick: ['eve', 'bob'] }, 'Hi', 'No Longer Text');
    assert.deepEqual(Object.keys(stepsOf(drafts[0]!.plan)), ['eve']);
    await run([], 'Members of a Group…', 'crew', back, 'crew', 'Hi', back, 'Hello', 'No Longer Text');
    assert.equal(drafts[1]?.plan.notice?.subject, 'Hello');
  });

  it('checks the lengths in bytes before anything is sent', async () => {
    await begin();
    const [long, longer] = ['ü'.repeat(128), 'ü'.repeat(2001)];
    await vscode.env.clipboard.writeText(longer);
    await run([user('eve')], ...[long, 'Short', 'Enter a Longer Text…', longer, 'Fits', false]);
    assert.match(desk.person.asked.join('\n'), /subject of the notification is too long. The limit is 255/);
    assert.match(desk.person.asked.join('\n'), /text of the notification is too long. The limit is 4000/);
    await run([user('eve')], 'Short', 'Longer Text from the Clipboard', 'No Longer Text', false);
    assert.match(desk.person.asked.at(-2) ?? '', /too long. The limit is 4000/);
    assert.ok(nextcloud.requests.every(({ method }) => method === 'GET'));
  });

  it('says what may have been sent, and keeps the text', async () => {
    await begin();
    nextcloud.faults.add({ kind: 'cutAfter', match: ({ path }) => path.includes('/admin_notifications/') });
    await run([user('eve')], 'Maintenance', 'No Longer Text', true);
    assert.match(desk.person.lastSaid, /unknown whether the notification was sent. Ask “eve”/);
    assert.equal(received().length, 1);
  });

  it('says that the app for it is missing, before it asks for a text', async () => {
    await begin();
    nextcloud.state.apps.get('notifications')!.enabled = false;
    await run([user('eve')]);
    assert.match(desk.person.lastSaid, /require the app “notifications”, which is not enabled/);
  });

  for (const role of ['dele', 'sub'])
    it(`refuses ${role}, who is no administrator, before asking for a text`, async () => {
      await begin(34, role);
      await run([user('eve')]);
      assert.match(desk.person.lastSaid, /Only an administrator can do this/);
      assert.deepEqual(received(), []);
    });
});
