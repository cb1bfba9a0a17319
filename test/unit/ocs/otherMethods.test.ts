import assert from 'node:assert/strict';
import { describeMethods } from './everyMethod.ts';

describeMethods('groups, apps and the server', [
  {
    method: 'groups.list and listDetails',
    run: async client => {
      assert.deepEqual(await client.groups.list({ search: 'a/' }), ['a/b']);
      const [staff] = await client.groups.listDetails({ search: 'Staff' });
      assert.deepEqual(
        [staff?.id, staff?.displayName, staff?.userCount, staff?.disabledCount],
        ['Staff', 'Staff', 2, 0],
      );
    },
  },
  {
    method: 'groups.create with a display name',
    since: 20,
    run: async (client, nc) => {
      await client.groups.create('devs', 'Developers');
      assert.equal(nc.state.groups.get('devs')?.displayname, 'Developers');
    },
  },
  {
    method: 'groups.rename',
    since: 20,
    run: async (client, nc) => {
      await client.groups.rename('a/b', 'A and B');
      assert.equal(nc.state.groups.get('a/b')?.displayname, 'A and B');
    },
  },
  {
    method: 'groups.delete',
    run: async (client, nc) => {
      await client.groups.delete('a/b');
      assert(!nc.state.groups.has('a/b') && nc.state.groups.has('Staff'));
    },
  },
  {
    method: 'groups.members, memberDetails and subadmins',
    run: async client => {
      assert.deepEqual(await client.groups.members('Staff'), ['alice', 'bob']);
      assert.deepEqual(
        (await client.groups.memberDetails('Staff', { limit: 1 })).map(({ userId }) => userId),
        ['alice'],
      );
      assert.deepEqual(await client.groups.subadmins('Staff'), ['alice']);
    },
  },
  {
    method: 'apps.list',
    run: async (client, nc) => {
      const all = await client.apps.list();
      const [enabled, disabled] = await Promise.all([
        client.apps.list('enabled'),
        client.apps.list('disabled'),
      ]);
      assert.deepEqual(new Set(all), new Set([...enabled, ...disabled]));
      assert.equal(all.length, nc.state.apps.size);
      assert(disabled.length > 0);
    },
  },
  {
    method: 'apps.info',
    run: async client => {
      const info = await client.apps.info('files');
      assert.deepEqual([info.id, typeof info.version], ['files', 'string']);
    },
  },
  {
    method: 'apps.enable and disable',
    run: async (client, nc) => {
      const [id] = await client.apps.list('disabled');
      await client.apps.enable(id!);
      assert.equal(nc.state.apps.get(id!)?.enabled, true);
      await client.apps.disable(id!);
      assert.equal(nc.state.apps.get(id!)?.enabled, false);
    },
  },
  {
    method: 'server.status and capabilities',
    run: async (client, nc, version) => {
      const status = await client.server.status();
      assert.deepEqual([status.installed, status.maintenance], [true, false]);
      assert.match(status.version ?? '', new RegExp(`^${version}\\.`));
      nc.requests.length = 0;
      const { version: number } = await client.server.capabilities();
      assert.equal(number.major, version);
    },
  },
  {
    method: 'server.createAppPassword and deleteAppPassword',
    run: async (client, nc) => {
      const { appPassword } = await client.server.createAppPassword();
      assert(nc.state.appPasswords.has(appPassword));
      client.setCredentials({ user: 'admin', password: appPassword });
      await client.server.deleteAppPassword();
      assert(!nc.state.appPasswords.has(appPassword));
    },
  },
]);
