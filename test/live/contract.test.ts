// The client's contract against a live server: it makes only what begins with its prefix, and removes it.
import assert from 'node:assert/strict';
import { NextcloudClient, NextcloudError, type ErrorKind } from '../../src/ocs/index.ts';

const { NEXTCLOUD_URL, NEXTCLOUD_USER, NEXTCLOUD_PASSWORD, NEXTCLOUD_LOGIN_PASSWORD } = process.env;
if (!NEXTCLOUD_URL || !NEXTCLOUD_USER || !NEXTCLOUD_PASSWORD)
  throw new Error(
    'Set NEXTCLOUD_URL, NEXTCLOUD_USER and NEXTCLOUD_PASSWORD to an administrator of a server for tests; with an app password NEXTCLOUD_LOGIN_PASSWORD too.',
  );

const prefix = `live-${Date.now().toString(36)}-`;
const user = `${prefix}user`;
const plainGroup = `${prefix}group`;
const oddGroups = ['a/b', '50%', 'C++', 'x#1', 'q?a=b&c', '%41', 'Grüße ☂'].map(name => prefix + name);
const password = `Xk9!${prefix}vPq27Lz`;

const client = new NextcloudClient({
  baseUrl: NEXTCLOUD_URL,
  credentials: { user: NEXTCLOUD_USER, password: NEXTCLOUD_PASSWORD },
  confirmPassword: () => Promise.resolve(NEXTCLOUD_LOGIN_PASSWORD),
  timeoutMs: 60_000,
});

function isKind(kind: ErrorKind) {
  return (error: unknown) => error instanceof NextcloudError && error.kind === kind;
}

describe(`the client against ${new URL(NEXTCLOUD_URL).host}`, function () {
  this.timeout(120_000);
  let major = 0;

  before(async () => {
    ({
      version: { major },
    } = await client.server.capabilities());
    await client.groups.create(plainGroup);
    await client.users.create(user, {
      password,
      displayName: 'Live <b>Test</b>',
      email: `${user}@example.org`,
      groups: [plainGroup],
      quota: '1 GB',
    });
  });

  after(async () => {
    const users = await client.users.list({ search: prefix });
    const groups = await client.groups.list({ search: prefix });
    for (const id of users) if (id.startsWith(prefix)) await client.users.delete(id);
    for (const id of groups) if (id.startsWith(prefix)) await client.groups.delete(id);
    client.close();
  });

  it('knows the server and itself', async () => {
    const status = await client.server.status();
    assert(status.version?.startsWith(`${major}.`));
    const { userId, scopes } = await client.users.get();
    assert(userId && scopes);
  });

  it('lists, pages and searches users', async () => {
    assert.deepEqual(await client.users.list({ search: user }), [user]);
    const [found] = await client.users.listDetails({ search: user, limit: 1 });
    assert.deepEqual([found?.displayName, found?.groups], ['Live <b>Test</b>', [plainGroup]]);
    for await (const { userId } of client.users.iterate({ search: user })) assert.equal(userId, user);
  });

  it('edits a user, and says which field was refused', async () => {
    const edit = client.users.edit(user, { displayname: 'Edited', email: 'not-an-email', quota: '2 GB' });
    await assert.rejects(edit, (error: { saved: string[]; failed: Map<string, NextcloudError> }) => {
      assert.deepEqual([...error.failed.keys()], ['email']);
      return error.failed.get('email')?.kind === 'invalid';
    });
    const { displayName, email, quota } = await client.users.get(user);
    assert.deepEqual([displayName, email, quota?.quota], ['Edited', `${user}@example.org`, 2 * 1024 ** 3]);
  });

  it('disables and enables a user', async () => {
    await client.users.disable(user);
    assert((await client.users.listDisabled({ search: user })).some(({ userId }) => userId === user));
    await client.users.enable(user);
    assert.equal((await client.users.get(user)).enabled, true);
  });

  it('changes groups and subadmin roles', async () => {
    await client.users.promoteToSubadmin(user, plainGroup);
    assert.deepEqual(await client.users.subadminGroups(user), [plainGroup]);
    assert.deepEqual(await client.groups.subadmins(plainGroup), [user]);
    await client.users.demoteFromSubadmin(user, plainGroup);
    await client.users.removeFromGroup(user, plainGroup);
    assert.deepEqual(await client.users.groups(user), []);
  });

  for (const group of oddGroups)
    it(`reaches the group “${group.slice(prefix.length)}” on every call`, async () => {
      await client.groups.create(group);
      await client.users.addToGroup(user, group);
      assert.deepEqual(await client.groups.members(group), [user]);
      assert.deepEqual(
        (await client.groups.memberDetails(group)).map(({ userId }) => userId),
        [user],
      );
      assert.deepEqual(await client.groups.subadmins(group), []);
      if (major >= 20) await client.groups.rename(group, `${group} renamed`);
      await client.groups.delete(group);
      assert(!(await client.groups.list({ search: group })).includes(group));
    });

  it('lists and describes apps', async () => {
    const enabled = await client.apps.list('enabled');
    assert(enabled.includes('files'));
    assert((await client.apps.list()).length >= enabled.length);
    assert.equal((await client.apps.info('files')).id, 'files');
  });

  it('fetches a picture', async () => {
    const { type, bytes } = await client.users.avatar(user);
    assert(type.startsWith('image/') && bytes.length > 0);
  });

  it('has an error for everything that cannot be', async () => {
    await assert.rejects(client.users.get(`${prefix}nobody`), isKind('notFound'));
    await assert.rejects(client.groups.members(`${prefix}nowhere`), isKind('notFound'));
    await assert.rejects(client.groups.create(plainGroup), isKind('conflict'));
    await assert.rejects(client.users.create(user, { password }), isKind('conflict'));
    await assert.rejects(client.users.create(`${prefix}weak`, { password: 'abc' }));
    await assert.rejects(client.apps.info('no_such_app'), isKind('notFound'));
  });
});
