import assert from 'node:assert/strict';
import type { Subject, UserSubject } from '../../../src/subjects/subject.ts';
import { back } from '../../../src/ui/searchPick.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { setServers } from '../servers/window.ts';
import { sitDown } from './person.ts';
import type { Desk } from './person.ts';

const answer = (status: number, statuscode: number, message: string) => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ ocs: { meta: { status: 'failure', statuscode, message }, data: [] } }),
});

describe('the rules of actions', () => {
  let nextcloud: SimulatedNextcloud;
  let second: SimulatedNextcloud;
  let desk: Desk;

  beforeEach(async () => {
    nextcloud = await startNextcloud({ seed: 'empty' });
    second = await startNextcloud({ seed: 'empty' });
    desk = await sitDown(nextcloud);
    for (let n = 1; n <= 6; n++) nextcloud.state.createUser({ id: `u${n}` });
    nextcloud.state.createGroup('crew');
  });

  afterEach(async () => {
    desk.dispose();
    await setServers(undefined);
    await nextcloud.close();
    await second.close();
  });

  const user = (id: string): UserSubject => ({ kind: 'user', server: desk.server, id });
  const users = (...ids: string[]) => ids.map(user);
  const app = (id: string): Subject => ({ kind: 'app', server: desk.server, id, enabled: true });
  const group = (id: string): Subject => ({ kind: 'group', server: desk.server, id });
  const account = (id: string) => nextcloud.state.users.get(id)!;
  const writes = () =>
    nextcloud.requests.filter(({ method }) => method !== 'GET').map(({ path }) => path.split('/').at(-1));
  const last = () => desk.person.lastSaid;

  it('createUser › offers Finish when the creation was interrupted', async () => {
    nextcloud.faults.add({
      kind: 'reply',
      times: 1,
      match: ({ method, path }) => method === 'POST' && path.endsWith('/cloud/users'),
      reply: () => {
        nextcloud.state.createUser({ id: 'carla' });
        return answer(400, 101, 'Bad request');
      },
    });
    const refusing = nextcloud.faults.add({
      kind: 'reply',
      times: Infinity,
      match: ({ method, path }) => method === 'POST' && path.endsWith('/groups'),
      reply: () => answer(400, 104, ''),
    });
    desk.person.will('carla', 'Carla C', 'Generate a Password', { tick: ['crew'] }, true);
    await desk.run('createUser');
    assert.match(last(), /carla was created, but some values are missing.*without groups/);
    assert.equal(account('carla').displayname, 'Carla C');
    refusing();
    await desk.person.press('Finish');
    assert.match(last(), /carla is complete now/);
    assert.ok(account('carla').groups.includes('crew'));
  });

  it('deleteUsers › counts a user who is already gone as deleted', async () => {
    const [gone] = users('u1');
    nextcloud.state.deleteUser('u1');
    desk.person.will(true);
    await desk.run('deleteUsers', gone!);
    assert.match(last(), /Deleted u1/);
  });

  describe('rules that apply whatever the server allows', () => {
    for (const id of ['disableUsers', 'deleteUsers', 'wipeDevices'])
      it(`${id} never affects the signed-in user, in any spelling`, async () => {
        await desk.run(id, user('Admin'));
        assert.match(last(), /you are signed in as this user/);
        assert.deepEqual(writes(), []);
      });

    it('changeGroups › keeps the signed-in user in the group “admin”', async () => {
      desk.person.will({ untick: ['admin'] });
      await desk.run('changeGroups', user('admin'));
      assert.match(last(), /stays in “admin”: you are signed in as this user/);
      assert.ok(account('admin').groups.includes('admin'));
    });

    it('disableUsers › skips and names refused users of a selection', async () => {
      await desk.run('disableUsers', ...users('u1', 'admin', 'u2'));
      assert.match(last(), /Disabled 2 users\..*admin: you are signed in as this user/);
      assert.deepEqual(
        [account('u1').enabled, account('u2').enabled, account('admin').enabled],
        [false, false, true],
      );
    });

    it('deleteUsers › keeps the last active administrator after the signed-in user lost the role', async () => {
      nextcloud.state.join('u1', 'admin');
      await desk.server.connect();
      nextcloud.state.leave('admin', 'admin');
      nextcloud.faults.add({
        kind: 'reply',
        match: ({ path }) => path.endsWith('/groups/admin/users'),
        reply: () => ({
          status: 200,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            ocs: {
              meta: { status: 'ok', statuscode: 200, message: 'OK' },
              data: { users: ['u1'] },
            },
          }),
        }),
      });
      await desk.run('disableUsers', user('u1'));
      assert.match(last(), /there must be another active administrator/);
      assert.ok(account('u1').enabled);
    });

    it('resetPassword › skips users whose backend manages the password', async () => {
      nextcloud.state.createUser({ id: 'jdoe', backend: 'LDAP', canSetPassword: false });
      const info = await desk.server.call(client => client.users.get('jdoe'));
      desk.person.will(true, true);
      await desk.run('resetPassword', { ...user('jdoe'), info }, user('u1'));
      assert.match(
        last(),
        /Reset the password of u1\..*jdoe: the password is managed by the user’s backend/s,
      );
      assert.deepEqual(writes(), ['u1']);
    });

    it('disableApps › never disables provisioning_api', async () => {
      for (const id of ['disableApps', 'toggleApps']) await desk.run(id, app('provisioning_api'));
      assert.match(last(), /this extension needs the app/);
      assert.deepEqual(writes(), []);
    });

    it('deleteGroups › never deletes the group “admin”', async () => {
      await desk.run('deleteGroups', group('admin'));
      assert.match(last(), /the server requires this group/);
      assert.deepEqual(writes(), []);
    });
  });

  describe('selections', () => {
    it('skips rows of other kinds and names them', async () => {
      await desk.run('disableUsers', user('u1'), group('crew'));
      assert.match(last(), /does not apply to crew/);
      assert.equal(account('u1').enabled, false);
    });

    it('treats the same user in two branches as one', async () => {
      await desk.run('disableUsers', ...users('u1', 'u1'));
      assert.deepEqual(writes(), ['disable']);
    });

    it('asks for the ID until it is right before deleting several users', async () => {
      desk.person.will(true, 'u', 'u1');
      await desk.run('deleteUsers', ...users('u1', 'u2'));
      assert.match(desk.person.asked[0]!, /Delete 2 users.*\n.*files.*\n.*cannot be undone.*\nu1, u2/);
      assert.match(desk.person.asked[2]!, /This is not “u1”/);
      assert.ok(!nextcloud.state.users.has('u2'));
    });
  });

  describe('a run that ends early', () => {
    it('names the users that were not processed, and continues with them', async () => {
      nextcloud.faults.add({ kind: 'tooMany', match: { path: '/u2/' }, times: 3 });
      nextcloud.faults.add({ kind: 'maintenance', match: { method: 'PUT', path: '/u3/' } });
      await desk.run('disableUsers', ...users('u1', 'u3', 'u4', 'u5', 'u6'));
      assert.match(last(), /maintenance.*Not done/i);
      await desk.server.retry();
      await desk.person.press('Continue');
      for (const id of ['u1', 'u3', 'u4', 'u5', 'u6']) assert.equal(account(id).enabled, false, id);
    });

    it('retries what was refused', async () => {
      nextcloud.faults.add({ kind: 'reply', match: { path: '/u1/disable' }, reply: () => refusal });
      await desk.run('disableUsers', ...users('u1', 'u2'));
      assert.match(last(), /Disabled u2\. u1: .*Not today/);
      await desk.person.press('Retry');
      assert.match(last(), /Disabled u1\./);
    });
  });

  describe('undo', () => {
    const nothingLeft = () => assert.deepEqual(desk.context.undo.all(), []);

    it('reverts a whole selection', async () => {
      account('u3').enabled = false;
      await desk.run('disableUsers', ...users('u1', 'u2'));
      await desk.person.press('Undo');
      assert.ok(account('u1').enabled && account('u2').enabled && !account('u3').enabled);
      assert.match(last(), /Undone for 2 users: Disabled 2 users/);
      nothingLeft();
    });

    it('removes nobody from a group they were in before', async () => {
      nextcloud.state.join('u1', 'crew');
      desk.person.will({ tick: ['crew'] });
      await desk.run('changeGroups', ...users('u1', 'u2'));
      assert.ok(account('u2').groups.includes('crew'));
      await desk.person.press('Undo');
      assert.deepEqual([account('u1').groups, account('u2').groups], [['crew'], []]);
    });

    it('restores the previous value of a field', async () => {
      account('u1').quota = '3 GB';
      desk.person.will('Unlimited');
      await desk.run('changeQuota', user('u1'));
      assert.equal(account('u1').quota, 'none');
      await desk.person.press('Undo');
      assert.equal(account('u1').quota, '3 GB');
    });

    it('reverts the state of an app', async () => {
      await desk.run('disableApps', app('calendar'));
      await desk.person.press('Undo');
      assert.ok(nextcloud.state.apps.get('calendar')!.enabled);
    });

    it('keeps the last 20 changes, each for one use', async () => {
      for (let n = 0; n < 22; n++) await desk.run(n % 2 ? 'enableUsers' : 'disableUsers', user('u1'));
      const all = desk.context.undo.all();
      assert.equal(all.length, 20);
      await desk.context.undo.undo(all[0]!);
      await desk.context.undo.undo(all[0]!);
      assert.equal(desk.context.undo.all().length, 19);
      assert.equal(account('u1').enabled, false);
    });
  });

  describe('the Command Palette', () => {
    it('asks for the user and the value, but not for the only server', async () => {
      desk.person.will('u1', '5 GB');
      await desk.run('changeQuota');
      assert.equal(account('u1').quota, '5 GB');
    });

    it('asks for the server if there are two, the last used one first, and goes back', async () => {
      desk.dispose();
      await setServers(undefined);
      desk = await sitDown(nextcloud, second);
      const [one, two] = desk.context.servers.all();
      second.state.createUser({ id: 'mona' });
      desk.person.will(two!.label, back, one!.label, 'u1', back, 'u2', '5 GB');
      await desk.run('changeQuota');
      assert.equal(account('u2').quota, '5 GB');
      assert.equal(account('u1').quota, 'default');
      assert.equal(desk.context.context.globalState.get('lastServer'), one!.id);
    });
  });
});

const refusal = {
  status: 403,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    ocs: { meta: { status: 'failure', statuscode: 403, message: 'Not today' }, data: [] },
  }),
};
