import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { presentOf } from '../../src/model/plan/present.ts';
import { makePlan } from '../../src/model/plan/plan.ts';
import type { WantedUser } from '../../src/model/plan/types.ts';
import { NextcloudClient } from '../../src/ocs/index.ts';
import { Runs } from '../../src/plans/runs.ts';
import { startNextcloud } from '../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../nextcloud/index.ts';
import { eventually } from '../support/eventually.ts';
import { addServer } from './support/addServer.ts';
import { seriousProblems } from './support/axe.ts';
import { themes } from './support/themes.ts';
import type { Theme } from './support/themes.ts';
import { onNewest } from './support/onNewest.ts';
import { useWorkbench } from './support/useWorkbench.ts';

const crew = Array.from({ length: 40 }, (_, index) => `crew${String(index).padStart(2, '0')}`);

/** What each plan wants: a bit of everything, something that cannot be had, and something that fails. */
const wanted: WantedUser[] = [
  {
    id: 'ida',
    email: 'ida@example.invalid',
    displayname: 'Ida <b>Bold</b>',
    quota: '5 GB',
    groups: ['crew'],
  },
  {
    id: 'crew00',
    quota: '10 GB',
    email: 'new@example.invalid',
    groups: { add: ['fleet'], remove: ['crew'] },
  },
  { id: 'crew01', state: 'disabled' },
  { id: 'crew02', state: 'absent' },
  { id: 'crew03', groups: { add: ['nowhere'] }, displayname: 'Third' },
  { id: 'no/id', email: 'x@example.invalid' },
  ...crew.slice(4).map(id => ({ id, quota: '1 GB' })),
];

onNewest('plans', () => {
  let nextcloud: SimulatedNextcloud;
  const workbench = useWorkbench(async () => {
    nextcloud = await startNextcloud({ seed: 'demo', version: 34, latencyMs: 30 });
    for (const group of ['crew', 'fleet']) nextcloud.state.createGroup(group);
    for (const id of crew) nextcloud.state.createUser({ id, groups: ['crew'] });
    return {};
  });

  after(() => nextcloud.close());

  before('add the server', () => addServer(workbench(), nextcloud));

  const form = () => workbench().form();
  const line = (text: string) => form().getByRole('treeitem', { name: text });
  const button = (name: string) => form().locator('vscode-button', { hasText: name });
  const state = (id: string) => nextcloud.state.users.get(id);

  /** Stores a plan as every command that plans does, where the extension finds it. */
  async function storePlan(title: string, users: readonly WantedUser[]): Promise<void> {
    const { url, admin } = nextcloud;
    const client = new NextcloudClient({ baseUrl: url, credentials: admin });
    const [me, groups] = [await client.users.get(), await client.groups.listDetails()];
    const all = [];
    for await (const user of client.users.iterate()) all.push(user);
    client.close();
    const plan = makePlan(users, presentOf(all, groups, { me, role: 'admin' }));
    const { dataFolder } = workbench().server;
    const settings = await readFile(join(dataFolder, 'User', 'settings.json'), 'utf8');
    const [entry] =
      (JSON.parse(settings) as Record<string, { id: string; url: string; user: string }[]>)[
        'nextcloudAdmin.servers'
      ] ?? [];
    assert.ok(entry);
    const folder = join(dataFolder, 'User', 'globalStorage', 'nextcloud-admin.nextcloud-admin', 'plans');
    await new Runs(folder).create(plan, { server: entry.id, url: entry.url, user: entry.user, title });
  }

  async function open(title: string): Promise<void> {
    await workbench().command('Nextcloud Admin: Open Plan…');
    await workbench().pick(title);
    await form().getByRole('heading', { name: title }).waitFor();
  }

  it('shows, leaves out, applies with a failure, retries and undoes', async () => {
    await storePlan('Import of the crew', wanted);
    await open('Import of the crew');
    await line('ida, 1 step').waitFor();
    await form().getByText('There is no group “nowhere”').waitFor();
    for (const theme of Object.keys(themes) as Theme[]) {
      await workbench().setTheme(theme);
      await workbench().shot(`plan-${theme}`);
    }
    assert.deepEqual(await seriousProblems(form()), []);
    const search = form().getByRole('textbox', { name: 'Search users and values' });
    await search.fill('crew02');
    await line('Delete user').locator('.box').click();
    await form().getByText('Left out').first().waitFor();
    await search.fill('');
    const healthy = nextcloud.faults.add({
      kind: 'reply',
      times: Infinity,
      match: ({ method, path }) => method === 'PUT' && path.endsWith('/users/crew01/disable'),
      reply: () => ({
        status: 400,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          ocs: { meta: { status: 'failure', statuscode: 102, message: 'no' }, data: [] },
        }),
      }),
    });
    await button('Apply…').click();
    await workbench().dialog.waitFor();
    await workbench().shot('plan-consent');
    await workbench().dialogButton('Apply');
    await button('Pause').waitFor();
    await workbench().shot('plan-running');
    await form().getByText('1 not done').first().waitFor({ timeout: 30_000 });
    for (const theme of ['light', 'hc', 'dark'] as Theme[]) {
      await workbench().setTheme(theme);
      await workbench().shot(`plan-failed-${theme}`);
    }
    assert.ok(state('crew02'));
    assert.equal(state('crew04')?.quota, '1 GB');
    healthy();
    await workbench().clearNotifications();
    await button('Retry Failed…').click();
    await workbench().dialogButton('Retry');
    await eventually('the failed step is done', () => state('crew01')?.enabled === false);
    await workbench().clearNotifications();
    await button('Undo This Run…').click();
    await form().getByRole('heading', { name: 'Undo: Import of the crew' }).waitFor();
    await button('Apply…').click();
    await workbench().dialogButton('Apply');
    await eventually('all is as it was', () => state('crew01')?.enabled && !state('ida'), 20_000);
    await workbench().shot('plan-undone');
  });

  it('lists plans below their server, and resumes one after the window was closed in the middle', async () => {
    await storePlan(
      'Quotas',
      crew.slice(4).map(id => ({ id, quota: '7 GB' })),
    );
    await open('Quotas');
    nextcloud.latencyMs = 400;
    await button('Apply…').click();
    await workbench().dialogButton('Apply');
    await button('Pause').waitFor();
    await eventually('some are done', () => crew.some(id => state(id)?.quota === '7 GB'));
    await workbench().reload();
    nextcloud.latencyMs = 20;
    await workbench().show('Nextcloud Admin');
    await workbench().toast(/“Quotas” on .* was interrupted/);
    await workbench().expand('Plans');
    await workbench()
      .row(/Quotas.*interrupted/)
      .waitFor();
    await workbench().shot('plan-interrupted');
    await button('Resume…').first().click();
    await workbench().dialogButton('Apply');
    await eventually('all have it', () => crew.slice(4).every(id => state(id)?.quota === '7 GB'), 30_000);
    await workbench()
      .row(/Quotas.*36 of 36 done/)
      .waitFor();
  });
});
