import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { PlanDraft } from '../../../src/runs/desk.ts';
import { back } from '../../../src/ui/searchPick.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { setServers } from '../servers/window.ts';
import { sitDown } from './person.ts';
import type { Desk, Reply } from './person.ts';
import { keepDrafts, stepsOf } from './plans.ts';

const set = (name: string, value: unknown, target = vscode.ConfigurationTarget.Global) =>
  vscode.workspace.getConfiguration('nextcloudAdmin').update(name, value, target);

describe('recipes', () => {
  let nextcloud: SimulatedNextcloud;
  let desk: Desk;
  let drafts: PlanDraft[];

  beforeEach(async () => {
    nextcloud = await startNextcloud({ seed: 'empty' });
    const { state } = nextcloud;
    for (const id of ['crew', 'away']) state.createGroup(id);
    state.createUser({ id: 'ada', groups: ['crew'], subadmin: ['crew'] });
    state.createUser({ id: 'bob', manager: 'ada' });
    state.createUser({ id: 'eve', manager: 'ada' });
    state.createUser({ id: 'kim' });
    desk = await sitDown(nextcloud);
    drafts = keepDrafts(desk);
  });

  afterEach(async () => {
    for (const name of ['recipes', 'templates']) await set(name, undefined);
    desk.dispose();
    await setServers(undefined);
    await nextcloud.close();
  });

  const selected = (...ids: string[]) => ids.map(id => ({ kind: 'user' as const, server: desk.server, id }));

  async function planned(
    command: string,
    subjects: Parameters<Desk['run']>[1][],
    ...replies: Reply[]
  ): Promise<PlanDraft> {
    desk.person.will(...replies);
    await desk.run(command, ...subjects);
    assert.equal(desk.person.repliesLeft, 0, desk.person.asked.join(' / '));
    const draft = drafts.pop();
    assert.ok(draft, desk.person.lastSaid);
    return draft;
  }

  it('offboardUsers › plans to disable, wipe, remove from groups and hand over', async () => {
    const { plan, title } = await planned('offboardUsers', selected('ada'), 'kim');
    assert.match(title, /^Offboard User: ada \(\d{4}-\d\d-\d\d\)$/);
    assert.deepEqual(stepsOf(plan), {
      ada: ['disable', 'wipe', 'demote crew', 'leave crew'],
      bob: ['change manager=kim'],
      eve: ['change manager=kim'],
    });
    assert.deepEqual(plan.problems, []);
    assert.match(desk.person.asked.join(), /Who becomes the manager/);
  });

  it('offboardUsers › asks for a successor only if somebody is managed, and can do without one', async () => {
    const { plan } = await planned('offboardUsers', selected('kim'));
    assert.deepEqual(stepsOf(plan), { kim: ['disable', 'wipe'] });
    const alone = await planned('offboardUsers', selected('ada', 'bob'), '');
    assert.deepEqual(stepsOf(alone.plan).eve, ['change manager=']);
    assert.deepEqual(stepsOf(alone.plan).bob, ['disable', 'wipe']);
  });

  it('onboardUser › plans a user from a template, with an invitation', async () => {
    await set('templates', {
      Teacher: { groups: ['crew'], quota: '10 GB', language: 'de', subadmin: ['away'] },
    });
    const { plan, passwords } = await planned(
      'onboardUser',
      [],
      ...['ada', 'zoe', 'Zoe Z', 'no address', 'zoe@example.com'],
      back,
      ...['zoe@example.com', 'Teacher'],
    );
    assert.match(desk.person.asked[1]!, /already a user “ada”/);
    assert.deepEqual(stepsOf(plan), {
      zoe: [
        'create {"displayname":"Zoe Z","email":"zoe@example.com","quota":"10 GB","language":"de","groups":["crew"],"subadmin":["away"]}',
      ],
    });
    assert.equal(passwords, undefined);
  });

  it('onboardUser › generates a password for a user without an address, and keeps it in memory only', async () => {
    const { plan, passwords } = await planned('onboardUser', [], 'zoe', '', '', 'No Template');
    assert.deepEqual(stepsOf(plan), { zoe: ['create {} with password'] });
    const password = passwords?.get('zoe') ?? '';
    assert.ok(password.length >= 10);
    assert.ok(!JSON.stringify(plan).includes(password));
  });

  const absence = {
    name: 'Parental Leave',
    ask: {
      deputy: { prompt: 'Who takes over?', type: 'user' },
      note: { prompt: 'Note', optional: true },
    },
    steps: [
      { id: '${user}', groups: { add: ['away'], remove: ['crew'] }, headline: 'Away since ${date}. ${note}' },
      { id: '${reports}', manager: '${deputy}' },
    ],
  };

  it('runRecipe › asks the questions of the recipe, and plans for the selected users', async () => {
    await set('recipes', [absence]);
    const { plan, title } = await planned('runRecipe', selected('ada'), 'Parental Leave', 'kim', 'Back soon');
    assert.match(title, /^Parental Leave: ada/);
    const { ada, bob } = stepsOf(plan);
    assert.match(ada![0]!, /^change headline=Away since \d{4}-\d\d-\d\d\. Back soon$/);
    assert.deepEqual(ada!.slice(1), ['join away', 'leave crew']);
    assert.deepEqual(bob, ['change manager=kim']);
  });

  it('runRecipe › asks for users if none are selected, unless the recipe needs none', async () => {
    const groups = {
      name: 'Night',
      ask: { who: { prompt: 'Who?', type: 'user' } },
      steps: [{ id: '${who}', groups: ['away'] }],
    };
    await set('recipes', [absence, groups]);
    const asked = await planned('runRecipe', [], 'Parental Leave', { tick: ['kim', 'bob'] }, '');
    assert.deepEqual(Object.keys(stepsOf(asked.plan)), ['kim', 'bob']);
    const unasked = await planned('runRecipe', [], 'Night', 'eve');
    assert.deepEqual(stepsOf(unasked.plan), { eve: ['join away'] });
  });

  it('reports what is wrong in the settings and where, and uses the rest', async () => {
    await set('recipes', [absence, { name: 'Broken', steps: [{ id: '${user}', qouta: '1 GB' }] }]);
    desk.person.will(undefined);
    await desk.run('runRecipe', ...selected('ada'));
    assert.equal(desk.person.lastSaid, 'nextcloudAdmin.recipes[1].steps[0].qouta is not a field of users.');
    assert.deepEqual(
      desk.person.said.at(-1)?.choices.map(({ title }) => title),
      ['Open Settings'],
    );
    await set('templates', { Teacher: { quota: '5 apples' } });
    desk.person.will('zoe', '', '', undefined);
    await desk.run('onboardUser');
    assert.match(desk.person.lastSaid, /^nextcloudAdmin\.templates\.Teacher\.quota cannot be used\./);
    await set('recipes', undefined);
    await desk.run('runRecipe', ...selected('ada'));
    assert.match(desk.person.lastSaid, /There is no recipe yet/);
  });

  it('ignores recipes in workspace settings', async () => {
    await assert.rejects(async () => set('recipes', [absence], vscode.ConfigurationTarget.Workspace));
    await desk.run('runRecipe', ...selected('ada'));
    assert.match(desk.person.lastSaid, /There is no recipe yet/);
  });
});
