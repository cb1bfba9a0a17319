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

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);

describe('the passwords of an import', () => {
  let nextcloud: SimulatedNextcloud;
  let files: ImportDesk;
  let desk: Desk;
  let offering: vscode.Disposable;
  let plan: string;

  before(async () => {
    files = await importDesk();
    nextcloud = await startNextcloud({ seed: 'empty' });
    nextcloud.state.createUser({ id: 'taken' });
    desk = await sitDown(nextcloud);
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

  it('are printed by the browser, which gets the page once, from memory', async () => {
    const print = () => desk.run('printCredentials', { kind: 'plan', server: desk.server, id: plan });
    const before = desk.person.opened.length;
    desk.person.will(false);
    await print();
    assert.equal(desk.person.opened.length, before, 'nothing is opened without consent');
    desk.person.will(true);
    await print();
    const url = desk.person.opened.at(-1) ?? '';
    const password = nextcloud.state.users.get('new')?.password ?? '';
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{48}$/);
    assert.equal((await fetch(new URL('/', url))).status, 404);
    const page = await fetch(url);
    assert.equal(page.headers.get('cache-control'), 'no-store');
    const html = await page.text();
    assert(html.includes(`<code>${escaped(password)}</code>`) && html.includes('<code>Their own 1.</code>'));
    assert.equal(html.match(/<section>/g)?.length, 2);
    await assert.rejects(fetch(url));
  });

  it('are not stored in any file of the extension', async () => {
    const { context } = desk.context;
    const password = nextcloud.state.users.get('new')?.password ?? '';
    const folder = context.globalStorageUri.fsPath;
    const kept = await readdir(folder, { recursive: true, withFileTypes: true });
    for (const entry of kept.filter(one => one.isFile())) {
      const content = await readFile(join(entry.parentPath, entry.name), 'utf8');
      assert(!content.includes(password) && !content.includes('Their own 1.'), entry.name);
    }
    const state = context.globalState.keys().map(key => JSON.stringify(context.globalState.get(key)));
    assert(!state.join().includes(password));
  });

  it('are forgotten when the tab is closed', async () => {
    assert.equal(sheets().length, 1);
    await closeAll();
    await eventually('the sheet is gone', () => sheets().length === 0);
  });
});
