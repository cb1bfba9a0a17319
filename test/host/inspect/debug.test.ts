import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../../support/eventually.ts';
import { limits, scaled } from '../../support/limits.ts';
import { acceptRow, inPick } from '../support/picks.ts';
import { inspected, makeWorld, placeOf, type World } from './world.ts';

describe('inspecting while debugging', () => {
  let world: World;
  let editor: vscode.TextEditor;

  before(async function () {
    this.timeout(scaled(limits.start));
    world = await makeWorld();
    const program = await world.file(
      'program.js',
      'notify(share.uid_owner, owner); // for zoe, undefinedName\n',
    );
    const configuration = {
      type: 'stopped',
      request: 'launch',
      name: 'Stopped',
      program: program.uri.fsPath,
    };
    assert.ok(await vscode.debug.startDebugging(undefined, configuration));
    await eventually(
      'the program has stopped',
      () => vscode.debug.activeStackItem instanceof vscode.DebugStackFrame,
      limits.start,
    );
    editor = await vscode.window.showTextDocument(program);
  });

  after(async () => {
    await vscode.debug.stopDebugging();
    await world.end();
  });

  beforeEach(async () => {
    const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
    await vscode.window.tabGroups.close(tabs.filter(({ input }) => input instanceof vscode.TabInputWebview));
    editor = await vscode.window.showTextDocument(editor.document);
  });

  const isShown = (name: string) => eventually(`${name} is shown`, () => inspected().includes(name));

  /** As the menus of Variables and Watch call it. */
  const inspectVariable = async (variable: { name: string; value: string; variablesReference: number }) => {
    const sessionId = vscode.debug.activeDebugSession?.id;
    await vscode.commands.executeCommand('nextcloudAdmin.inspectVariable', { sessionId, variable });
  };

  it('uses the string value of a variable', async () => {
    await inspectVariable({ name: 'owner', value: "'alice'", variablesReference: 0 });
    await isShown('Alice Example');
  });

  it('uses the user named by an object', async () => {
    await inspectVariable({ name: 'empty', value: 'Object', variablesReference: 3 });
    assert.deepEqual(inspected(), []);
    world.second.state.users.get('bob')!.displayname = 'Bob of the second';
    const share = { name: 'share', value: 'Object', variablesReference: 2 };
    await inPick(() => inspectVariable(share), acceptRow);
    await isShown('Bob Builder');
  });

  const inspectAt = async (text: string) => {
    const place = placeOf(editor.document, text);
    editor.selection = new vscode.Selection(place, place);
    await vscode.commands.executeCommand('nextcloudAdmin.inspectUser');
  };

  it('evaluates the expression under the cursor', async () => {
    await inspectAt('owner)');
    await isShown('Alice Example');
  });

  it('evaluates the selection', async () => {
    const start = editor.document.positionAt(editor.document.getText().indexOf('owner)'));
    editor.selection = new vscode.Selection(start, start.translate(0, 'owner'.length));
    await vscode.commands.executeCommand('nextcloudAdmin.inspectUser');
    await isShown('Alice Example');
  });

  it('falls back to the text if it cannot be evaluated', async () => {
    await inspectAt('zoe');
    await isShown('Zoe [x](command:workbench.action.quit)');
  });
});
