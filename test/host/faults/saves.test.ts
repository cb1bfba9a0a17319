import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { AccountDocument } from '../../../src/model/account.ts';
import type { Server } from '../../../src/servers/server.ts';
import { userUri } from '../../../src/servers/uris.ts';
import {
  startNextcloud,
  type Fault,
  type FaultKind,
  type SimulatedNextcloud,
} from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { addServer, theExtension } from '../support/extension.ts';

/** What strikes a save, by name. */
const faults: Readonly<Record<string, Fault>> = {
  'is cut before it arrives': { kind: 'cutBefore' },
  'is cut within its answer': { kind: 'cutDuring' },
  'is carried out, and its answer is cut': { kind: 'cutAfter' },
  'is answered with half a body': { kind: 'truncated' },
  'is answered with a wrong length': { kind: 'wrongLength' },
  'is answered with broken gzip': { kind: 'brokenGzip' },
  'is answered with nothing': { kind: 'emptyBody' },
  "is answered by a proxy's login page": { kind: 'page' },
  'is redirected by a captive portal': { kind: 'redirect', to: 'http://portal.example/' },
  'meets 500': { kind: 'status', status: 500 },
  'meets 502': { kind: 'status', status: 502 },
  'meets 503': { kind: 'status', status: 503 },
  'meets maintenance': { kind: 'maintenance' },
  'meets a session that has ended': { kind: 'loggedOut' },
  'meets a locked database': { kind: 'lockedBefore' },
  'meets a database that locks after storing': { kind: 'lockedAfter' },
};

/** Where it strikes. Reading that fails is tried again for seconds: few of the faults are enough. */
const strikes: readonly { what: string; reads?: true; times: number; kinds?: readonly FaultKind[] }[] = [
  { what: 'one write', times: 1 },
  { what: 'every write', times: Infinity },
  { what: 'every reading', reads: true, times: Infinity, kinds: ['cutAfter', 'emptyBody', 'loggedOut'] },
];

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
  /** How often each write was carried out. */
  const counts = () => {
    const done = nextcloud.requests.filter(({ method, user }) => method !== 'GET' && user !== undefined);
    const writes = done.map(({ method, path, body }) => JSON.stringify([method, path, body]));
    return writes.map(write => writes.filter(other => other === write).length);
  };

  for (const [name, fault] of Object.entries(faults))
    for (const { what, reads = false, times } of strikes.filter(
      ({ kinds }) => kinds?.includes(fault.kind) ?? true,
    ))
      it(`${name}, ${what}: loses no input, writes nothing twice, and saves next time`, async () => {
        const id = `user${turn++}`;
        nextcloud.state.createUser({ id, displayname: 'Before', groups: ['staff'] });
        const document = await vscode.workspace.openTextDocument(userUri(server.id, id));
        const typed = { displayname: `After ${turn}`, role: `Role ${turn}`, groups: ['crew', 'staff'] };
        nextcloud.state.createGroup('crew');
        await edit(document, typed);
        nextcloud.requests.length = 0;
        nextcloud.faults.add({ ...fault, times, match: ({ method }) => (method === 'GET') === reads });
        const saved = await document.save();
        nextcloud.faults.clear();

        assert(
          counts().every(count => count === 1),
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
