import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { AccountDocument } from '../../../src/model/account.ts';
import type { Server } from '../../../src/servers/server.ts';
import { userUri } from '../../../src/servers/uris.ts';
import { startNextcloud, type SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { addServer, theExtension } from '../support/extension.ts';
import { allStrikes, counts } from './strikes.ts';

describe('a save that hits a fault', () => {
  let nextcloud: SimulatedNextcloud;
  let server: Server;
  let turn = 0;

  before(async () => {
    nextcloud = await startNextcloud({ seed: 'empty' });
    server = await addServer(nextcloud);
  });

  after(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await (await theExtension()).servers.remove(server);
    await nextcloud.close();
  });

  const edit = async (document: vscode.TextDocument, values: Partial<AccountDocument>) => {
    const change = new vscode.WorkspaceEdit();
    const text = JSON.stringify({ ...(JSON.parse(document.getText()) as object), ...values }, undefined, 2);
    change.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), `${text}\n`);
    assert.ok(await vscode.workspace.applyEdit(change));
  };
  for (const { title, begin } of allStrikes)
    it(`${title}: loses no input, writes nothing twice, and saves next time`, async () => {
      const id = `user${turn++}`;
      nextcloud.state.createUser({ id, displayname: 'Before', groups: ['staff'] });
      const document = await vscode.workspace.openTextDocument(userUri(server.id, id));
      const typed = { displayname: `After ${turn}`, role: `Role ${turn}`, groups: ['crew', 'staff'] };
      nextcloud.state.createGroup('crew');
      await edit(document, typed);
      nextcloud.requests.length = 0;
      begin(nextcloud);
      const saved = await document.save();
      nextcloud.faults.clear();

      assert(
        counts(nextcloud).every(count => count === 1),
        'a write was carried out twice',
      );
      const user = nextcloud.state.users.get(id)!;
      const stored = () => ({
        displayname: user.displayname,
        role: user.role,
        groups: [...user.groups].sort(),
      });
      if (saved) assert.deepEqual(stored(), typed, 'it was said to be saved');
      else {
        assert(document.isDirty, 'what was not saved must stay');
        const { displayname, role, groups } = JSON.parse(document.getText()) as AccountDocument;
        assert.deepEqual({ displayname, role, groups }, typed);
        await server.retry();
        assert(await document.save(), 'the next save works');
        assert.deepEqual(stored(), typed);
      }
      await eventually('it is at peace', () => !document.isDirty);
    });
});
