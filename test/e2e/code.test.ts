import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNextcloud, type SimulatedNextcloud } from '../nextcloud/index.ts';
import { eventually } from '../support/eventually.ts';
import { addServer } from './support/addServer.ts';
import { seriousProblems } from './support/axe.ts';
import { happens } from './support/happens.ts';
import { story } from './support/step.ts';
import { useWorkbench } from './support/useWorkbench.ts';

const file = 'team.nextcloud.json';

describe('a file that says what a server is to be like', () => {
  let nextcloud: SimulatedNextcloud;
  let workspaceFolder: string;

  const workbench = useWorkbench(async () => {
    nextcloud = await startNextcloud({ seed: 'empty' });
    nextcloud.state.createGroup('crew');
    nextcloud.state.createUser({ id: 'ada', displayname: 'Ada Lovelace' });
    workspaceFolder = await mkdtemp(join(tmpdir(), 'nca-code-'));
    await writeFile(join(workspaceFolder, file), '{\n  \n}\n');
    return { workspaceFolder };
  });

  after(async () => {
    await nextcloud.close();
    await rm(workspaceFolder, { recursive: true, force: true });
  });

  before('sign in, and see the users once', async () => {
    await addServer(workbench(), nextcloud);
    await workbench().show('Nextcloud Admin');
    await workbench().expand('Users');
  });

  const text = () => readFile(join(workspaceFolder, file), 'utf8');
  const lens = (title: string) =>
    workbench().page.locator('.codelens-decoration a', { hasText: title }).first();
  const suggestion = (label: string) =>
    workbench()
      .page.locator('.suggest-widget.visible .monaco-list-row')
      .filter({ has: workbench().page.locator('.label-name', { hasText: new RegExp(`^${label}$`) }) })
      .first();

  /** Types the beginning of a name or a value, and takes what is offered. */
  async function complete(typed: string, label: string): Promise<void> {
    const { keyboard } = workbench().page;
    await keyboard.type(typed);
    await eventually(`“${label}” is offered`, async () => {
      if (await happens(suggestion(label))) return true;
      await keyboard.press('Control+Space');
      return false;
    });
    await suggestion(label).click();
  }

  /** Runs what a button above the file does. */
  async function press(title: string): Promise<void> {
    await workbench().openText(file);
    await eventually(`“${title}” is above the file`, async () => {
      await workbench().page.keyboard.press('Control+Home');
      return happens(lens(title));
    });
    await lens(title).click();
  }

  const part = story('is written with completion, planned, checked and applied');

  part('fields are completed by the schema, and names by the server', async () => {
    const window = workbench();
    const { keyboard } = window.page;
    await window.openText(file);
    await window.tab(file).waitFor();
    await eventually('the cursor is in the empty line', async () => {
      await window.page.locator('.editor-instance .view-line').nth(1).click();
      await keyboard.press('End');
      return happens(window.page.locator('.statusbar-item', { hasText: 'Ln 2, Col 3' }));
    });
    await complete('"us', 'users');
    await complete('"a', 'Ada Lovelace');
    await complete('"quo', 'quota');
    await keyboard.type('"5 GB');
    await keyboard.press('ArrowRight');
    await complete(', "gro', 'groups');
    await keyboard.type('"');
    await suggestion('crew').waitFor();
    await window.shot('code-completion');
    await suggestion('crew').click();
    await keyboard.press('End');
    await keyboard.insertText(
      ',\n  "groups": { "staff": { "displayname": "The Staff" } },\n  "servers": { "live": {} }',
    );
    await keyboard.press('Control+S');
    await eventually('it is saved', async () => (await text()).includes('staff'));
    assert.deepEqual(JSON.parse(await text()), {
      users: { ada: { quota: '5 GB', groups: ['crew'] } },
      groups: { staff: { displayname: 'The Staff' } },
      servers: { live: {} },
    });
  });

  part('what is not so on the server is marked', async () => {
    const window = workbench();
    await press('Check');
    await window.notificationButton('marked in the text: 3', 'Show Problems');
    const rows = window.page.locator('.markers-panel .monaco-list-row', { hasText: 'Not so on' });
    await eventually('all are listed', async () => (await rows.count()) === 3);
    await window.shot('code-drift');
    await window.command('View: Toggle Panel Visibility');
    await window.clearNotifications();
  });

  part('the plan is shown, and nothing was sent but reads', async () => {
    const window = workbench();
    await press('Plan');
    await window.form().getByRole('button', { name: 'Apply…' }).waitFor();
    await window.form().getByText('The Staff').first().waitFor();
    assert.deepEqual(await seriousProblems(window.form()), []);
    assert(nextcloud.requests.every(({ method, path }) => method === 'GET' || !path.includes('/cloud/')));
    await window.shot('code-plan');
  });

  part('it is applied after consent, and then all is so', async () => {
    const window = workbench();
    await press('Apply…');
    await window.dialogButton('Apply');
    await eventually('it is done', () => nextcloud.state.groups.has('staff'));
    await window
      .form()
      .getByRole('status')
      .filter({ hasText: /^\s*Done: \d+ steps/ })
      .waitFor();
    const problems = window.page.locator('.statusbar-item[id="status.problems"]');
    await eventually('nothing is marked any more', async () =>
      /^\D*0\D*0\D*$/.test(await problems.innerText()),
    );
    await window.shot('code-applied');
    await window.clearNotifications();
    await press('Check');
    await window.toast('all is so on');
    assert.deepEqual([...(nextcloud.state.groups.get('crew')?.members ?? [])], ['ada']);
  });
});
