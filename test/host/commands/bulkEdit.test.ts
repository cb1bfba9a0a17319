import assert from 'node:assert/strict';
import { problemText } from '../../../src/model/plan/problems.ts';
import type { PlanDraft } from '../../../src/runs/desk.ts';
import { back } from '../../../src/ui/searchPick.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { setServers } from '../servers/window.ts';
import { sitDown } from './person.ts';
import type { Desk, Reply } from './person.ts';
import { keepDrafts, stepsOf } from './plans.ts';

describe('bulkEditUsers', () => {
  let nextcloud: SimulatedNextcloud;
  let desk: Desk;
  let drafts: PlanDraft[];

  beforeEach(async () => {
    nextcloud = await startNextcloud({ seed: 'empty' });
    const { state } = nextcloud;
    for (const id of ['crew', 'fleet']) state.createGroup(id);
    state.createUser({ id: 'ada', groups: ['crew'], email: 'ada@example.com', language: 'de' });
    state.createUser({ id: 'bob', groups: ['crew'], enabled: false });
    state.createUser({ id: 'eve', groups: ['fleet'], manager: 'ada' });
    state.createUser({ id: 'kim', quota: '1000 B', used: 950, lastLogin: 1_700_000_000 });
    desk = await sitDown(nextcloud);
    drafts = keepDrafts(desk);
  });

  afterEach(async () => {
    desk.dispose();
    await setServers(undefined);
    await nextcloud.close();
  });

  const selected = (...ids: string[]) => ids.map(id => ({ kind: 'user' as const, server: desk.server, id }));

  async function edited(subjects: ReturnType<typeof selected>, ...replies: Reply[]): Promise<PlanDraft> {
    desk.person.will(...replies);
    await desk.run('bulkEditUsers', ...subjects);
    assert.equal(desk.person.repliesLeft, 0, desk.person.asked.join(' / '));
    const draft = drafts.pop();
    assert.ok(draft, desk.person.lastSaid);
    return draft;
  }

  const show = 'Show the Plan';

  it('opens one plan with several changes to the selected users, and writes nothing', async () => {
    const { title, plan } = await edited(
      selected('ada', 'eve'),
      ...['Add to Groups…', { tick: ['fleet'] }],
      ...['Quota…', '5 GB', 'Language…', 'fr', 'Manager…', 'kim'],
      ...['Make Group Administrators of…', { tick: ['crew'] }],
      ...['Send Welcome Email', show],
    );
    assert.equal(title, 'Bulk Edit: 2 users');
    assert.deepEqual(stepsOf(plan), {
      ada: ['change quota=5 GB language=fr manager=kim', 'join fleet', 'promote crew', 'welcome'],
      eve: ['change quota=5 GB language=fr manager=kim', 'promote crew', 'welcome'],
    });
    assert.ok(nextcloud.requests.every(({ method }) => method === 'GET'));
  });

  it('removes a chosen change, and goes back', async () => {
    const { plan } = await edited(
      selected('ada'),
      ...['Disable', 'Wipe Devices', 'Quota…'],
      back,
      ...['Disable', 'Remove from Groups…', { tick: ['crew'] }],
      ...['Add to Groups…', {}, show],
    );
    assert.deepEqual(stepsOf(plan), { ada: ['wipe', 'leave crew'] });
  });

  it('enables, disables or deletes, but never two of these', async () => {
    const enabling = await edited(selected('bob', 'ada'), 'Disable', 'Enable', show);
    assert.deepEqual(stepsOf(enabling.plan), { bob: ['enable'] });
    const deleting = await edited(selected('bob'), 'Quota…', '5 GB', 'Wipe Devices', 'Delete', show);
    assert.deepEqual(stepsOf(deleting.plan), { bob: ['wipe', 'delete'] });
  });

  it('leaves out the signed-in user, and says so in the plan', async () => {
    const { plan } = await edited(selected('admin', 'ada'), 'Disable', show);
    assert.deepEqual(stepsOf(plan), { ada: ['disable'] });
    assert.match(plan.problems.map(problemText).join(), /“admin” is the user you are signed in as/);
  });

  it('plans for the members of a group', async () => {
    desk.person.will('Disable', show);
    await desk.run('bulkEditUsers', { kind: 'group', server: desk.server, id: 'crew' });
    assert.deepEqual(stepsOf(drafts[0]!.plan), { ada: ['disable'] });
  });

  const conditions: [asked: string[], count: string, users: string[]][] = [
    [['Never Signed In', 'Not in Group…', 'crew'], '1 User', ['eve']],
    [['In Group…', 'crew', 'Disabled'], '1 User', ['bob']],
    [['Disabled and Still in Groups'], '1 User', ['bob']],
    [['Quota Used Over…', '90%', '90'], '1 User', ['kim']],
    [['Last Sign-In Before…', '2024-02-30', '2024-03-01'], '1 User', ['kim']],
    [['No Email Address', 'Never Signed In'], '2 Users', ['bob', 'eve']],
    [['Manager…', 'ada'], '1 User', ['eve']],
    [['Language…', 'de'], '1 User', ['ada']],
    [['Filter…', 'grup:crew', 'group:crew -disabled'], '1 User', ['ada']],
    [['Backend…', 'Database', 'Never Signed In', 'No Email Address'], '2 Users', ['bob', 'eve']],
  ];
  for (const [asked, count, users] of conditions)
    it(`plans for users who meet the conditions: ${asked.join(' ')}`, async () => {
      const replies = ['Users by Conditions…', ...asked, `Continue with ${count}`, 'Quota…', '10 GB', show];
      const { plan } = await edited([], ...replies);
      assert.deepEqual(Object.keys(stepsOf(plan)), users);
    });

  it('shows how many users match, and removes a condition', async () => {
    const nobody = ['Users by Conditions…', 'Language…', 'de', 'Disabled'];
    const { plan } = await edited([], ...nobody, 'language “de”', 'Continue with 1 User', 'Enable', show);
    assert.deepEqual(stepsOf(plan), { bob: ['enable'] });
    assert.deepEqual(
      desk.person.asked.filter(question => question.includes(' of 5 users')).map(text => text.split('.')[0]),
      ['1 of 5 users', '0 of 5 users', '1 of 5 users'],
    );
  });

  it('reports that there is nothing to change, or that no users match', async () => {
    desk.person.will('Enable', show);
    await desk.run('bulkEditUsers', ...selected('ada'));
    assert.match(desk.person.lastSaid, /nothing to change/);
    nextcloud.state.createGroup('empty');
    await desk.run('bulkEditUsers', { kind: 'group', server: desk.server, id: 'empty' });
    assert.match(desk.person.lastSaid, /There are no such users/);
  });
});
