import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { execute } from '../../../src/commands/engine/dispatch.ts';
import type { Subject } from '../../../src/subjects/subject.ts';
import { membersUri, usersUri } from '../../../src/servers/uris.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { sitDown, theAction } from '../commands/person.ts';
import type { Desk } from '../commands/person.ts';
import { setServers } from '../servers/window.ts';

describe('commands of tables', () => {
  let nextclouds: SimulatedNextcloud[];
  let desk: Desk;

  beforeEach(async () => {
    nextclouds = [await startNextcloud({ seed: 'empty' }), await startNextcloud({ seed: 'empty' })];
    for (const { state } of nextclouds) for (const id of ['ada', 'bob']) state.createUser({ id });
    desk = await sitDown(...nextclouds);
  });

  afterEach(async () => {
    desk.dispose();
    await setServers(undefined);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const nextcloud of nextclouds) await nextcloud.close();
  });

  const run = (id: string, ...args: unknown[]) => execute(desk.context, theAction(id), ...args);
  const references = (...ids: string[]) => ids.map(id => ({ serverId: desk.server.id, id }));
  const servers = () => desk.context.servers.all();
  const both = () => {
    const [one, two] = servers().map(({ id }) => id);
    return usersUri([one ?? '', two ?? '']).toString();
  };

  it('openUsersTable › opens the users of a server, the members of a group, and the users of several servers', async () => {
    const { server, person } = desk;
    const rows = servers().map((each): Subject => ({ kind: 'server', server: each }));
    await desk.run('openUsersTable', { kind: 'server', server });
    await desk.run('openUsersTable', { kind: 'group', server, id: 'crew' });
    await desk.run('openUsersTable', ...rows);
    assert.deepEqual(person.opened, [
      usersUri([server.id]).toString(),
      membersUri(server.id, 'crew').toString(),
      both(),
    ]);
  });

  it('openUsersTable › asks for the servers in the palette', async () => {
    desk.person.will({ tick: servers().map(({ url }) => url) });
    await run('openUsersTable');
    assert.deepEqual(desk.person.opened, [both()]);
    desk.person.will(undefined);
    await run('openUsersTable');
    assert.equal(desk.person.opened.length, 1);
  });

  it('compareUsers › compares two rows, and says what is missing for others', async () => {
    await run('compareUsers', references('ada', 'bob'));
    assert.match(vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? '', /ada .*↔ bob /);
    await run('compareUsers', references('ada'));
    assert.match(desk.person.lastSaid, /Select two users/);
  });

  it('actions on many users take the rows of a table', async () => {
    await run('disableUsers', references('ada', 'bob'));
    for (const id of ['ada', 'bob']) assert.equal(nextclouds[0]?.state.users.get(id)?.enabled, false);
    await run('copyUserIds', references('ada', 'bob'));
    assert.deepEqual(desk.person.copied, ['ada\nbob']);
  });

  it('exportTable › writes what is shown, as an import reads it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'table-'));
    try {
      const file = join(folder, 'users.csv');
      desk.person.will('CSV', 'Commas', 'Save to File…', file);
      await run('exportTable', {
        serverId: desk.server.id,
        columns: ['id', 'quota', 'groups', 'lastLogin', 'displayname'],
        rows: [
          ['ada', 5 * 1024 ** 3, ['crew', 'fleet'], 0, '=1+1'],
          ['bob', 'none', [], 'never', null],
        ],
      });
      const [head, ada, bob] = (await readFile(file, 'utf8')).split('\r\n');
      assert.equal(head, 'id,quota,groups,last_login,displayname');
      assert.match(ada ?? '', /^ada,5 GB,.*crew.*fleet.*,1970-01-01T00:00:00.000Z,/);
      assert.doesNotMatch(ada ?? '', /,=1\+1$/);
      assert.equal(bob, 'bob,none,,,');
      const asked = nextclouds[0]?.requests.filter(({ path }) => path.includes('/cloud/users/'));
      assert.deepEqual(asked, [], 'The server is not asked for what is there.');
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});
