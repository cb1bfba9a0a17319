import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { workspaceFolderOf } from '../../../src/commands/keep/place.ts';
import { LastReview } from '../../../src/commands/review/lastReview.ts';
import { ReviewSession } from '../../../src/commands/review/session.ts';
import type { PlanDraft } from '../../../src/runs/desk.ts';
import { allTabs } from '../../../src/ui/tabs.ts';
import { back } from '../../../src/ui/searchPick.ts';
import type { ReviewRow } from '../../../src/webview/review/protocol.ts';
import { startNextcloud, type SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { sitDown, sitDownAs, type Desk } from '../commands/person.ts';
import { keepDrafts, stepsOf } from '../commands/plans.ts';
import { setServers } from '../servers/window.ts';

describe('Review Access', () => {
  let nextcloud: SimulatedNextcloud;
  let desk: Desk;
  let drafts: PlanDraft[];
  let session: ReviewSession;
  let temporary: string;

  beforeEach(async () => {
    temporary = await mkdtemp(join(tmpdir(), 'review-'));
    nextcloud = await startNextcloud({ version: 34, seed: 'empty' });
    const { state } = nextcloud;
    for (const id of ['crew', 'fleet']) state.createGroup(id);
    state.createUser({ id: 'ann', groups: ['crew'], manager: 'gone', email: 'ann@example.com' });
    state.createUser({ id: 'bob', groups: ['crew'], enabled: false, email: '' });
    desk = await sitDown(nextcloud);
    drafts = keepDrafts(desk);
    session = new ReviewSession(desk.context, desk.server, () => undefined);
    await session.run();
  });

  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    session.dispose();
    const folder = workspaceFolderOf(desk.server);
    assert.ok(folder);
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, '..'), { recursive: true }).then(
      () => undefined,
      () => undefined,
    );
    desk.dispose();
    await setServers(undefined);
    await nextcloud.close();
    await rm(temporary, { recursive: true });
  });

  const rows = (): ReviewRow[] => session.state.found?.findings ?? [];
  const found = (...rules: string[]) => rows().filter(({ rule }) => rules.includes(rule));
  const keys = (...rules: string[]) => found(...rules).map(({ key }) => key);
  const accepted = async () => {
    const folder = workspaceFolderOf(desk.server);
    assert.ok(folder);
    return readFile(vscode.Uri.joinPath(folder, 'accepted.json').fsPath, 'utf8');
  };

  const isOpen = () => allTabs().some(({ label }) => label === `Access Review of ${desk.server.label}`);

  it('opens a page and reviews', async () => {
    await desk.run('reviewAccess', { kind: 'server', server: desk.server });
    await eventually('the page', () => isOpen());
  });

  it('closes its page with its server, and no other', async () => {
    await desk.run('reviewAccess', { kind: 'server', server: desk.server });
    await eventually('the page', () => isOpen());
    const { url } = nextcloud;
    const secret = { origin: new URL(url).origin, ...nextcloud.admin, revocable: false };
    const other = await desk.context.servers.add({ url, user: 'another' }, secret);
    await desk.context.servers.remove(other);
    assert.ok(isOpen());
    await desk.context.servers.remove(desk.server);
    await eventually('the page is gone', () => !isOpen());
  });

  it('finds, with who administers and who is in which group', () => {
    const { state } = session;
    assert.equal(state.problem, null);
    assert.equal(state.reading, null);
    assert.deepEqual(
      found('managerGone', 'disabledMember', 'emptyGroup').map(({ text }) => text),
      [
        'The manager of “ann”, “gone”, does not exist.',
        '“bob” is disabled and still in: crew',
        'The group “fleet” has no members.',
      ],
    );
    assert.equal(state.found?.powers.rows[0]?.at(0), 'admin');
    const crew = state.found.groups.find(({ id }) => id === 'crew');
    assert.deepEqual(crew, { id: 'crew', name: 'crew', members: 2 });
  });

  it('plans the fixes of several findings together, and applies nothing', async () => {
    const before = nextcloud.requests.length;
    await session.take({ type: 'fix', keys: keys('managerGone', 'disabledMember') });
    const [draft] = drafts;
    assert.ok(draft, desk.person.lastSaid);
    assert.equal(draft.title, '2 findings');
    assert.deepEqual(stepsOf(draft.plan), { ann: ['change manager='], bob: ['leave crew'] });
    assert.ok(nextcloud.requests.slice(before).every(({ method }) => method === 'GET'));
    assert.equal(session.state.isBusy, false);
  });

  it('says so when the fixes were made meanwhile', async () => {
    const wanted = keys('disabledMember');
    nextcloud.state.leave('bob', 'crew');
    await session.take({ type: 'fix', keys: wanted });
    assert.deepEqual(drafts, []);
    assert.match(desk.person.lastSaid, /nothing to change/);
  });

  it('keeps what is accepted in the workspace, with reason and day, until it is withdrawn', async () => {
    desk.person.will('  A leftover of the merger ', '2001-01-01', '2099-02-30', '2099-12-31');
    await session.take({ type: 'accept', keys: keys('emptyGroup') });
    assert.match(desk.person.asked[2] ?? '', /^Enter a day from today on/);
    assert.match(desk.person.asked[3] ?? '', /^Enter a day from today on/);
    assert.deepEqual(JSON.parse(await accepted()), {
      version: 1,
      accepted: [
        { rule: 'emptyGroup', subjects: ['group:fleet'], reason: 'A leftover of the merger', until: '2099-12-31' },
      ],
    }); // prettier-ignore
    assert.deepEqual(
      found('emptyGroup').map(({ status, note }) => [status, note]),
      [['accepted', 'Accepted until 2099-12-31: A leftover of the merger']],
    );
    await session.take({ type: 'withdraw', keys: keys('emptyGroup') });
    assert.deepEqual(JSON.parse(await accepted()), { version: 1, accepted: [] });
    assert.equal(found('emptyGroup')[0]?.status, 'open');
  });

  it('asks for the reason again after Back, and accepts nothing after Escape', async () => {
    desk.person.will('Because', back, undefined);
    await session.take({ type: 'accept', keys: keys('emptyGroup') });
    assert.equal(desk.person.repliesLeft, 0);
    await assert.rejects(accepted(), { code: 'ENOENT' });
  });

  it('leaves a file alone that it cannot read, says where it is wrong, and follows when it is mended', async () => {
    const folder = workspaceFolderOf(desk.server);
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder, 'accepted.json');
    const write = (text: string) => vscode.workspace.fs.writeFile(uri, Buffer.from(text));
    await write('{\n  "version": 2 }');
    await session.run();
    assert.match(session.state.fileProblem ?? '', /accepted\.json:2:14: .*another version/);
    desk.person.will('Because', '2099-12-31');
    await session.take({ type: 'accept', keys: keys('emptyGroup') });
    assert.match(desk.person.lastSaid, /another version/);
    assert.equal(await accepted(), '{\n  "version": 2 }');
    await session.take({ type: 'showFile' });
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), uri.toString());
    const all = new vscode.Range(0, 0, editor.document.lineCount, 0);
    await editor.edit(edit => edit.replace(all, acceptedFleet));
    await editor.document.save();
    await eventually('the mended file', () => found('emptyGroup')[0]?.status === 'accepted');
    assert.equal(session.state.fileProblem, null);
  });

  it('follows what is accepted elsewhere', async () => {
    const folder = workspaceFolderOf(desk.server);
    assert.ok(folder);
    // VS Code may overlook what is in folders that are made at once.
    for (const made of [vscode.Uri.joinPath(folder, '..'), folder]) await makeFolder(made);
    await writeFile(vscode.Uri.joinPath(folder, 'accepted.json').fsPath, acceptedFleet);
    await eventually('it is accepted', () => found('emptyGroup')[0]?.status === 'accepted');
  });

  it('marks what the last review did not find', async () => {
    session.dispose();
    nextcloud.state.createGroup('later');
    session = new ReviewSession(desk.context, desk.server, () => undefined);
    await session.run();
    const news = () => found('emptyGroup').map(({ text, isNew }) => [text, isNew]);
    const expected = [
      ['The group “fleet” has no members.', false],
      ['The group “later” has no members.', true],
    ];
    assert.deepEqual(news(), expected);
    await session.run();
    assert.deepEqual(news(), expected);
  });

  it('forgets what the last review found when the server is removed', async () => {
    const last = new LastReview(desk.context.context, desk.server);
    assert.ok((await last.read())?.keys.size);
    Object.assign(desk.context, { desk: { forget: () => Promise.resolve() } });
    desk.person.will(true);
    await desk.run('removeServer', { kind: 'server', server: desk.server });
    assert.equal(await last.read(), undefined);
  });

  it('knows when the server was changed since', async () => {
    assert.equal(session.state.isOutdated, false);
    desk.server.changes.fire({ kind: 'users' });
    assert.equal(session.state.isOutdated, true);
    await session.take({ type: 'again' });
    assert.equal(session.state.isOutdated, false);
  });

  it('says what went wrong, and keeps what was found', async () => {
    const before = session.state.found;
    nextcloud.maintenance = true;
    await session.run();
    assert.match(session.state.problem ?? '', /maintenance/i);
    assert.equal(session.state.found, before);
    nextcloud.maintenance = false;
    await desk.server.retry();
    await session.run();
    assert.equal(session.state.problem, null);
  });

  for (const [format, ending, begins] of [
    ['HTML', 'html', /^<!DOCTYPE html>/],
    ['Markdown', 'md', /^# Access review of /],
    ['CSV', 'csv', /severity,finding,text,subjects/],
  ] as const)
    it(`saves a report as ${format}`, async () => {
      const path = join(temporary, `report.${ending}`);
      desk.person.will(format, path);
      await session.take({ type: 'saveReport' });
      const text = await readFile(path, 'utf8');
      assert.match(text, begins);
      assert.ok(text.includes('“bob”'));
      assert.match(desk.person.lastSaid, new RegExp(`report\\.${ending}`));
    });

  it('reviews what a group administrator sees, as far as the server tells', async () => {
    session.dispose();
    desk.dispose();
    await setServers(undefined);
    nextcloud.state.createUser({ id: 'lead', password: 'lead-password', subadmin: ['crew'] });
    desk = await sitDownAs({ user: 'lead', password: 'lead-password' }, nextcloud);
    session = new ReviewSession(desk.context, desk.server, () => undefined);
    await session.run();
    assert.equal(session.state.problem, null);
    assert.deepEqual(session.state.found?.users.map(({ id }) => id).sort(), ['ann', 'bob']);
    assert.deepEqual(found('disabledMember').map(({ text }) => text), ['“bob” is disabled and still in: crew']);
  }); // prettier-ignore

  it('opens users, groups and apps', async () => {
    for (const subject of ['user:ann', 'group:crew', 'app:files', 'server:'])
      await session.take({ type: 'open', subject });
    assert.deepEqual(
      desk.person.opened.map(uri => uri.replace(/^.*?:\/\/[^/]+/, '')),
      ['/users/ann.json', '/groups/crew.json', '/apps.json'],
    );
  });
});

const mended = { rule: 'emptyGroup', subjects: ['group:fleet'], reason: 'R', until: '2099-12-31' };
const acceptedFleet = JSON.stringify({ version: 1, accepted: [mended] });

/** Makes a folder in the workspace, and waits until VS Code knows of it. */
async function makeFolder(folder: vscode.Uri): Promise<void> {
  const [root] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(root);
  const pattern = new vscode.RelativePattern(root, vscode.workspace.asRelativePath(folder, false));
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  let isKnown = false;
  for (const event of [watcher.onDidCreate, watcher.onDidChange]) event(() => (isKnown = true));
  await mkdir(folder.fsPath, { recursive: true });
  await eventually('VS Code knows the folder', () => isKnown);
  watcher.dispose();
}
