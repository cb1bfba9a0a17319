import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { TableView } from '../../../src/model/table/types.ts';
import { defaultView } from '../../../src/model/table/views.ts';
import type { Server } from '../../../src/servers/server.ts';
import { usersUri } from '../../../src/servers/uris.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { addServer, theExtension } from '../support/extension.ts';
import { acceptRow, inPick } from '../support/picks.ts';
import { OpenTable } from './page.ts';

const setting = 'nextcloudAdmin.tableViews';

/** Answers the next input box with a text, until it is disposed. */
class Typist {
  readonly #original = vscode.window.createInputBox;

  constructor(text: string) {
    const accepted = new vscode.EventEmitter<void>();
    const never = new vscode.EventEmitter<never>().event;
    const box = {
      value: '',
      onDidAccept: accepted.event,
      onDidChangeValue: never,
      onDidTriggerButton: never,
      onDidHide: never,
      show: () => {
        box.value = text;
        accepted.fire();
      },
      dispose: () => undefined,
    };
    Object.assign(vscode.window, { createInputBox: () => box });
  }

  dispose(): void {
    Object.assign(vscode.window, { createInputBox: this.#original });
  }
}

describe('the view of a table', () => {
  let nextcloud: SimulatedNextcloud;
  let server: Server;
  const tables: OpenTable[] = [];
  const open = async () => {
    const table = await OpenTable.complete(usersUri([server.id]));
    tables.push(table);
    return table;
  };

  beforeEach(async () => {
    nextcloud = await startNextcloud({ seed: 'empty' });
    nextcloud.state.createUser({ id: 'ada', email: 'ada@example.com' });
    server = await addServer(nextcloud);
  });

  afterEach(async () => {
    for (const table of tables.splice(0)) await table.dispose();
    await vscode.workspace.getConfiguration().update(setting, undefined, vscode.ConfigurationTarget.Global);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await (await theExtension()).servers.remove(server);
    await nextcloud.close();
  });

  const mine: TableView = {
    ...defaultView,
    columns: ['id', 'email'],
    filter: 'email:example',
    sort: [{ column: 'email', descending: true }],
  };
  const configured = () => vscode.workspace.getConfiguration().get<Record<string, unknown>>(setting);
  const configure = (views: unknown) =>
    vscode.workspace.getConfiguration().update(setting, views, vscode.ConfigurationTarget.Global);
  const own = ({ state }: OpenTable) => state.views?.filter(({ origin }) => origin !== 'ready');

  it('is there again with unsaved cells when the table is opened anew, also as another page', async () => {
    const table = await open();
    assert.deepEqual(table.state.view, defaultView);
    table.panel.send({ type: 'view', view: mine });
    await table.edit({ [`${server.id}/ada`]: { email: { old: 'ada@example.com', new: 'ada@example.org' } } });
    assert.ok(table.document.isDirty);
    table.session.dispose();
    const again = await open();
    assert.deepEqual(again.state.view, mine);
    assert.equal(again.state.document?.[`${server.id}/ada`]?.email?.new, 'ada@example.org');
    assert.equal(again.cell(`${server.id}/ada`, 'email'), 'ada@example.com');
  });

  it('is told anew to a page that VS Code has loaded again', async () => {
    const table = await open();
    table.panel.send({ type: 'view', view: mine });
    table.panel.state = {};
    table.panel.send({ type: 'ready' });
    await eventually('the page has it', () => table.state.view?.filter === mine.filter);
    await table.isComplete();
    assert.equal(table.keys.length, 2);
  });

  it('can be one of the settings, which the table follows, as far as they can be read', async () => {
    const table = await open();
    assert.equal(
      table.state.views?.some(({ origin }) => origin === 'ready'),
      true,
    );
    assert.deepEqual(own(table), []);
    await configure({ Team: { columns: ['id', 'nonsense'], sort: ['email'], filter: 'enabled' }, Odd: 7 });
    await eventually('the table has both', () => own(table)?.length === 2);
    const team = own(table)?.find(({ name }) => name === 'Team');
    assert.deepEqual(team, {
      name: 'Team',
      origin: 'user',
      view: {
        ...defaultView,
        columns: ['id'],
        sort: [{ column: 'email', descending: false }],
        filter: 'enabled',
      },
    });
    await configure(undefined);
    await eventually('the table has none', () => own(table)?.length === 0);
  });

  it('is saved in the settings under a name, beside others, and removed from there', async () => {
    const table = await open();
    await configure({ Team: { filter: 'enabled' } });
    await eventually('the table has it', () => own(table)?.length === 1);
    const typist = new Typist(' Mine ');
    try {
      const save = () => {
        table.panel.send({ type: 'saveView', view: mine });
        return Promise.resolve();
      };
      if (vscode.workspace.workspaceFolders === undefined) await save();
      else await inPick(save, acceptRow);
      await eventually('the settings have it', () => configured()?.Mine !== undefined);
    } finally {
      typist.dispose();
    }
    assert.deepEqual(configured(), { Team: { filter: 'enabled' }, Mine: mine });
    await eventually('the table has both', () => own(table)?.length === 2);
    const { showWarningMessage } = vscode.window;
    Object.assign(vscode.window, { showWarningMessage: () => Promise.resolve('Remove') });
    try {
      table.panel.send({ type: 'removeView', name: 'Mine' });
      await eventually(
        'it is gone',
        () =>
          own(table)
            ?.map(({ name }) => name)
            .join() === 'Team',
      );
    } finally {
      Object.assign(vscode.window, { showWarningMessage });
    }
    assert.deepEqual(configured(), { Team: { filter: 'enabled' } });
  });
});
