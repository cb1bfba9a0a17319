import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { allTabs } from '../../../src/ui/tabs.ts';
import { eventually } from '../../support/eventually.ts';
import { theExtension } from '../support/extension.ts';
import { ConfigDesk } from './configDesk.ts';

const ldapSecret = 'bGRhcC1TZWNyZXQtNDI=';
const turnSecret = 'turn-Secret-42';
const hides = '{ "$value": "hidden" }';

describe('the secrets of an app’s configuration', () => {
  let desk: ConfigDesk;
  const start = async () => (desk = await ConfigDesk.start());

  afterEach(() => desk.end());

  /** Everything that the extension keeps on disk. */
  const onDisk = async (): Promise<string> => {
    const { context } = await theExtension();
    const folders = [context.storageUri, context.globalStorageUri, context.logUri];
    return (await Promise.all(folders.map(async folder => (folder ? textsIn(folder) : '')))).join('\n');
  };

  async function textsIn(folder: vscode.Uri): Promise<string> {
    const entries = await Promise.resolve(vscode.workspace.fs.readDirectory(folder)).catch(() => []);
    const texts = entries.map(async ([name, type]) => {
      const uri = vscode.Uri.joinPath(folder, name);
      if (type === vscode.FileType.Directory) return textsIn(uri);
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    });
    return (await Promise.all(texts)).join('\n');
  }

  const reveal = (key?: string) =>
    vscode.commands.executeCommand('nextcloudAdmin.revealSecrets', desk.document.uri, key);

  it('are hidden until they are asked for, by key and by what is in them', async () => {
    await start();
    await desk.open('user_ldap');
    assert.ok(desk.text.includes(`"s01ldap_agent_password": ${hides}`));
    const ldap = desk.text;
    await desk.open('spreed');
    assert.ok(desk.text.includes(`"turn_servers": ${hides}`));
    assert.ok(desk.text.includes('stun.example.com'));
    for (const text of [ldap, desk.text, await onDisk()])
      for (const secret of [ldapSecret, turnSecret]) assert.ok(!text.includes(secret));
  });

  it('are revealed after consent, and hidden again once the document was closed', async () => {
    await start();
    await desk.open('user_ldap');
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      desk.document.uri,
    );
    assert.deepEqual(
      lenses.map(({ command }) => command?.title),
      ['Reveal Secret Values…', 'Reveal Secret Value…'],
    );
    const declined = desk.answering(undefined);
    await reveal();
    assert.equal(declined.asked.length, 1);
    assert.match(declined.asked[0] ?? '', /s01ldap_agent_password\n.*keeps a copy of the text/);
    assert.ok(!desk.text.includes(ldapSecret));
    desk.answering('Reveal');
    await reveal('s01ldap_agent_password');
    await eventually('it is shown', () => desk.text.includes(ldapSecret));
    assert.ok(!desk.document.isDirty);
    assert.deepEqual(desk.writes(), []);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await eventually('it is closed', () => allTabs().length === 0);
    await (await theExtension()).documents.open(desk.document.uri);
    const text = () => vscode.window.activeTextEditor?.document.getText() ?? '';
    await eventually('it is hidden', () => text().includes(hides));
    assert.ok(!text().includes(ldapSecret));
  });

  it('are not revealed over unsaved changes', async () => {
    await start();
    await desk.open('user_ldap');
    await desk.replace('ldaps://ldap.example.com', 'x');
    const { asked } = desk.answering('Reveal');
    const shown: string[] = [];
    const { showErrorMessage } = vscode.window;
    Object.assign(vscode.window, {
      showErrorMessage: (text: string) => Promise.resolve(void shown.push(text)),
    });
    await reveal();
    Object.assign(vscode.window, { showErrorMessage });
    assert.match(shown.join(), /Save or revert your changes first/);
    assert.deepEqual(asked, []);
  });

  it('never reach the disk by the extension, not even while revealed or typed', async () => {
    await start();
    await desk.open('user_ldap');
    desk.answering('Reveal');
    await reveal();
    await eventually('it is shown', () => desk.text.includes(ldapSecret));
    await desk.replace('{\n', '{\n  "s01ldap_cache_ttl": "600",\n');
    await eventually('the base is kept', async () => (await onDisk()).includes(hides));
    assert.ok(!(await onDisk()).includes(ldapSecret));
    assert.ok(await desk.document.save());
    assert.deepEqual(desk.writes(), ['POST s01ldap_cache_ttl'], 'the secret itself was not touched');
    desk.answering('Save');
    await desk.replace(ldapSecret, 'typed-Secret-43');
    assert.ok(await desk.document.save());
    assert.equal(desk.stored('user_ldap', 's01ldap_agent_password'), 'typed-Secret-43');
    for (const secret of [ldapSecret, 'typed-Secret-43']) assert.ok(!(await onDisk()).includes(secret));
  });

  it('are replaced by a text, and hidden again after that', async () => {
    await start();
    await desk.open('user_ldap');
    desk.answering('Save');
    await desk.replace(hides, '"new-Secret-44"');
    assert.ok(await desk.document.save());
    assert.equal(desk.stored('user_ldap', 's01ldap_agent_password'), 'new-Secret-44');
    await eventually('it is hidden', () => desk.text.includes(hides));
    assert.ok(!desk.document.isDirty);
  });

  it('are not written again where the text has just what the server has', async () => {
    await start();
    await desk.open('user_ldap');
    desk.answering('Save');
    // As hot exit restores a document whose secrets were revealed.
    await desk.replace(hides, JSON.stringify(ldapSecret));
    assert.ok(await desk.document.save());
    assert.deepEqual(desk.writes(), []);
  });

  it('are not copied from one server to another as placeholders', async () => {
    await start();
    await desk.open('theming');
    await desk.replace('{\n', `{\n  "token": ${hides},\n`);
    assert.match(await desk.saveFails(), /“token” has no value here that could be saved/);
    assert.deepEqual(desk.writes(), []);
  });
});
