import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { execute } from '../../../src/commands/engine/dispatch.ts';
import { fileTarget } from '../../../src/commands/exports/targets.ts';
import { makePlan } from '../../../src/model/plan/plan.ts';
import { presentOf } from '../../../src/model/plan/present.ts';
import { mapColumns } from '../../../src/model/tables/mapping.ts';
import { readTable } from '../../../src/model/tables/readTable.ts';
import { readUsers } from '../../../src/model/tables/users.ts';
import { userColumns } from '../../../src/model/tables/write.ts';
import type { TreeNode } from '../../../src/tree/nodes/node.ts';
import { loadedBelow } from '../../../src/tree/nodes/node.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { versions } from '../../nextcloud/versions.ts';
import type { Major } from '../../nextcloud/versions.ts';
import { setServers } from '../servers/window.ts';
import { sitDown, theAction } from './person.ts';
import type { Desk, Reply } from './person.ts';

const majors = Object.keys(versions).map(Number) as Major[];

describe('exports', () => {
  let nextcloud: SimulatedNextcloud;
  let desk: Desk;
  let folder: string;
  let file: string;

  beforeEach(async () => {
    nextcloud = await startNextcloud({ seed: 'empty' });
    for (const id of ['ada', 'bob', 'eve']) nextcloud.state.createUser({ id });
    nextcloud.state.createGroup('crew', 'The Crew');
    nextcloud.state.join('ada', 'crew');
    nextcloud.state.join('eve', 'crew');
    desk = await sitDown(nextcloud);
    folder = await mkdtemp(join(tmpdir(), 'exports-'));
    file = join(folder, 'out.txt');
  });

  afterEach(async () => {
    const { globalState } = desk.context.context;
    for (const kind of ['users', 'groups', 'apps'])
      await globalState.update(`export.${kind}.columns`, undefined);
    desk.dispose();
    await setServers(undefined);
    await nextcloud.close();
    await rm(folder, { recursive: true });
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  const columns = (...names: string[]): Reply => ({
    tick: names,
    untick: userColumns.map(({ name }) => name),
  });
  const plainCsv = ['CSV', 'Commas'];

  /** Runs an export on rows of the tree, or from the palette, and returns the lines of the file. */
  async function exported(id: string, rows: readonly unknown[], ...replies: Reply[]): Promise<string[]> {
    desk.person.will(...replies);
    await execute(desk.context, theAction(id), ...(rows.length > 0 ? [rows[0], rows] : []));
    assert.equal(desk.person.repliesLeft, 0, desk.person.asked.join(' / '));
    return (await readFile(file, 'utf8')).trimEnd().split(/\r?\n/);
  }

  async function rowOf(find: (node: TreeNode) => boolean): Promise<TreeNode> {
    await desk.server.connect();
    const [root] = desk.provider.roots();
    for (const node of loadedBelow(root!)) await node.children();
    const row = [...loadedBelow(root!)].find(find);
    assert.ok(row, 'there is no such row');
    return row;
  }

  const toFile = (): Reply[] => ['Save to File…', file];

  it('exportUsers › writes all users of the only server, from the Command Palette', async () => {
    const lines = await exported('exportUsers', [], 'All Users', ...plainCsv, columns('id'), ...toFile());
    assert.deepEqual(lines, ['id', 'ada', 'admin', 'bob', 'eve']);
    assert.equal(desk.person.lastSaid, 'Exported 4 users to out.txt.');
  });

  it('exportUsers › writes the members of a group, from its row and from the Command Palette', async () => {
    const row = await rowOf(({ subject }) => subject?.kind === 'group' && subject.id === 'crew');
    assert.deepEqual(await exported('exportUsers', [row], ...plainCsv, columns('id'), ...toFile()), [
      'id',
      'ada',
      'eve',
    ]);
    const asked = ['Members of a Group…', 'crew', ...plainCsv];
    assert.deepEqual(await exported('exportUsers', [], ...asked, {}, ...toFile()), ['id', 'ada', 'eve']);
  });

  it('exportUsers › writes all users that match the filter of a list, not only the loaded ones', async () => {
    for (let index = 0; index < 250; index++) nextcloud.state.createUser({ id: `many${index}` });
    const row = await rowOf(({ id }) => id.endsWith('/users/all'));
    if (row.subject?.kind === 'list') row.subject.branch.setFilter('many');
    const lines = await exported('exportUsers', [row], ...plainCsv, columns('id'), ...toFile());
    assert.equal(lines.length, 251);
    assert.ok(lines.slice(1).every(line => line.startsWith('many')));
  });

  it('exportUsers › writes selected users, and users who meet conditions', async () => {
    const { server } = desk;
    const rows = ['eve', 'bob'].map(id => ({ serverId: server.id, id }));
    desk.person.will(...plainCsv, columns('id'), ...toFile());
    await desk.run('exportUsers', ...rows.map(({ id }) => ({ kind: 'user' as const, server, id })));
    assert.equal(await readFile(file, 'utf8'), 'id\r\neve\r\nbob\r\n');
    const conditions = ['Not in Group…', 'crew', 'No Email Address', 'Continue with 2 Users'];
    const asked = ['Users by Conditions…', ...conditions, ...plainCsv];
    assert.deepEqual(await exported('exportUsers', [], ...asked, {}, ...toFile()), ['id', 'admin', 'bob']);
  });

  it('exportUsers › makes formulas harmless in each dialect, and can be read back', async () => {
    const displayname = '=1+2;"x",\té';
    nextcloud.state.users.get('ada')!.displayname = displayname;
    for (const [dialect, mark, delimiter] of [
      ['Semicolons, for Excel', '\uFEFF', ';'],
      ['Commas, for Excel', '\uFEFF', ','],
      ['Commas', '', ','],
      ['Tabs', '', '\t'],
    ] as const) {
      const asked = ['All Users', 'CSV', dialect];
      const text = (
        await exported('exportUsers', [], ...asked, columns('id', 'displayname'), ...toFile())
      ).join('\n');
      assert.ok(text.startsWith(`${mark}id${delimiter}displayname\n`), dialect);
      assert.match(text, /"'=1\+2;""x""/);
      const { table } = readTable(await readFile(file));
      assert.deepEqual(table?.rows[0]?.cells, ['ada', displayname]);
    }
  });

  for (const version of majors)
    it(`exportUsers › exports an organization, whose import then plans nothing, on ${version}`, async () => {
      desk.dispose();
      await setServers(undefined);
      await nextcloud.close();
      nextcloud = await startNextcloud({ seed: 'demo', version });
      desk = await sitDown(nextcloud);
      const { client, me, role } = await desk.server.connect();
      const [people, groups] = await Promise.all([client.users.listDetails(), client.groups.listDetails()]);
      for (const format of [plainCsv, ['JSON']]) {
        const everything = columns(...userColumns.map(({ name }) => name));
        await exported('exportUsers', [], 'All Users', ...format, everything, ...toFile());
        const { table } = readTable(await readFile(file));
        assert.ok(table);
        const { users } = readUsers(table, mapColumns(table.headers));
        assert.equal(users.length, people.length);
        assert.deepEqual(makePlan(users, presentOf(people, groups, { me, role })).steps, []);
      }
    });

  it('remembers the columns, and asks again until at least one is selected', async () => {
    await exported(
      'exportUsers',
      [],
      'All Users',
      ...plainCsv,
      columns(),
      columns('id', 'email'),
      ...toFile(),
    );
    const [header] = await exported('exportUsers', [], 'All Users', ...plainCsv, {}, ...toFile());
    assert.equal(header, 'id,email');
    await desk.context.context.globalState.update('export.users.columns', ['gone', 'id']);
    assert.deepEqual((await exported('exportUsers', [], 'All Users', ...plainCsv, {}, ...toFile()))[0], 'id');
  });

  it('opens small exports in an editor, without a byte order mark', async () => {
    desk.person.will('All Users', 'CSV', 'Semicolons, for Excel', columns('id', 'groups'), 'Open in Editor');
    await desk.run('exportUsers');
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /^id;groups\r?\nada;crew/);
    desk.person.will('All Users', 'Markdown', columns('id'), 'Open in Editor');
    await desk.run('exportUsers');
    const { document } = vscode.window.activeTextEditor!;
    assert.equal(document.languageId, 'markdown');
    assert.match(document.getText(), /^\| id \|\n\| --- \|\n\| ada \|/);
  });

  it('leaves an existing file unchanged after Cancel, and no partial one', async () => {
    await writeFile(file, 'before');
    const window = vscode.window as { withProgress: typeof vscode.window.withProgress };
    const { withProgress } = window;
    const cancel = new vscode.CancellationTokenSource();
    window.withProgress = (_options, task) =>
      Promise.resolve(task({ report: () => undefined }, cancel.token));
    nextcloud.faults.add({ kind: 'silence', match: ({ query }) => query.offset === '200', times: 1 });
    for (let index = 0; index < 500; index++) nextcloud.state.createUser({ id: `many${index}` });
    try {
      desk.person.will('All Users', ...plainCsv, columns('id'), ...toFile());
      const run = desk.run('exportUsers');
      setTimeout(() => cancel.cancel(), 300);
      await run;
    } finally {
      window.withProgress = withProgress;
    }
    assert.deepEqual(await readdir(folder), ['out.txt']);
    assert.equal(await readFile(file, 'utf8'), 'before');
    assert.deepEqual(desk.person.said, []);
  });

  it('leaves no file when the server fails midway, and reports it', async () => {
    for (let index = 0; index < 500; index++) nextcloud.state.createUser({ id: `many${index}` });
    nextcloud.faults.add({
      kind: 'reply',
      match: ({ query }) => query.offset === '400',
      times: 9,
      reply: () => ({ status: 403, headers: {}, body: '' }),
    });
    desk.person.will('All Users', ...plainCsv, columns('id'), ...toFile());
    await desk.run('exportUsers');
    assert.deepEqual(await readdir(folder), []);
    assert.equal(desk.person.said.at(-1)?.level, 'error');
  });

  it('returns to the choice of target if no file is chosen', async () => {
    desk.person.will('All Users', ...plainCsv, columns('id'), 'Save to File…', undefined, undefined);
    await desk.run('exportUsers');
    assert.deepEqual(await readdir(folder), []);
    assert.deepEqual(desk.person.said, []);
  });

  it('exportGroups › writes all, filtered or selected groups with members and administrators', async () => {
    nextcloud.state.createGroup('fleet');
    nextcloud.state.promote('bob', 'crew');
    const all = await exported('exportGroups', [], ...plainCsv, {}, ...toFile());
    assert.deepEqual(all, [
      'id,displayname,user_count,subadmins,members',
      'admin,admin,1,,admin',
      'crew,The Crew,2,bob,"ada;eve"',
      'fleet,fleet,0,,',
    ]);
    const list = await rowOf(({ id }) => id.endsWith('/groups'));
    if (list.subject?.kind === 'list') list.subject.branch.setFilter('fl');
    assert.equal((await exported('exportGroups', [list], ...plainCsv, {}, ...toFile())).length, 2);
    if (list.subject?.kind === 'list') list.subject.branch.setFilter('');
    const row = await rowOf(({ subject }) => subject?.kind === 'group' && subject.id === 'crew');
    assert.deepEqual(
      (await exported('exportGroups', [row], 'JSON', {}, ...toFile())).join('\n').match(/"id":"\w+"/g),
      ['"id":"crew"'],
    );
  });

  it('exportApps › writes all apps with details, and requests only the lists if no details are selected', async () => {
    const lines = await exported('exportApps', [], ...plainCsv, {}, ...toFile());
    assert.equal(lines[0], 'id,name,version,enabled,summary,licence,authors,categories,types');
    assert.equal(lines.length - 1, nextcloud.state.apps.size);
    assert.match(lines.find(line => line.startsWith('calendar,')) ?? '', /^calendar,\w+,\d/);
    nextcloud.requests.length = 0;
    const bare: Reply = {
      untick: ['name', 'version', 'summary', 'licence', 'authors', 'categories', 'types'],
    };
    await exported('exportApps', [], ...plainCsv, bare, ...toFile());
    assert.equal(nextcloud.requests.filter(({ path }) => /\/apps\/\w/.test(path)).length, 0);
  });

  it('fileTarget › writes the whole text to other file systems', async () => {
    const written: string[] = [];
    const missing = () => {
      throw vscode.FileSystemError.FileNotFound();
    };
    const provider: vscode.FileSystemProvider = {
      onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
      watch: () => new vscode.Disposable(() => undefined),
      stat: missing,
      readDirectory: missing,
      createDirectory: missing,
      readFile: missing,
      delete: missing,
      rename: missing,
      writeFile: (uri, content) => void written.push(uri.path, Buffer.from(content).toString()),
    };
    const registration = vscode.workspace.registerFileSystemProvider('exports-test', provider);
    async function* chunks() {
      yield 'a';
      yield await Promise.resolve('ü');
    }
    const { signal } = new AbortController();
    await fileTarget(vscode.Uri.parse('exports-test:/x.csv')).write(chunks(), signal);
    await assert.rejects(
      fileTarget(vscode.Uri.parse('exports-test:/y.csv')).write(chunks(), AbortSignal.abort()),
    );
    registration.dispose();
    assert.deepEqual(written, ['/x.csv', 'aü']);
  });
});
