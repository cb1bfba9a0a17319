import assert from 'node:assert/strict';
import { describeMethods } from './everyMethod.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { password } from './support.ts';

const user = (nc: SimulatedNextcloud, id = 'bob') => nc.state.users.get(id)!;

describeMethods('users', [
  {
    method: 'users.list',
    run: async client => {
      assert.deepEqual(await client.users.list({ search: 'o' }), ['bob', 'carol']);
      assert.deepEqual(await client.users.list({ limit: 2, offset: 1 }), ['alice', 'bob']);
    },
  },
  {
    method: 'users.listDetails',
    run: async client => {
      const users = await client.users.listDetails({ search: 'bob' });
      assert.deepEqual(
        users.map(({ userId, email, groups }) => [userId, email, groups]),
        [['bob', 'bob@example.org', ['Staff']]],
      );
      assert.equal((await client.users.listDetails({ limit: 1200 })).length, 5);
      assert.deepEqual(await client.users.listDetails({ limit: 0 }), []);
    },
  },
  {
    method: 'users.listDisabled',
    run: async client => {
      assert.deepEqual(
        (await client.users.listDisabled()).map(found => found.userId),
        ['carol', 'disabled'],
      );
      assert.deepEqual(
        (await client.users.listDisabled({ limit: 1, offset: 1 })).map(found => found.userId),
        ['disabled'],
      );
    },
  },
  {
    method: 'users.listRecent',
    since: 35,
    run: async client => assert((await client.users.listRecent()).some(({ userId }) => userId === 'bob')),
  },
  {
    method: 'users.get',
    run: async client => {
      assert.equal((await client.users.get('BOB')).userId, 'bob');
      const own = await client.users.get();
      assert.equal(own.userId, 'admin');
      assert((await client.users.get('')).scopes?.email);
    },
  },
  {
    method: 'users.getRaw',
    run: async (client, nc) => {
      const before = nc.requests.length;
      const [raw] = await Promise.all([client.users.getRaw('bob'), client.users.get('bob')]);
      assert.deepEqual([raw.id, raw.displayname], ['bob', user(nc).displayname]);
      assert.equal(nc.requests.slice(before).filter(({ path }) => path.endsWith('/users/bob')).length, 1);
      await assert.rejects(client.users.getRaw('details'), { kind: 'unsupported' });
    },
  },
  {
    method: 'users.get of an account that is called like a list',
    run: async client => assert.equal((await client.users.get('disabled')).userId, 'disabled'),
  },
  {
    method: 'users.create',
    run: async (client, nc, version) => {
      const id = await client.users.create('dora', {
        displayName: 'Dora',
        password,
        email: 'dora@example.org',
        groups: ['Staff', 'a/b'],
        subadmin: ['Staff'],
        quota: '5 GB',
        language: 'de',
        ...(version === 35 ? { manager: 'bob' } : {}),
      });
      assert.equal(id, 'dora');
      const { displayname, email, groups, subadmin, quota, language, manager } = user(nc, 'dora');
      assert.deepEqual(
        [displayname, email, groups, subadmin, quota, language, manager],
        ['Dora', 'dora@example.org', ['Staff', 'a/b'], ['Staff'], '5 GB', 'de', version === 35 ? 'bob' : ''],
      );
    },
  },
  {
    method: 'users.delete',
    run: async (client, nc) => {
      await client.users.delete('bob');
      assert(!nc.state.users.has('bob'));
    },
  },
  {
    method: 'users.disable and enable',
    run: async (client, nc) => {
      await client.users.disable('bob');
      assert.equal(user(nc).enabled, false);
      await client.users.enable('bob');
      assert.equal(user(nc).enabled, true);
    },
  },
  {
    method: 'users.wipeDevices',
    run: async (client, nc) => {
      const token = nc.state.createAppPassword('bob', 'bob', 'phone');
      await client.users.wipeDevices('bob');
      assert.equal(nc.state.appPasswords.get(token)?.wiped, true);
    },
  },
  { method: 'users.resendWelcomeEmail', run: client => client.users.resendWelcomeEmail('bob') },
  {
    method: 'users.editableFields',
    run: async client => assert((await client.users.editableFields()).includes('email')),
  },
  {
    method: 'users.editableFields of another',
    since: 25,
    run: async client => assert((await client.users.editableFields('bob')).includes('organisation')),
  },
  {
    method: 'users.addAdditionalMail and removeAdditionalMail',
    since: 25,
    run: async (client, nc) => {
      await client.users.addAdditionalMail('bob', 'bob2@example.org');
      assert.deepEqual(user(nc).additional_mail, ['bob2@example.org']);
      await client.users.removeAdditionalMail('bob', 'BOB2@example.org');
      assert.deepEqual(user(nc).additional_mail, []);
    },
  },
  {
    method: 'users.setScope',
    since: 25,
    run: async (client, nc) => {
      await client.users.setScope('email', 'v2-local');
      assert.equal(user(nc, 'admin').scopes.emailScope, 'v2-local');
      await client.users.addAdditionalMail('admin', 'admin2@example.org');
      await client.users.setScope('admin2@example.org', 'v2-federated');
      assert.equal(user(nc, 'admin').scopes['admin2@example.org'], 'v2-federated');
    },
  },
  {
    method: 'users.groups',
    run: async client => assert.deepEqual(await client.users.groups('bob'), ['Staff']),
  },
  {
    method: 'users.subadminGroups',
    run: async client => {
      assert.deepEqual(await client.users.subadminGroups('alice'), ['Staff']);
      assert.deepEqual(await client.users.subadminGroups('bob'), []);
    },
  },
  {
    method: 'users.addToGroup and removeFromGroup',
    run: async (client, nc) => {
      await client.users.addToGroup('bob', '50% +1');
      assert.deepEqual(user(nc).groups, ['Staff', '50% +1']);
      await client.users.removeFromGroup('bob', '50% +1');
      assert.deepEqual(user(nc).groups, ['Staff']);
    },
  },
  {
    method: 'users.promoteToSubadmin and demoteFromSubadmin',
    run: async (client, nc) => {
      await client.users.promoteToSubadmin('bob', 'a/b');
      assert.deepEqual(user(nc).subadmin, ['a/b']);
      await client.users.demoteFromSubadmin('bob', 'a/b');
      assert.deepEqual(user(nc).subadmin, []);
    },
  },
  {
    method: 'users.avatar',
    run: async client => {
      const small = await client.users.avatar('bob');
      assert.equal(small.type, 'image/png');
      assert.deepEqual([...small.bytes.slice(1, 4)], [...Buffer.from('PNG')]);
      const large = await client.users.avatar('bob', { size: 512 });
      assert(large.bytes.length > small.bytes.length);
      assert((await client.users.avatar('Some Guest', { guest: true })).bytes.length > 0);
      assert((await client.users.avatar()).bytes.length > 0);
    },
  },
  {
    method: 'users.avatar, dark',
    since: 25,
    run: async client => assert((await client.users.avatar('bob', { dark: true })).bytes.length > 0),
  },
]);
