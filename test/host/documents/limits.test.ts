import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { userUri } from '../../../src/servers/uris.ts';
import { editValues } from '../../../src/documents/editValues.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { addServer, theExtension } from '../support/extension.ts';

/** What is saved: eight calls, of which the server lets two through in ten minutes. */
const values = {
  phone: '+4971125242890',
  address: 'Laboratory 2',
  website: 'https://example.com',
  twitter: 'dora',
  organisation: 'Explorers',
  role: 'Explorer',
  headline: 'On the way',
  biography: 'And back again.',
};

describe('a save on a rate-limited server', () => {
  for (const cancelled of [false, true]) {
    const what = cancelled ? 'stops when canceled' : 'continues by itself until everything is saved';
    it(`${what}, and then waits for nothing`, async () => {
      const nextcloud = await startNextcloud({
        seed: 'empty',
        rateLimits: { edit: { calls: 2, seconds: 600 } },
      });
      nextcloud.state.createUser({ id: 'dora' });
      const server = await addServer(nextcloud);
      const { clock, servers } = await theExtension();
      const real = { ...clock };
      const waits: number[] = [];
      let ahead = 0;
      const pass = (ms: number) => {
        ahead += ms;
        nextcloud.clock.advance(ms);
      };
      Object.assign(clock, {
        now: () => real.now() + ahead,
        wait: async (ms: number, signal?: AbortSignal) => {
          waits.push(ms);
          assert.ok(await eventually('the tree can say so', () => server.waitingUntil));
          if (cancelled) return real.wait(ms, signal);
          pass(ms);
        },
      });
      try {
        const document = await vscode.workspace.openTextDocument(userUri(server.id, 'dora'));
        await editValues(document, values);
        const saving = document.save();
        if (cancelled) {
          await eventually('it waits', () => waits.length > 0);
          await servers.signOut(server);
        }
        assert.equal(await saving, !cancelled);
        const dora = nextcloud.state.users.get('dora')!;
        const saved = Object.entries(values).filter(
          ([name, value]) => dora[name as keyof typeof values] === value,
        );
        assert.equal(saved.length, cancelled ? 2 : 8);
        assert.equal(document.isDirty, cancelled);
        assert.equal(waits.length, cancelled ? 1 : 3);
        for (const ms of waits) assert.ok(ms > 590_000 && ms <= 601_000, `${ms} ms`);
        await eventually('nothing waits', () => server.waitingUntil === undefined);
      } finally {
        Object.assign(clock, real);
        // VS Code opens what is left unsaved by itself, in the middle of another test.
        for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
          await vscode.window.showTextDocument(document);
          await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
        }
        await vscode.commands.executeCommand('workbench.action.closeAllEditors');
        await servers.remove(server);
        await nextcloud.close();
      }
    });
  }
});
