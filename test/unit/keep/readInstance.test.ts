import assert from 'node:assert/strict';
import { collectInstance, itemsOf } from '../../../src/keep/instance/state.ts';
import { readInstance, type ReadingProgress } from '../../../src/keep/instance/readInstance.ts';
import { usualScope } from '../../../src/keep/instance/scope.ts';
import { clientOf, failsWith, password, seedPeople, sent, versions, withNextcloud } from '../ocs/support.ts';

describe('readInstance', () => {
  for (const version of versions)
    it(`reads users, groups, and apps of Nextcloud ${version}`, () =>
      withNextcloud({ version }, async (nc, client) => {
        nc.state.createGroup('crew', 'The Crew');
        nc.state.createUser({ id: 'Ann', displayname: 'Ann Lee', groups: ['crew'], subadmin: ['crew'] });
        nc.state.createUser({ id: 'bob', enabled: false, quota: '5 GB' });
        nc.state.apps.get('polls')!.limitedTo = ['crew'];
        const { state } = await collectInstance(readInstance(client));
        const ann = state.users.get('ann');
        assert.deepEqual(
          [ann?.id, ann?.displayname, ann?.groups, ann?.subadmin],
          ['Ann', 'Ann Lee', ['crew'], ['crew']],
        );
        assert.deepEqual([state.users.get('bob')?.enabled, state.users.get('bob')?.quota], [false, '5 GB']);
        assert.deepEqual([...state.groups.keys()].sort(), ['admin', 'crew']);
        assert.equal(state.groups.get('crew')?.displayname, 'The Crew');
        assert.deepEqual(state.apps?.get('polls'), { id: 'polls', enabled: true, limitedTo: ['crew'] });
        assert.ok([...(state.apps ?? new Map()).values()].some(({ enabled }) => !enabled));
        assert.equal(state.config?.size, 0);
      }));

  it('reads the chosen fields, and knows sign-ins and second factors beside them', () =>
    withNextcloud({ seed: 'demo' }, async (_nc, client) => {
      const scope = { fields: ['groups', 'quota'] as const, config: [] };
      const { state, facts } = await collectInstance(readInstance(client, scope, { factorsOf: 'everybody' }));
      assert.deepEqual(Object.keys(state.users.get('sakura') ?? {}).sort(), ['groups', 'id', 'quota']);
      assert.equal(facts.get('sakura')?.factors?.totp, true);
      assert.ok([...facts.values()].some(({ lastLogin }) => lastLogin instanceof Date));
      assert.ok([...facts.values()].some(({ lastLogin }) => lastLogin === null));
      assert.equal(facts.get('admin')?.used, 164);
    }));

  it('asks for the second factors of managers only, and no more once the server cannot tell them', () =>
    withNextcloud({ version: 29 }, async (nc, client) => {
      for (let n = 0; n < 20; n++) nc.state.createUser({ id: `a${n}`, groups: ['admin'] });
      nc.state.createUser({ id: 'plain' });
      const { facts } = await collectInstance(readInstance(client, usualScope, { factorsOf: 'managers' }));
      assert.equal(facts.get('a0')?.factors, undefined);
      const asked = sent(nc).filter(request => request.includes('twofactor'));
      assert.ok(asked.length >= 1 && asked.length < 10, String(asked.length));
    }));

  it('reads chosen settings without secrets and without what moves by itself', () =>
    withNextcloud({}, async (nc, client) => {
      nc.state.config.get('core')!.set('mail_smtppassword', 'geheim-1');
      nc.state.config.get('theming')!.set('token', 'geheim-2');
      const scope = { fields: [], config: ['core/*', 'spreed/*', 'theming/c*', 'user_ldap/*'] };
      const { state } = await collectInstance(readInstance(client, scope));
      assert.deepEqual(Object.keys(state.config?.get('core') ?? {}).sort(), [
        'backgroundjobs_mode',
        'shareapi_allow_links',
        'shareapi_default_expire_date',
        'shareapi_enabled',
        'vendor',
      ]);
      assert.deepEqual(state.config?.get('theming'), { color: '#00679e' });
      assert.deepEqual(state.config.get('spreed'), { stun_servers: '["stun.example.com:443"]' });
      assert.deepEqual(state.config.get('user_ldap'), { s01ldap_host: 'ldaps://ldap.example.com' });
      assert.doesNotMatch(JSON.stringify([...(state.config ?? [])]), /geheim|Secret|U2VjcmV0|1795780692/);
    }));

  it('keeps users whose record cannot be read, with nothing but the ID and the reason', () =>
    withNextcloud({}, async (nc, client) => {
      nc.state.createUser({ id: 'broken', unreadable: true });
      const { state, facts } = await collectInstance(readInstance(client));
      assert.deepEqual(state.users.get('broken'), { id: 'broken' });
      assert.ok(facts.get('broken')?.problem);
    }));

  it('leaves out what a group administrator may not see', () =>
    withNextcloud({}, async nc => {
      seedPeople(nc);
      const client = clientOf(nc, { credentials: { user: 'gina', password } });
      const { state } = await collectInstance(readInstance(client, { ...usualScope, config: ['core/*'] }));
      client.close();
      assert.deepEqual([state.apps, state.config], [undefined, undefined]);
      assert.ok(state.users.has('bob') && !state.users.has('carol'));
    }));

  it('tells how far it is, and reads no more than some pages ahead of whoever takes the users', () =>
    withNextcloud({ seed: { users: 3000, groups: 3 } }, async (nc, client) => {
      const seen: ReadingProgress[] = [];
      for await (const item of readInstance(client, usualScope, {
        pageSize: 20,
        onProgress: progress => seen.push(progress),
      }))
        if (item.kind === 'user') break;
      assert.deepEqual(
        seen.map(({ part }) => part),
        ['groups', 'apps'],
      );
      assert.equal(seen[0]?.count, 4);
      const pages = sent(nc).filter(request => request.endsWith('cloud/users/details'));
      assert.ok(pages.length < 15, `${pages.length} pages`);
    }));

  it('ends with `aborted` where it is aborted', () =>
    withNextcloud({ seed: { users: 300, groups: 3 } }, async (_nc, client) => {
      const abort = new AbortController();
      const reading = collectInstance(
        readInstance(client, usualScope, {
          signal: abort.signal,
          pageSize: 20,
          onProgress: ({ part }) => part === 'users' && abort.abort(),
        }),
      );
      await failsWith('aborted', reading);
    }));
});

describe('itemsOf', () => {
  it('gives back a state that was collected', () =>
    withNextcloud({ seed: 'demo' }, async (_nc, client) => {
      const { state } = await collectInstance(readInstance(client, { ...usualScope, config: ['theming/*'] }));
      assert.deepEqual((await collectInstance(itemsOf(state))).state, state);
    }));
});
