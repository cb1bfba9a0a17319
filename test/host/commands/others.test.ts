import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type { ListSubject } from '../../../src/subjects/subject.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { setServers } from '../servers/window.ts';
import { triedElsewhere } from './cases.ts';
import { sitDown } from './person.ts';
import type { Desk } from './person.ts';

describe('actions on lists and without a target', () => {
  let nextcloud: SimulatedNextcloud;
  let desk: Desk;
  let calls: string[];
  let list: ListSubject;

  beforeEach(async () => {
    nextcloud = await startNextcloud({ seed: 'empty' });
    nextcloud.state.createUser({ id: 'ada' });
    desk = await sitDown(nextcloud);
    calls = [];
    const note = (call: string) => Promise.resolve(void calls.push(call));
    const branch = {
      title: 'Users',
      filter: 'before',
      setFilter: (filter: string) => void note(`filter ${filter}`),
      order: undefined,
      orders: [{ id: 'name', title: 'Name' }],
      setOrder: (id: string | undefined) => void note(`order ${id}`),
      loadMore: () => note('more'),
      reload: () => note('reload'),
    };
    list = { kind: 'list', server: desk.server, id: 'users', branch };
  });

  afterEach(async () => {
    desk.dispose();
    await setServers(undefined);
    await nextcloud.close();
  });

  for (const [id, call] of [
    ['clearFilter', 'filter '],
    ['refreshList', 'reload'],
    ['loadMore', 'more'],
  ] as const)
    it(`${id} runs on the list of the row`, async () => {
      await desk.run(id, list);
      assert.deepEqual(calls, [call]);
    });

  it('sortList sets the selected order', async () => {
    desk.person.will('Name');
    await desk.run('sortList', list);
    assert.deepEqual(calls, ['order name']);
  });

  it('filterList restores the filter after Escape', async () => {
    let isOver = false;
    const run = desk.run('filterList', list).finally(() => (isOver = true));
    await eventually('the box is closed', async () => {
      await vscode.commands.executeCommand('workbench.action.closeQuickOpen');
      return isOver;
    });
    await run;
    assert.deepEqual(calls, ['filter before']);
  });

  it('undo lists the changes and reverts the selected one', async () => {
    await desk.run('disableUsers', { kind: 'user', server: desk.server, id: 'ada' });
    assert.equal(nextcloud.state.users.get('ada')!.enabled, false);
    desk.person.will('Disabled ada');
    await desk.run('undo');
    assert.equal(nextcloud.state.users.get('ada')!.enabled, true);
    await desk.run('undo');
    assert.match(desk.person.lastSaid, /nothing to undo/);
  });

  it('showLog shows the log and findUser the user', async () => {
    const shown: string[] = [];
    Object.assign(desk.context, {
      log: { show: () => shown.push('log') },
      inspector: { findUser: () => shown.push('search') },
    });
    await desk.run('showLog');
    await desk.run('findUser');
    assert.deepEqual(shown, ['log', 'search']);
  });

  it('openRow opens the selected user', async () => {
    const subject = { kind: 'user', server: desk.server, id: 'ada' };
    Object.assign(desk.context.tree.view, { selection: [{ subject, click: 'openUser' }] });
    await desk.run('openRow');
    assert.match(desk.person.opened.join(), /\/users\/ada\.json$/);
  });

  it('every other action is tested in the suite that its case names', () => {
    const { extensionPath } = desk.context.context;
    for (const { id, file } of triedElsewhere) {
      const path = join(extensionPath, 'test/host', file);
      assert.ok(existsSync(path) && readFileSync(path, 'utf8').includes(id), `${id} in ${file}`);
    }
  });
});
