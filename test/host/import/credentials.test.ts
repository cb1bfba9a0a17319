import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { offerCredentials } from '../../../src/commands/import/offer.ts';
import { ImportSession } from '../../../src/commands/import/session.ts';
import { startNextcloud, type SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { sitDown } from '../commands/person.ts';
import type { Desk } from '../commands/person.ts';
import { setServers } from '../servers/window.ts';
import { closeAll, importDesk } from './desk.ts';
import type { ImportDesk } from './desk.ts';

/** All texts below a folder, by their paths. */
async function filesIn(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter(one => one.isFile()).map(one => join(one.parentPath, one.name));
  return new Map(await Promise.all(paths.map(async path => [path, await readFile(path, 'utf8')] as const)));
}

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);

describe('the passwords of an import', () => {
  let nextcloud: SimulatedNextcloud;
  let files: ImportDesk;
  let desk: Desk;
  let offering: vscode.Disposable;
  let plan: string;
  let channel: vscode.LogOutputChannel;
  const logged: string[] = [];

  /** What is given to the log from now on: VS Code writes its file when it likes. */
  function listen({ log }: Desk['context']): void {
    channel = log.channel;
    const keep = (text: string) => void logged.push(text);
    Object.defineProperty(log, 'channel', {
      value: { info: keep, warn: keep, error: keep },
      configurable: true,
    });
  }

  before(async () => {
    files = await importDesk();
    nextcloud = await startNextcloud({ seed: 'empty' });
    nextcloud.state.createUser({ id: 'taken' });
    desk = await sitDown(nextcloud);
    listen(desk.context);
    offering = offerCredentials(desk.context);
    const text = 'id,displayname,password\nnew,Newcomer *1*,\ngiven,,Their own 1.\nlost,,\n';
    await vscode.window.showTextDocument(await files.file('users.csv', text));
    desk.person.will('Active Editor');
    await desk.run('importUsers', { kind: 'server', server: desk.server });
    const [session] = [...desk.context.imports.values()];
    assert(session instanceof ImportSession);
    await session.edit({ firstSignIn: 'password' });
    await session.showPlan();
    const [, id = ''] = /plans\/(.*)\.json/.exec(desk.person.opened.at(-1) ?? '') ?? [];
    plan = id;
  });

  after(async () => {
    await closeAll();
    await desk.context.desk.remove(desk.server, plan);
    offering.dispose();
    Object.defineProperty(desk.context.log, 'channel', { value: channel, configurable: true });
    desk.dispose();
    await nextcloud.close();
    await files.end();
    await setServers(undefined);
  });

  const show = () => desk.run('showCredentials', { kind: 'plan', server: desk.server, id: plan });
  const sheets = () =>
    vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === 'nextcloud-admin-credentials');

  it('are announced in the plan for all users to be created', async () => {
    const run = await desk.context.desk.read(desk.server, plan);
    assert.deepEqual(
      run?.plan.steps.flatMap(step => (step.kind === 'create' ? [[step.user, step.hasPassword]] : [])),
      [['new', true], ['given', true], ['lost', true]], // prettier-ignore
    );
  });

  it('are not shown until the plan has been applied', async () => {
    await show();
    assert.match(desk.person.lastSaid, /No passwords/);
    assert.deepEqual(sheets(), []);
  });

  it('are offered once users have been created, on a sheet for these users only', async () => {
    nextcloud.state.createUser({ id: 'lost' });
    await desk.context.desk.apply(desk.server, plan, false);
    assert.match(desk.person.lastSaid, /New users with a password: 2/);
    await show();
    await eventually('the sheet is shown', () => sheets().length === 1);
    const [sheet] = sheets();
    assert(sheet);
    assert.equal(sheet.isDirty, false);
    const text = sheet.getText();
    const password = nextcloud.state.users.get('new')?.password ?? '';
    assert(text.includes(`\`${password}\``) && text.includes('`Their own 1.`'), text);
    assert(text.includes(nextcloud.url.replace(/\/$/, '')));
    assert(!text.includes('`lost`'));
  });

  it('are printed by the browser, or shown where it cannot open a page of this machine', async () => {
    const print = () => desk.run('printCredentials', { kind: 'plan', server: desk.server, id: plan });
    const before = desk.person.opened.length;
    desk.person.will(false);
    await print();
    assert.equal(desk.person.opened.length, before, 'nothing is opened without consent');
    desk.person.will(true);
    await print();
    const page = vscode.Uri.parse('http://127.0.0.1:9/page');
    if (!(await vscode.env.asExternalUri(page)).path.endsWith('/page')) {
      assert.match(desk.person.lastSaid, /cannot open a page/);
      assert.equal(desk.person.opened.length, before);
      return;
    }
    const html = await (await fetch(desk.person.opened.at(-1) ?? '')).text();
    const password = nextcloud.state.users.get('new')?.password ?? '';
    assert(html.includes(`<code>${escaped(password)}</code>`) && html.includes('<code>Their own 1.</code>'));
  });

  it('are in no plan, journal, report, log or state', async () => {
    const { context } = desk.context;
    const secrets = [nextcloud.state.users.get('new')?.password ?? '', 'Their own 1.'];
    const assertNone = (text: string, where: string) => {
      for (const secret of secrets) assert(secret && !text.includes(secret), where);
    };
    const stored = await filesIn(context.globalStorageUri.fsPath);
    for (const name of ['plan.json', 'journal.jsonl'])
      assert(
        [...stored.keys()].some(path => path.endsWith(join(plan, name))),
        name,
      );
    for (const [path, text] of stored) assertNone(text, path);
    assert(logged.some(text => /POST \S*cloud\/users 200/.test(text)));
    for (const text of logged) assertNone(text, 'log');
    await desk.run('copyPlanReport', { kind: 'plan', server: desk.server, id: plan });
    const report = desk.person.copied.at(-1) ?? '';
    assert.match(report, /Create user/);
    assertNone(report, 'report');
    for (const state of [context.globalState, context.workspaceState])
      for (const key of state.keys()) assertNone(JSON.stringify(state.get(key)), key);
    const settings = vscode.workspace.getConfiguration('nextcloudAdmin');
    assertNone(JSON.stringify(settings), 'settings');
    assertNone(desk.person.said.map(({ text }) => text).join('\n'), 'messages');
  });

  it('are forgotten when the tab is closed', async () => {
    assert.equal(sheets().length, 1);
    await closeAll();
    await eventually('the sheet is gone', () => sheets().length === 0);
  });
});
