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
    method: 'apps.enable of an app that only the store has',
    run: async (client, nc) => {
      await client.apps.enable('bookmarks');
      assert.equal(nc.state.apps.get('bookmarks')?.enabled, true);
    },
  },
  {
    method: 'apps.state',
    run: async (client, nc) => {
      nc.state.apps.get('polls')!.limitedTo = ['Staff', 'a/b'];
      assert.deepEqual(await client.apps.state('mail'), { enabled: true });
      assert.deepEqual(await client.apps.state('polls'), { enabled: true, limitedTo: ['Staff', 'a/b'] });
      assert.deepEqual(await client.apps.state('maps'), { enabled: false });
      assert.deepEqual(await client.apps.state('nosuchapp'), { enabled: false });
    },
  },
  {
    method: 'apps.enable for everybody',
    run: async (client, nc) => {
      nc.state.apps.get('polls')!.limitedTo = ['Staff'];
      await client.apps.enable('polls');
      assert.deepEqual(await client.apps.state('polls'), { enabled: true });
    },
  },
  {
    method: 'apps.store and categories',
    since: 34,
    run: async (client, nc) => {
      nc.state.apps.get('polls')!.limitedTo = ['Staff'];
      const apps = new Map((await client.apps.store()).map(app => [app.id, app]));
      const { mail, polls, old_gallery, facerecognition, comments } = Object.fromEntries(apps);
      assert.deepEqual(
        [mail?.installed, mail?.enabled, mail?.version, mail?.update],
        [true, true, '5.5.0', '5.5.2'],
      );
      assert.deepEqual([mail?.limitedTo, polls?.limitedTo], [undefined, ['Staff']]);
      assert.deepEqual([mail?.removable, comments?.removable], [true, false]);
      assert.deepEqual(
        [old_gallery?.compatible, old_gallery?.installed, old_gallery?.level, old_gallery?.rating],
        [false, undefined, 'community', 0.41],
      );
      assert.match(facerecognition?.missingDependencies[0] ?? '', /dlib/);
      assert(!apps.has('files'), 'always enabled');
      assert((await client.apps.categories()).some(({ id, displayName }) => id === 'office' && displayName));
    },
  },
  {
    method: 'apps.store without a way to the app store',
    since: 34,
    run: async (client, nc) => {
      nc.state.storeWorks = false;
      const apps = await client.apps.store();
      assert(apps.length > 50 && apps.every(({ installed, update }) => installed && update === undefined));
      assert.deepEqual(await client.apps.categories(), []);
    },
  },
  {
    method: 'apps.enable for groups and by force',
    since: 34,
    run: async (client, nc) => {
      const groups = ['Staff', 'a/b'];
      assert.deepEqual(await client.apps.enable('maps', { groups }), { updateRequired: false });
      assert.deepEqual(await client.apps.state('maps'), { enabled: true, limitedTo: groups });
      await client.apps.enable('old_gallery', { force: true });
      assert.equal(nc.state.apps.get('old_gallery')?.enabled, true);
    },
  },
  {
    method: 'apps.update',
    since: 34,
    run: async client => {
      await client.apps.update('mail');
      assert.equal((await client.apps.info('mail')).version, '5.5.2');
    },
  },
  {
    method: 'apps.uninstall',
    since: 34,
    run: async (client, nc) => {
      await client.apps.uninstall('mail');
      assert(!nc.state.apps.has('mail') && !(await client.apps.list()).includes('mail'));
    },
  },
  {
    method: 'twoFactor.state, enable and disable',
    since: 32,
    run: async (client, nc) => {
      const id = 'twofactor_nextcloud_notification';
      nc.state.apps.get(id)!.enabled = true;
      assert.deepEqual(await client.twoFactor.state('alice'), {});
      assert.deepEqual(await client.twoFactor.enable('alice', [id]), { [id]: true });
      assert.deepEqual(await client.twoFactor.disable('alice', [id, 'totp']), { [id]: false, totp: false });
      nc.requests.length = 0;
      assert.deepEqual(await client.twoFactor.disable('alice', []), { [id]: false, totp: false });
      assert.deepEqual(
        nc.requests.map(({ method }) => method),
        ['GET'],
      );
    },
  },
  {
    method: 'appConfig.apps, keys and get',
    run: async client => {
      assert((await client.appConfig.apps()).includes('core'));
      assert((await client.appConfig.keys('theming')).includes('slogan'));
      assert.deepEqual(await client.appConfig.keys('nosuchapp'), []);
      assert.equal(await client.appConfig.get('theming', 'color'), '#00679e');
      assert.equal(await client.appConfig.get('theming', 'slogan'), '');
      assert.equal(await client.appConfig.get('theming', 'absent'), undefined);
      assert.equal(await client.appConfig.get('mail', 'enabled'), 'yes');
    },
  },
  {
    method: 'appConfig.set and delete',
    run: async (client, nc) => {
      const value = 'Ümläut ☂ "quoted" & 50%+1';
      await client.appConfig.set('theming', 'odd key%41', value);
      assert.equal(nc.state.config.get('theming')?.get('odd key%41'), value);
      assert.equal(await client.appConfig.get('theming', 'odd key%41'), value);
      await client.appConfig.set('theming', 'name', '');
      assert.equal(await client.appConfig.get('theming', 'name'), '');
      await client.appConfig.delete('theming', 'name');
      await client.appConfig.delete('theming', 'name');
      assert.equal(await client.appConfig.get('theming', 'name'), undefined);
    },
  },
  {
    method: 'notifications.send',
    run: async (client, nc, version) => {
      await client.notifications.send('bob', { subject: 'Hello', message: 'ü'.repeat(2000) });
      await client.notifications.send('alice', { subject: 'x'.repeat(255) });
      assert.deepEqual(
        nc.state.notifications.map(({ userId, message }) => [userId, message.length]),
        [
          ['bob', 2000],
          ['alice', 0],
        ],
      );
      // Version 3 of the call is tried once.
      assert.equal(nc.requests.length, version < 32 ? 3 : 2);
    },
  },
  {
    method: 'server.info and disks',
    run: async (client, nc, version) => {
      nc.state.health.update = '99.0.1';
      const { system, storage, php, database, activeUsers } = await client.server.info();
      assert.match(system?.version ?? '', new RegExp(`^${version}\\.`));
      assert.deepEqual([system?.memoryTotal, system?.load], [16_384_000 * 1024, [0.42, 0.58, 0.61]]);
      assert.equal(system?.apps?.updates?.mail, '5.5.2');
      assert.equal(storage?.users, nc.state.users.size);
      assert.equal(storage.disabledUsers, version < 32 ? undefined : 2);
      assert.equal(system.update?.version, version < 28 ? undefined : '99.0.1');
      assert.deepEqual([php?.version, database?.size], ['8.3.14', 2_884_304_896]);
      assert.deepEqual([activeUsers?.last5Minutes, activeUsers?.lastYear], [1, version < 32 ? undefined : 1]);
      const short = await client.server.info({ apps: false, update: false });
      assert.deepEqual([short.system?.apps === undefined, short.system?.update], [version >= 28, undefined]);
      const [disk] = await client.server.disks();
      assert.equal(Math.round((disk?.free ?? 0) / 1024 ** 3), 412);
    },
  },
  {
    method: 'users.groupDetails and subadminGroupDetails',
    run: async (client, nc, version) => {
      nc.state.groups.get('Staff')!.displayname = 'All Staff';
      const [group] = await client.users.groupDetails('alice');
      const [administered] = await client.users.subadminGroupDetails('alice');
      const expected = version < 32 ? { id: 'Staff' } : { id: 'Staff', displayName: 'All Staff' };
      for (const found of [group, administered])
        assert.deepEqual({ ...expected, ...found }, { ...found, ...expected });
      nc.requests.length = 0;
      await client.users.groupDetails('bob');
      assert.equal(nc.requests.length, 1);
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
