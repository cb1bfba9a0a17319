import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { workspaceFolderOf } from '../../../src/commands/keep/place.ts';
import { startNextcloud, type SimulatedNextcloud } from '../../nextcloud/index.ts';
import { sitDown, type Desk, type Reply } from '../commands/person.ts';
import { setServers } from '../servers/window.ts';

describe('Save Snapshot', () => {
  let nextcloud: SimulatedNextcloud;
  let desk: Desk;
  let temporary: string;

  beforeEach(async () => {
    temporary = await mkdtemp(join(tmpdir(), 'snapshot-'));
    nextcloud = await startNextcloud({ version: 34, seed: 'empty' });
    nextcloud.state.createGroup('crew');
    nextcloud.state.createUser({ id: 'ann', groups: ['crew'] });
    desk = await sitDown(nextcloud);
  });

  afterEach(async () => {
    await vscode.workspace.getConfiguration('nextcloudAdmin').update('snapshot.settings', undefined, true);
    desk.dispose();
    await setServers(undefined);
    await nextcloud.close();
    await rm(temporary, { recursive: true });
  });

  const save = async (...replies: Reply[]) => {
    desk.person.will(...replies);
    await desk.run('saveSnapshot', { kind: 'server', server: desk.server });
    assert.equal(desk.person.repliesLeft, 0, desk.person.asked.join(' / '));
    return desk.person.lastSaid;
  };
  const read = (path: string) => readFile(join(temporary, path), 'utf8');

  it('writes a file for each user, and asks nothing more when it is saved again', async () => {
    const said = await save('Another Folder…', temporary, 'A File for Each User');
    assert.match(said, /^Saved the snapshot in .*\. Files: 5, changed: 5\.$/);
    assert.match(await read('users/ann.json'), /"groups": \[\s*"crew"\s*\]/);
    nextcloud.state.join('ann', 'admin');
    assert.match(await save('Another Folder…', temporary), /Files: 5, changed: 1\.$/);
    assert.match(await save('Another Folder…', temporary), /is up to date/);
  });

  it('offers a folder of the server in the workspace', async () => {
    const folder = workspaceFolderOf(desk.server);
    assert.ok(folder);
    const place = vscode.Uri.joinPath(folder, 'snapshot');
    await save(vscode.workspace.asRelativePath(place), 'One File for All Users, and Activity');
    assert.deepEqual((await readdir(place.fsPath)).sort(), [
      'activity.json',
      'apps.json',
      'groups.json',
      'snapshot.json',
      'users.json',
    ]);
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(folder, '..'), { recursive: true });
  });

  it('includes the chosen settings of apps', async () => {
    nextcloud.state.config.set('theming', new Map([['color', '#123456']]));
    await vscode.workspace
      .getConfiguration('nextcloudAdmin')
      .update('snapshot.settings', ['theming/*'], true);
    await save('Another Folder…', temporary, 'One File for All Users');
    assert.deepEqual(JSON.parse(await read('config.json')), { theming: { color: '#123456' } });
  });

  it('writes nothing after Escape', async () => {
    for (const replies of [[undefined], ['Another Folder…', undefined], ['Another Folder…', temporary, undefined]])
      await save(...replies);
    assert.deepEqual(await readdir(temporary), []);
    assert.deepEqual(desk.person.said, []);
  }); // prettier-ignore

  it('writes nothing when the server fails', async () => {
    nextcloud.maintenance = true;
    desk.person.will('Another Folder…', temporary, 'A File for Each User');
    await desk.run('saveSnapshot', { kind: 'server', server: desk.server });
    assert.match(desk.person.lastSaid, /maintenance/i);
    assert.deepEqual(await readdir(temporary), []);
  });
});
