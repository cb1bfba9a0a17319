import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { defaultView, readyViews } from '../../../src/model/table/views.ts';
import type { TableView } from '../../../src/model/table/types.ts';
import type { Server } from '../../../src/servers/server.ts';
import { usersUri } from '../../../src/servers/uris.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { Options, SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { addServer, theExtension } from '../support/extension.ts';
import { OpenTable } from './page.ts';

const withFactor: TableView = { ...defaultView, columns: ['id', 'secondFactor'] };

describe('second factors in a table of users', () => {
  let nextcloud: SimulatedNextcloud;
  let server: Server;
  let table: OpenTable;

  /** A table of so many users, every other of whom has a second factor. */
  const open = async (count: number, options: Options = {}, login?: Parameters<typeof addServer>[1]) => {
    nextcloud = await startNextcloud({ seed: 'empty', ...options });
    nextcloud.state.createGroup('crew');
    for (let index = 0; index < count; index++)
      nextcloud.state.createUser({
        id: `u${index}`,
        groups: ['crew'],
        providers: index % 2 === 0 ? { totp: true, backup_codes: true } : { backup_codes: index % 4 === 1 },
      });
    if (login) {
      nextcloud.state.createUser({ id: login.user, password: login.password });
      nextcloud.state.promote(login.user, 'crew');
    }
    server = await addServer(nextcloud, login);
    table = await OpenTable.complete(usersUri([server.id]));
  };
  const show = (view: TableView) => table.panel.send({ type: 'view', view });
  const reading = () => table.state.secondFactors?.[0];
  const isPhase = (phase: NonNullable<ReturnType<typeof reading>>['phase']) =>
    eventually(`it is ${phase}`, () => reading()?.phase === phase);
  const factor = (id: string) => table.cell(`${server.id}/${id}`, 'secondFactor');
  const isFactor = ({ path }: { path: string }) => path.includes('/twofactor/state');
  const asked = () => nextcloud.requests.filter(isFactor);

  afterEach(async () => {
    await table.dispose();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await (await theExtension()).servers.remove(server);
    await nextcloud.close();
  });

  it('are asked for where the view needs them, each once, a few at a time', async () => {
    await open(30, { latencyMs: 2 });
    assert.deepEqual([asked().length, table.state.secondFactors], [0, []]);
    show(withFactor);
    await isPhase('complete');
    assert.deepEqual(['u0', 'u1', 'u3', 'admin'].map(factor), [['totp', 'backup_codes'], [], [], []]);
    assert.equal(asked().length, 31);
    assert.deepEqual([reading()?.loaded, reading()?.total], [31, 31]);
    show(defaultView);
    await eventually('they are not needed any more', () => table.state.secondFactors?.length === 0);
    show({ ...defaultView, filter: 'secondFactor:none' });
    await isPhase('complete');
    assert.equal(asked().length, 31);
    assert.equal(table.keys.length, 31);
  });

  it('are asked for by the view No second factor', async () => {
    await open(3);
    const ready = readyViews().find(({ name }) => name === 'No second factor');
    show(ready!.view);
    await isPhase('complete');
    assert.deepEqual(factor('u0'), ['totp', 'backup_codes']);
  });

  it('pause, stop, and go on where they were', async () => {
    await open(200, { latencyMs: 5 });
    show(withFactor);
    await eventually('some are there', () => (reading()?.loaded ?? 0) > 5);
    table.panel.send({ type: 'secondFactors', what: 'pause' });
    await isPhase('paused');
    await eventually('no more is asked', async () => {
      const before = asked().length;
      await new Promise(resolve => setTimeout(resolve, 100));
      return asked().length === before;
    });
    table.panel.send({ type: 'secondFactors', what: 'stop' });
    await isPhase('stopped');
    assert.ok(asked().length < 200, String(asked().length));
    table.panel.send({ type: 'secondFactors', what: 'resume' });
    await isPhase('complete');
    // Whoever was being asked about when it was stopped is asked about again.
    assert.ok(asked().length <= 201 + 3, String(asked().length));
    assert.equal(reading()?.loaded, 201);
  });

  it('wait while the tab is hidden', async () => {
    await open(5);
    table.panel.show(false);
    show(withFactor);
    await isPhase('loading');
    assert.equal(asked().length, 0);
    table.panel.show(true);
    await isPhase('complete');
  });

  it('are asked for again of whom was changed, and of all after a reload', async () => {
    await open(4);
    show(withFactor);
    await isPhase('complete');
    nextcloud.state.users.get('u0')!.providers = { totp: false };
    server.changes.fire({ kind: 'user', userId: 'u0' });
    await eventually('the cell follows', () => JSON.stringify(factor('u0')) === '[]');
    assert.equal(asked().length, 6);
    nextcloud.state.users.get('u1')!.providers = { webauthn: true };
    table.panel.send({ type: 'reading', what: 'reload' });
    await eventually('all are read anew', () => JSON.stringify(factor('u1')) === '["webauthn"]');
    await isPhase('complete');
    assert.equal(asked().length, 11);
  });

  it('cost one cell where one cannot be read, which a retry brings', async () => {
    await open(6);
    nextcloud.faults.add({
      kind: 'page',
      match: request => isFactor(request) && request.query.user === 'u2',
      times: Infinity,
    });
    show(withFactor);
    await isPhase('failed');
    assert.match(reading()?.message ?? '', /^The second factor of 1 user is not known\. /);
    assert.deepEqual([factor('u2'), factor('u4')], [null, ['totp', 'backup_codes']]);
    assert.equal(table.readings[0]?.phase, 'complete');
    nextcloud.faults.clear();
    table.panel.send({ type: 'secondFactors', what: 'resume' });
    await isPhase('complete');
    assert.deepEqual(factor('u2'), ['totp', 'backup_codes']);
  });

  it('end at what all would meet, and leave the rows alone', async () => {
    await open(40);
    nextcloud.faults.add({ kind: 'cutBefore', match: isFactor, times: Infinity });
    show(withFactor);
    await isPhase('failed');
    assert.ok(asked().length < 40, String(asked().length));
    assert.equal(table.keys.length, 41);
    nextcloud.faults.clear();
    table.panel.send({ type: 'secondFactors', what: 'resume' });
    await isPhase('complete');
  });

  for (const version of [29, 25, 17] as const)
    it(`are said to be missing on ${version}, and are no column there`, async () => {
      await open(3, { version });
      show(withFactor);
      await isPhase('unavailable');
      assert.match(reading()?.message ?? '', /since Nextcloud 32/);
      assert.equal(asked().length, 0);
      await eventually(
        'the columns are told',
        () => !table.state.servers?.[0]?.columns.includes('secondFactor'),
      );
    });

  it('are said to be for administrators, to a group administrator', async () => {
    await open(3, {}, { user: 'sub', password: 'sub-Passw0rd' });
    show(withFactor);
    await isPhase('unavailable');
    assert.match(reading()?.message ?? '', /Only an administrator/);
    assert.equal(asked().length, 0);
  });
});
