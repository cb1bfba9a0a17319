import assert from 'node:assert/strict';
import { startNextcloud } from '../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../nextcloud/index.ts';
import { eventually } from '../support/eventually.ts';
import { limits } from '../support/limits.ts';
import { addServer } from './support/addServer.ts';
import { useWorkbench } from './support/useWorkbench.ts';

/** Milliseconds from typing to the tick: before the search, while it runs, as its answer is drawn, and after. */
const moments = [0, 250, 400, 550, 700, 850, 1000, 1300];

describe('with a slow connection to the extension host', () => {
  let nextcloud: SimulatedNextcloud;
  let delay = 0;
  const workbench = useWorkbench(async () => {
    nextcloud = await startNextcloud({ seed: 'empty' });
    const { state } = nextcloud;
    for (const moment of moments) state.createUser({ id: `u${moment}`, displayname: `User ${moment}` });
    for (let n = 0; n < 6; n++) state.createGroup(`club ${n}`);
    for (const id of ['crew', 'credits', 'fleet']) state.createGroup(id);
    nextcloud.latencyMs = 50;
    return { channelDelayMs: () => delay };
  });

  before('sign in', () => addServer(workbench(), nextcloud));

  // A list is drawn a second time when its length is known, which must not take away what is opened meanwhile.
  it('opens a group at any moment after the list was shown', async () => {
    const window = workbench();
    await window.show('Nextcloud Admin');
    await window.expand(new RegExp(`^${new URL(nextcloud.url).host}`));
    delay = 50;
    for (const moment of [0, 100, 200, 300, 450]) {
      await window.row(/^Groups/).click();
      await window.row(/^fleet/).waitFor();
      await window.page.waitForTimeout(moment);
      await window
        .row(/^fleet/)
        .locator('.monaco-tl-twistie')
        .click();
      await window.sideBar.getByText('No members').waitFor();
      await window.collapse(/^fleet/);
      await window.collapse(/^Groups/);
    }
  }).timeout(limits.long);

  after(() => nextcloud.close());

  it('changeGroups › joins exactly the groups that were checked, at any moment of a search', async () => {
    const window = workbench();
    delay = 300;
    for (const moment of moments) {
      await window.command('Nextcloud Admin: Manage Group Memberships…');
      await window.page.getByPlaceholder(/^Select a user\./).waitFor();
      await window.option(`User ${moment}`).waitFor();
      await window.pick(`User ${moment}`);
      await window.page.getByPlaceholder(/^Select groups/).waitFor();
      await window.option('crew').waitFor();
      await window.type('cre');
      await window.page.waitForTimeout(moment);
      await window.pick('crew');
      await window.page.keyboard.press('Enter');
      const groups = () => nextcloud.state.users.get(`u${moment}`)!.groups;
      await eventually(`a tick after ${moment} ms`, () => groups().length > 0);
      assert.deepEqual(groups(), ['crew'], `a tick after ${moment} ms`);
      await window.clearNotifications();
    }
  }).timeout(limits.long);
});
