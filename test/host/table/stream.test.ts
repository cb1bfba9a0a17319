import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Server } from '../../../src/servers/server.ts';
import { membersUri, usersUri } from '../../../src/servers/uris.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { Options, SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { addServer, theExtension } from '../support/extension.ts';
import { OpenTable } from './page.ts';

describe('a table of users', () => {
  const nextclouds: SimulatedNextcloud[] = [];
  const servers: Server[] = [];
  const tables: OpenTable[] = [];

  const start = async (options: Options = {}) => {
    const nextcloud = await startNextcloud({ seed: 'empty', ...options });
    nextclouds.push(nextcloud);
    return nextcloud;
  };
  const addAs = async (nextcloud: SimulatedNextcloud, login?: Parameters<typeof addServer>[1]) => {
    const server = await addServer(nextcloud, login);
    servers.push(server);
    return server;
  };
  /** A server with so many users beside its administrator. */
  const withUsers = async (count: number, options: Options = {}) => {
    const nextcloud = await start(options);
    for (let index = 0; index < count; index++)
      nextcloud.state.createUser({ id: `u${String(index).padStart(4, '0')}`, displayname: `User ${index}` });
    return { nextcloud, server: await addAs(nextcloud) };
  };
  const show = async (...opening: Parameters<typeof OpenTable.open>) => {
    const table = await OpenTable.open(...opening);
    tables.push(table);
    return table;
  };
  const complete = async (uri: vscode.Uri) => {
    const table = await show(uri);
    await table.isComplete();
    return table;
  };
  const pages = ({ requests }: SimulatedNextcloud) =>
    requests.filter(({ path }) => path.includes('/users/details'));

  afterEach(async () => {
    for (const table of tables.splice(0)) await table.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const { servers: all } = await theExtension();
    for (const server of servers.splice(0)) await all.remove(server);
    for (const nextcloud of nextclouds.splice(0)) await nextcloud.close();
  });

  it('shows the first rows after one page, and all in the end, each once', async () => {
    const { server } = await withUsers(350);
    const table = await complete(usersUri([server.id]));
    const [first, ...others] = table.panel.chunks;
    assert.equal(first?.type === 'rows' && first.fresh, true);
    assert.equal(first?.chunk.ids.length, 100);
    assert.ok(others.length >= 3 && others.every(({ type }) => type === 'rows'));
    assert.equal(table.keys.length, 351);
    assert.equal(new Set(table.keys).size, 351);
    assert.equal(table.cell(`${server.id}/u0007`, 'displayname'), 'User 7');
    assert.deepEqual(table.readings.map(({ loaded }) => loaded), [351]);
  });

  it('says what the server knows and what may be edited', async () => {
    const { nextcloud, server } = await withUsers(1);
    nextcloud.state.createGroup('crew', 'The Crew');
    const table = await complete(usersUri([server.id]));
    await eventually('the groups have names', () => table.state.groupNames?.crew === 'The Crew');
    const told = table.state.servers?.[0];
    assert.ok(told);
    assert.ok(told.columns.includes('manager') && !told.columns.includes('server'));
    assert.ok(told.editable.includes('groups') && !told.editable.includes('lastLogin'));
    assert.ok(table.state.actions?.some(({ action, takes }) => action === 'deleteUsers' && takes === 'many'));
    assert.ok(table.state.actions?.some(({ action, takes }) => action === 'compareUsers' && takes === 'two'));
    assert.ok(table.state.actions?.some(({ action, takes }) => action === 'openUser' && takes === 'one'));
    assert.equal(table.state.group, null);
  });

  it('pauses without further requests, and goes on where it was', async () => {
    const { nextcloud, server } = await withUsers(2500, { latencyMs: 5 });
    const table = await show(usersUri([server.id]));
    await eventually('some rows are there', () => table.panel.chunks.length >= 2);
    table.panel.send({ type: 'reading', what: 'pause' });
    await eventually('it is paused', () => table.readings[0]?.phase === 'paused');
    // What was asked for before still arrives; then there is silence.
    let seen = -1;
    await eventually('no more is asked for', async () => {
      const before = seen;
      seen = pages(nextcloud).length;
      await new Promise(resolve => setTimeout(resolve, 100));
      return before === seen;
    });
    const { length } = table.keys;
    assert.ok(length < 2501, `${length} rows`);
    table.panel.send({ type: 'reading', what: 'resume' });
    await table.isComplete();
    assert.equal(table.keys.length, 2501);
    assert.equal(pages(nextcloud).filter(({ query }) => query.offset === '0').length, 1);
  });

  it('stops, and reads anew when told to', async () => {
    const { server } = await withUsers(1500, { latencyMs: 5 });
    const table = await show(usersUri([server.id]));
    await eventually('some rows are there', () => table.panel.chunks.length >= 2);
    table.panel.send({ type: 'reading', what: 'stop' });
    assert.equal(table.readings[0]?.phase, 'stopped');
    assert.ok(table.keys.length < 1501);
    table.panel.send({ type: 'reading', what: 'reload' });
    await table.isComplete();
    assert.equal(table.keys.length, 1501);
    assert.equal(table.panel.chunks.filter(chunk => chunk.type === 'rows' && chunk.fresh).length, 2);
  });

  it('reads nothing while its tab is hidden, and goes on when it is shown', async () => {
    const { server } = await withUsers(2500, { latencyMs: 5 });
    const table = await show(usersUri([server.id]));
    await eventually('some rows are there', () => table.panel.chunks.length >= 2);
    table.panel.show(false);
    const { length } = table.keys;
    await new Promise(resolve => setTimeout(resolve, 300));
    assert.equal(table.keys.length, length);
    table.panel.show(true);
    await table.isComplete();
    assert.equal(table.keys.length, 2501);
  });

  it('asks for nothing more once its tab is closed', async () => {
    const { nextcloud, server } = await withUsers(2500, { latencyMs: 20 });
    const table = await show(usersUri([server.id]));
    await eventually('some rows are there', () => table.panel.chunks.length >= 1);
    table.session.dispose();
    const { length } = pages(nextcloud);
    await new Promise(resolve => setTimeout(resolve, 300));
    // What was on its way when the tab was closed still arrives.
    assert.ok(pages(nextcloud).length <= length + 3);
  });

  it('follows the changes that others announce: changed, new, and deleted users', async () => {
    const { nextcloud, server } = await withUsers(3);
    const table = await complete(usersUri([server.id]));
    nextcloud.state.users.get('u0001')!.displayname = 'Somebody Else';
    nextcloud.state.createUser({ id: 'newcomer' });
    nextcloud.state.deleteUser('u0002');
    for (const userId of ['u0001', 'newcomer', 'u0002']) server.changes.fire({ kind: 'user', userId });
    await eventually('the table follows', () => table.cell(`${server.id}/u0001`, 'displayname') === 'Somebody Else');
    assert.ok(table.keys.includes(`${server.id}/newcomer`));
    assert.ok(!table.keys.includes(`${server.id}/u0002`));
    assert.deepEqual(table.readings.map(({ loaded, phase }) => [loaded, phase]), [[4, 'complete']]);
  });

  it('compares all rows when it is not known who has changed, and takes none from the screen', async () => {
    const { nextcloud, server } = await withUsers(250);
    const table = await complete(usersUri([server.id]));
    for (const user of nextcloud.state.users.values()) user.displayname = 'Changed';
    nextcloud.state.deleteUser('u0123');
    server.changes.fire({ kind: 'users' });
    await eventually('the table follows', () => table.keys.length === 250);
    assert.equal(table.cell(`${server.id}/u0249`, 'displayname'), 'Changed');
    assert.ok(table.panel.chunks.filter(chunk => chunk.type === 'rows' && chunk.fresh).length === 1);
  });

  it('has everybody in the end though the list changes while it is read', async () => {
    const { nextcloud, server } = await withUsers(900, { latencyMs: 5 });
    const table = await show(usersUri([server.id]));
    await eventually('some rows are there', () => table.panel.chunks.length >= 2);
    // All that come after them move to pages that were read already.
    for (const id of ['u0000', 'u0001', 'u0002']) {
      nextcloud.state.deleteUser(id);
      server.changes.fire({ kind: 'user', userId: id });
    }
    await eventually('the table has everybody', () => 
        table.keys.length === 898 &&
        !table.keys.includes(`${server.id}/u0002`) &&
        table.readings[0]?.phase === 'complete');
    assert.deepEqual(
      new Set(table.keys.map(key => key.split('/')[1])),
      new Set(nextcloud.state.users.keys()),
    );
  });

  it('shows each user once, and says what is missing, if the server repeats pages', async () => {
    const { server } = await withUsers(700, { worlds: ['ignoresOffset'] });
    const table = await show(usersUri([server.id]));
    await eventually('it ends', () => table.readings[0]?.phase === 'failed');
    assert.match(table.readings[0]?.message ?? '', /same users repeatedly/);
    assert.equal(table.keys.length, 500);
    assert.equal(new Set(table.keys).size, 500);
  });

  it('says why it cannot read, and starts again when told to', async () => {
    const { nextcloud, server } = await withUsers(3);
    nextcloud.maintenance = true;
    const table = await show(usersUri([server.id]));
    await eventually('it says so', () => table.readings[0]?.phase === 'failed');
    assert.match(table.readings[0]?.message ?? '', /maintenance/i);
    nextcloud.maintenance = false;
    await server.retry();
    table.panel.send({ type: 'reading', what: 'resume' });
    await table.isComplete();
    assert.equal(table.keys.length, 4);
  });

  it('shows the users of two servers that have equal IDs apart from each other', async () => {
    const one = await withUsers(3);
    const two = await withUsers(2);
    two.nextcloud.state.users.get('u0001')!.displayname = 'Of the second';
    const table = await complete(usersUri([two.server.id, one.server.id]));
    assert.equal(table.keys.length, 7);
    assert.equal(table.cell(`${one.server.id}/u0001`, 'displayname'), 'User 1');
    assert.equal(table.cell(`${two.server.id}/u0001`, 'displayname'), 'Of the second');
    assert.equal(table.cell(`${two.server.id}/u0001`, 'server'), two.server.id);
    assert.ok(table.state.servers?.every(({ columns }) => columns.includes('server')));
    const { view, views = [] } = table.state;
    assert.ok([view, ...views.map(named => named.view)].every(one => one?.columns.includes('server')));
    one.nextcloud.state.deleteUser('u0001');
    one.server.changes.fire({ kind: 'user', userId: 'u0001' });
    await eventually('one is gone', () => table.keys.length === 6);
    assert.ok(table.keys.includes(`${two.server.id}/u0001`));
  });

  it('shows the members of a group, who come and go', async () => {
    const { nextcloud, server } = await withUsers(5);
    nextcloud.state.createGroup('crew');
    for (const id of ['u0001', 'u0002']) nextcloud.state.join(id, 'crew');
    const table = await complete(membersUri(server.id, 'crew'));
    assert.deepEqual(table.keys.sort(), ['u0001', 'u0002'].map(id => `${server.id}/${id}`));
    assert.equal(table.state.group, 'crew');
    await eventually('the number of members is known', () => table.readings[0]?.total === 2);
    nextcloud.state.leave('u0001', 'crew');
    nextcloud.state.join('u0004', 'crew');
    for (const userId of ['u0001', 'u0004']) server.changes.fire({ kind: 'user', userId });
    await eventually('the table follows', () => table.keys.includes(`${server.id}/u0004`));
    assert.ok(!table.keys.includes(`${server.id}/u0001`));
    nextcloud.state.join('u0000', 'crew');
    server.changes.fire({ kind: 'group', groupId: 'crew' });
    await eventually('the table follows', () => table.keys.includes(`${server.id}/u0000`));
  });

  it('shows group administrators the users of their groups, and what they may edit', async () => {
    const nextcloud = await start();
    nextcloud.state.createGroup('crew');
    for (const id of ['lead', 'ada', 'bob']) nextcloud.state.createUser({ id, password: 'lead-Passw0rd' });
    nextcloud.state.join('ada', 'crew');
    nextcloud.state.promote('lead', 'crew');
    const server = await addAs(nextcloud, { user: 'lead', password: 'lead-Passw0rd' });
    const table = await complete(usersUri([server.id]));
    assert.deepEqual(table.keys, [`${server.id}/ada`]);
    await eventually('what may be edited is known', () => table.state.servers?.[0]?.editable.includes('quota'));
    assert.ok(!table.state.servers?.[0]?.editable.includes('subadmin'));
    nextcloud.state.leave('ada', 'crew');
    server.changes.fire({ kind: 'user', userId: 'ada' });
    await eventually('whoever is out of sight is gone', () => table.keys.length === 0);
  });

  for (const version of [17, 23] as const)
    it(`works on Nextcloud ${version}, without what that does not have`, async () => {
      const { server } = await withUsers(130, { version });
      const table = await complete(usersUri([server.id]));
      assert.equal(table.keys.length, 131);
      assert.equal(table.cell(`${server.id}/u0100`, 'displayname'), 'User 100');
      await eventually('its columns are known', () => table.state.servers?.[0]?.editable.length);
      const { columns = [] } = table.state.servers?.[0] ?? {};
      assert.equal(columns.includes('organisation'), version >= 23);
      assert.ok(!columns.includes('manager') && columns.includes('email'));
    });

  it('passes on hostile texts as they are', async () => {
    const { nextcloud, server } = await withUsers(0);
    const texts = ['</script><script>alert(1)</script>', '[x](command:workbench.action.quit)', '=cmd|1', '\u202Egpj.exe', '__proto__'];
    for (const [index, text] of texts.entries())
      nextcloud.state.createUser({ id: `h${index}`, displayname: text, email: `${index}@example.com`, groups: [] });
    const table = await complete(usersUri([server.id]));
    for (const [index, text] of texts.entries())
      assert.equal(table.cell(`${server.id}/h${index}`, 'displayname'), text);
  });

  it('finds groups and users of the server that is asked for', async () => {
    const { nextcloud, server } = await withUsers(3);
    nextcloud.state.createGroup('crew');
    const table = await complete(usersUri([server.id]));
    table.panel.send({ type: 'search', request: 7, source: 'groups', serverId: server.id, query: 'cre' });
    await eventually('it answers', () => table.panel.found.length);
    assert.deepEqual(table.panel.found.map(({ request, suggestions }) => [request, suggestions[0]?.value]), [[7, 'crew']]);
  });
}); // prettier-ignore
