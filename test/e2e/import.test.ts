import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startNextcloud, type SimulatedNextcloud } from '../nextcloud/index.ts';
import { eventually } from '../support/eventually.ts';
import { addServer } from './support/addServer.ts';
import { seriousProblems } from './support/axe.ts';
import { story } from './support/step.ts';
import { happens } from './support/happens.ts';
import { onNewest } from './support/onNewest.ts';
import { useWorkbench } from './support/useWorkbench.ts';

/** Five rows of which each has something that a quick fix mends. */
const bad = [
  'id,displayname,email,groups,quota,language',
  'jörn,Jörn Hößer,joern@example.com,crew,5 GB,de',
  'grace,Grace Hopper,grace@example.com,Crew,5 GB,en',
  'konrad,Konrad Zuse,konrad@example.com,sailors,5 GB,de',
  'linus,Linus T,linus@example.com,crew,5,en',
  'mary,Mary S,mary@example.com,crew,"1,024 MB",en',
  '',
].join('\n');

onNewest('importing users from a file', () => {
  let nextcloud: SimulatedNextcloud;
  let workspaceFolder: string;

  const workbench = useWorkbench(async () => {
    nextcloud = await startNextcloud({ seed: 'empty' });
    nextcloud.state.createGroup('crew');
    workspaceFolder = await mkdtemp(join(tmpdir(), 'nca-import-'));
    await writeFile(join(workspaceFolder, 'users.csv'), bad);
    return { workspaceFolder };
  });

  after(async () => {
    await nextcloud.close();
    await rm(workspaceFolder, { recursive: true, force: true });
  });

  before('sign in', () => addServer(workbench(), nextcloud));

  const problems = () => workbench().page.locator('.markers-panel .monaco-list-row');

  /** Mends a problem as a person does in the Problems panel. */
  async function fix(problem: RegExp, title: string): Promise<void> {
    const { page } = workbench();
    const row = problems().filter({ hasText: problem }).first();
    await row.click();
    await eventually(`“${title}” is offered`, async () => {
      const choice = page.getByRole('menuitem', { name: title }).first();
      await page.keyboard.press('Control+.');
      if (!(await happens(choice))) return false;
      await choice.hover();
      // A menu ignores the mouse button for a moment after it has opened.
      await page.keyboard.press('Enter');
      return true;
    });
    await row.waitFor({ state: 'detached' });
  }

  const part = story('five bad rows are mended in the Problems panel and planned');

  part('the command opens the form beside the text', async () => {
    const window = workbench();
    await window.openText('users.csv');
    await window.tab('users.csv').waitFor();
    await window.command('Nextcloud Admin: Import Users…');
    await window.pick('Active Editor');
    const form = window.form();
    await form.getByRole('heading', { name: 'Preview' }).waitFor();
    await form.getByText('Jörn Hößer').waitFor({ state: 'detached' });
    assert.deepEqual(await seriousProblems(form), []);
    await window.shot('import-bad-rows');
  });

  part('each problem has its fix', async () => {
    const window = workbench();
    await window.form().getByRole('button', { name: 'Show Problems' }).first().click();
    await problems().first().waitFor();
    await fix(/“jörn” cannot be a user ID/, 'Replace with “joern”');
    await fix(/Did you mean “crew”/, 'Replace with “crew”');
    await fix(/no group “sailors”/, 'Create Group “sailors”');
    await fix(/number of bytes/, 'Replace with “5 GB”');
    await fix(/read in two ways/, 'Replace with “1 GB”');
    await eventually('none is left', async () => (await problems().count()) === 0);
    await window.command('View: Toggle Panel Visibility');
    await window.form().getByText('Jörn Hößer').waitFor();
    await window.shot('import-mended');
  });

  part('the plan is shown, and nothing was sent but reads', async () => {
    const window = workbench();
    await window.form().getByRole('button', { name: 'Show Plan' }).click();
    await window.form().getByRole('button', { name: 'Apply…' }).waitFor();
    assert(nextcloud.requests.every(({ method, path }) => method === 'GET' || !path.includes('/cloud/')));
    await window.shot('import-plan');
  });

  /** Waits for what the form says then: a message goes by itself, and with all others when there is no room. */
  const applyBy = async (button: string, consent: string, result: RegExp) => {
    const window = workbench();
    await window.form().getByRole('button', { name: button }).click();
    await window.dialogButton(consent);
    await window.form().getByRole('status').filter({ hasText: result }).waitFor();
  };
  const users = () => [...nextcloud.state.users.keys()].sort();

  part('one failure is retried', async () => {
    nextcloud.faults.add({ kind: 'reply', match: { method: 'POST', path: /users$/ }, reply: refusal });
    await applyBy('Apply…', 'Apply', /steps done, \d+ not done/);
    assert.equal(users().length, 5);
    await workbench().shot('import-failure');
    await workbench().clearNotifications();
    await applyBy('Retry Failed…', 'Retry', /^\s*Done: \d+ steps/);
    assert.deepEqual(users(), ['admin', 'grace', 'joern', 'konrad', 'linus', 'mary']);
    assert(nextcloud.state.groups.has('sailors'));
  });

  part('the run is undone', async () => {
    const window = workbench();
    await window.form().getByRole('button', { name: 'Undo This Run…' }).click();
    await window.form().getByRole('heading', { name: /^Undo/ }).waitFor();
    await window.form().getByRole('button', { name: 'Apply…' }).click();
    await window.dialogButton('Apply');
    const prompt = window.page.locator('.quick-input-widget:visible', { hasText: 'to confirm' });
    const [, word = ''] = /Type “(.+?)” to confirm/.exec(await prompt.innerText()) ?? [];
    await window.enter(word);
    await eventually('the users are gone', () => users().length === 1);
  });
});

const refusal = () => ({
  status: 403,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    ocs: { meta: { status: 'failure', statuscode: 403, message: 'Not today' }, data: [] },
  }),
});
