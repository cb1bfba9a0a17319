import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Server } from '../../../src/servers/server.ts';
import { configUri } from '../../../src/servers/uris.ts';
import { allTabs } from '../../../src/ui/tabs.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { Options, SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { Answers } from '../support/answers.ts';
import { addServer, theExtension } from '../support/extension.ts';

const ldapSecret = 'bGRhcC1TZWNyZXQtNDI=';
const turnSecret = 'turn-Secret-42';
const hides = '{ "$value": "hidden" }';
const link = '[click me](command:nextcloudAdmin.test.boom)';

describe('the configuration of an app', () => {
  let nextcloud: SimulatedNextcloud;
  let server: Server;
  let document: vscode.TextDocument;
  let answers: Answers | undefined;

  const start = async (options: Options = {}) => {
    nextcloud = await startNextcloud(options);
    server = await addServer(nextcloud);
  };
  const open = async (app: string) => {
    document = await vscode.workspace.openTextDocument(configUri(server.id, app));
    await vscode.window.showTextDocument(document);
    nextcloud.requests.length = 0;
  };
  const answering = (answer: string | undefined) => (answers = new Answers(answer));

  afterEach(async () => {
    answers?.dispose();
    answers = undefined;
    for (const { isDirty, uri } of vscode.workspace.textDocuments) {
      if (!isDirty) continue;
      await vscode.window.showTextDocument(uri);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await (await theExtension()).servers.remove(server);
    await nextcloud.close();
  });

  const stored = (app: string, key: string) => nextcloud.state.config.get(app)?.get(key);
  const writes = () =>
    nextcloud.requests
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path }) => `${method} ${path.split('/').at(-1) ?? ''}`);
  const marks = (severity: vscode.DiagnosticSeverity) =>
    vscode.languages
      .getDiagnostics(document.uri)
      .filter(mark => mark.source === 'Nextcloud Admin' && mark.severity === severity);
  const errors = () => marks(vscode.DiagnosticSeverity.Error).map(({ message }) => message);

  const replace = async (before: string, after: string) => {
    const offset = document.getText().indexOf(before);
    assert.ok(offset >= 0, `${before} in ${document.getText()}`);
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + before.length));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, range, after);
    assert.ok(await vscode.workspace.applyEdit(edit));
  };
  const saveFails = async () => {
    const failing = vscode.workspace.fs.writeFile(document.uri, Buffer.from(document.getText()));
    return failing.then(
      () => assert.fail('it was saved'),
      (error: unknown) => (error as Error).message,
    );
  };

  for (const version of [34, 32, 29, 25, 17] as const)
    it(`shows the keys and saves the changed ones alone, on ${version}`, async () => {
      await start({ version });
      await open('theming');
      assert.match(document.getText(), /^\{\n {2}"color": "#00679e",\n {2}"enabled": "yes",/);
      await replace('#00679e', '#112233');
      await replace('  "slogan": "",\n', '');
      await replace('{\n', '{\n  "added": {"list": [1, "two"]},\n');
      assert.ok(document.isDirty);
      assert.ok(await document.save());
      assert.deepEqual(writes(), ['POST added', 'POST color', 'DELETE slogan']);
      assert.equal(stored('theming', 'color'), '#112233');
      assert.equal(stored('theming', 'slogan'), undefined);
      assert.equal(stored('theming', 'added'), '{"list":[1,"two"]}');
      // It is written as the document always is.
      await eventually('it is read again', () => document.getText().includes('"list": [\n      1,'));
      assert.ok(!document.isDirty);
      assert.ok(await document.save());
      assert.equal(writes().length, 3, 'nothing is written that was not touched');
    });

  it('shows JSON as JSON, and writes it back only if it was changed', async () => {
    await start();
    const spaced = '{ "b" : [ 1, 12345678901234567890 ],\n"a":"https:\\/\\/x.example" }';
    nextcloud.state.config.set(
      'forms',
      new Map([
        ['json', spaced],
        ['text', 'x'],
      ]),
    );
    await open('forms');
    assert.match(document.getText(), /"json": \{\n {4}"b": \[\n {6}1,\n {6}12345678901234567890\n {4}\],/);
    await replace('"text": "x"', '"text": "y"');
    assert.ok(await document.save());
    assert.equal(stored('forms', 'json'), spaced);
    await replace('      1,', '      2,');
    assert.ok(await document.save());
    assert.equal(stored('forms', 'json'), '{"b":[2,12345678901234567890],"a":"https://x.example"}');
  });

  it('keeps a refused key with the reason of the server, and saves the others', async () => {
    await start();
    await open('theming');
    const reply = {
      status: 403,
      headers: { 'content-type': 'application/json' },
      body: '{"ocs":{"meta":{"status":"failure","statuscode":403,"message":""},"data":{"data":{"message":"The given key can not be set"}}}}',
    };
    nextcloud.faults.add({
      kind: 'reply',
      times: Infinity,
      match: ({ method, path }) => method === 'POST' && path.endsWith('/color'),
      reply: () => reply,
    });
    await replace('#00679e', '#112233');
    await replace('Example Works', 'Better Works');
    assert.equal(await document.save(), false);
    assert.equal(stored('theming', 'name'), 'Better Works');
    assert.ok(document.isDirty && document.getText().includes('#112233'));
    await eventually('the reason', () =>
      errors().some(text => text.includes('does not allow changing this setting')),
    );
    nextcloud.faults.clear();
    assert.ok(await document.save());
    assert.equal(stored('theming', 'color'), '#112233');
  });

  it('names a protected key that was changed before anything is sent, and marks it', async () => {
    await start();
    await open('theming');
    await eventually('it is marked as read-only', () => marks(vscode.DiagnosticSeverity.Hint).length === 3);
    const [note] = marks(vscode.DiagnosticSeverity.Hint);
    assert.match(note?.message ?? '', /^Read-only/);
    assert.deepEqual(note?.tags, [vscode.DiagnosticTag.Unnecessary]);
    await replace('#00679e', '#112233');
    await replace('"enabled": "yes"', '"enabled": "no"');
    await eventually('the error', () =>
      errors().some(text => text.includes('“enabled” of the app “theming”')),
    );
    assert.match(await saveFails(), /“enabled” of the app “theming” is kept by the server/);
    assert.equal(await document.save(), false);
    assert.deepEqual(writes(), []);
    await replace('"enabled": "no"', '"enabled": "yes"');
    await eventually('no error', () => errors().length === 0);
    assert.ok(await document.save());
    assert.equal(stored('theming', 'color'), '#112233');
  });

  it('asks before it saves what can lock people out, and names it', async () => {
    await start();
    await open('user_ldap');
    await replace('ldaps://ldap.example.com', 'ldaps://ldap.example.org');
    await replace('{\n', '{\n  "s01ldap_cache_ttl": "600",\n');
    const { asked } = answering(undefined);
    assert.match(await saveFails(), /You canceled the save/);
    assert.deepEqual(writes(), []);
    assert.equal(asked.length, 1);
    assert.match(asked[0] ?? '', /“user_ldap” on .*lock people out/);
    assert.match(asked[0] ?? '', /“s01ldap_host”: a wrong value can keep people from signing in/);
    assert.ok(!asked[0]?.includes('cache_ttl'));
    answers?.dispose();
    answering('Save');
    assert.ok(await document.save());
    assert.equal(stored('user_ldap', 's01ldap_host'), 'ldaps://ldap.example.org');
  });

  it('is not saved automatically where it can lock people out', async () => {
    await start();
    await open('user_ldap');
    const { asked } = answering('Save');
    const files = vscode.workspace.getConfiguration('files');
    const tried = () => nextcloud.requests.some(({ path }) => path.endsWith('/user_ldap'));
    await files.update('autoSaveDelay', 1, vscode.ConfigurationTarget.Global);
    await files.update('autoSave', 'afterDelay', vscode.ConfigurationTarget.Global);
    try {
      await replace('ldaps://ldap.example.com', 'ldaps://ldap.example.org');
      await eventually('it was tried', tried);
    } finally {
      await files.update('autoSave', undefined, vscode.ConfigurationTarget.Global);
      await files.update('autoSaveDelay', undefined, vscode.ConfigurationTarget.Global);
    }
    assert.ok(document.isDirty);
    assert.deepEqual([asked, writes()], [[], []]);
  });

  it('does not overwrite what somebody else has changed meanwhile', async () => {
    await start();
    await open('theming');
    await replace('#00679e', '#112233');
    nextcloud.state.config.get('theming')?.set('name', 'Other Works');
    await vscode.workspace.fs.writeFile(document.uri, Buffer.from(document.getText()));
    assert.deepEqual(writes(), ['POST color']);
    assert.equal(stored('theming', 'name'), 'Other Works');
  });

  it('survives a value that the server cannot tell, and leaves it alone', async () => {
    await start();
    nextcloud.faults.add({
      kind: 'status',
      status: 500,
      times: Infinity,
      match: ({ method, path }) => method === 'GET' && path.endsWith('/theming/name'),
    });
    await open('theming');
    assert.match(document.getText(), /"name": \{ "\$value": "unreadable" \}/);
    await replace('#00679e', '#112233');
    assert.ok(await document.save());
    assert.deepEqual(writes(), ['POST color']);
  });

  it('completes keys that it lacks, also with those of other servers', async () => {
    await start();
    const second = await startNextcloud({ seed: 'empty' });
    second.state.config.set(
      'theming',
      new Map([
        ['url', 'https://example.com'],
        ['color', 'x'],
      ]),
    );
    const other = await addServer(second);
    await other.connect();
    try {
      await open('theming');
      await replace('  "color": "#00679e",\n', '  "",\n');
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        document.positionAt(document.getText().indexOf('""') + 1),
      );
      const texts = list.items.flatMap(({ insertText }) =>
        insertText instanceof vscode.SnippetString ? [insertText.value] : [],
      );
      assert.deepEqual(texts.sort(), ['"color": "$0"', '"url": "$0"']);
    } finally {
      await (await theExtension()).servers.remove(other);
      await second.close();
    }
  });

  it('takes hostile keys and values as data', async () => {
    await start();
    const hostile = new Map([
      ['__proto__', link],
      [link, '{"__proto__":{"a":1}}'],
      ['constructor', '"\u2028'],
    ]);
    nextcloud.state.config.set('forms', hostile);
    await open('forms');
    assert.ok(document.getText().includes('"__proto__": "[click me]'));
    await replace('"__proto__": "[click me]', '"__proto__": "safe [click me]');
    assert.ok(await document.save());
    assert.deepEqual(writes(), ['POST __proto__']);
    nextcloud.faults.add({ kind: 'status', status: 500, times: 1, match: { method: 'POST' } });
    const text = document.getText().replace(JSON.stringify(link), JSON.stringify(`${link}2`));
    const error = await vscode.workspace.fs.writeFile(document.uri, Buffer.from(text)).then(
      () => assert.fail('it was saved'),
      (reason: unknown) => (reason as Error).message,
    );
    assert.ok(!error.includes(']('), error);
  });

  for (const role of ['delegated', 'subadmin'] as const)
    it(`is refused with the reason to a ${role}`, async () => {
      nextcloud = await startNextcloud({ seed: 'empty', version: 29 });
      nextcloud.state.createGroup('crew');
      nextcloud.state.createUser({
        id: 'dele',
        password: 'worker-Passw0rd',
        delegated: role === 'delegated',
      });
      if (role === 'subadmin') nextcloud.state.promote('dele', 'crew');
      server = await addServer(nextcloud, { user: 'dele', password: 'worker-Passw0rd' });
      const reading = Promise.resolve(vscode.workspace.fs.readFile(configUri(server.id, 'core')));
      await assert.rejects(reading, /configuration of apps is for administrators.*Nextcloud 29.*“dele”/s);
      assert.ok(!nextcloud.requests.some(({ path }) => path.includes('/config/apps')));
    });

  describe('its secrets', () => {
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
      vscode.commands.executeCommand('nextcloudAdmin.revealSecrets', document.uri, key);

    it('are hidden until they are asked for, by key and by what is in them', async () => {
      await start();
      await open('user_ldap');
      assert.ok(document.getText().includes(`"s01ldap_agent_password": ${hides}`));
      const ldap = document.getText();
      await open('spreed');
      assert.ok(document.getText().includes(`"turn_servers": ${hides}`));
      assert.ok(document.getText().includes('stun.example.com'));
      for (const text of [ldap, document.getText(), await onDisk()])
        for (const secret of [ldapSecret, turnSecret]) assert.ok(!text.includes(secret));
    });

    it('are revealed after consent, and hidden again once the document was closed', async () => {
      await start();
      await open('user_ldap');
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
      );
      assert.deepEqual(
        lenses.map(({ command }) => command?.title),
        ['Reveal Secret Values…', 'Reveal Secret Value…'],
      );
      const declined = answering(undefined);
      await reveal();
      assert.equal(declined.asked.length, 1);
      assert.match(declined.asked[0] ?? '', /s01ldap_agent_password\n.*keeps a copy of the text/);
      assert.ok(!document.getText().includes(ldapSecret));
      declined.dispose();
      answering('Reveal');
      await reveal('s01ldap_agent_password');
      await eventually('it is shown', () => document.getText().includes(ldapSecret));
      assert.ok(!document.isDirty);
      assert.deepEqual(writes(), []);
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await eventually('it is closed', () => allTabs().length === 0);
      await (await theExtension()).documents.open(document.uri);
      const text = () => vscode.window.activeTextEditor?.document.getText() ?? '';
      await eventually('it is hidden', () => text().includes(hides));
      assert.ok(!text().includes(ldapSecret));
    });

    it('are not revealed over unsaved changes', async () => {
      await start();
      await open('user_ldap');
      await replace('ldaps://ldap.example.com', 'x');
      const { asked } = answering('Reveal');
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
      await open('user_ldap');
      answering('Reveal');
      await reveal();
      await eventually('it is shown', () => document.getText().includes(ldapSecret));
      await replace('{\n', '{\n  "s01ldap_cache_ttl": "600",\n');
      await eventually('the base is kept', async () => (await onDisk()).includes(hides));
      assert.ok(!(await onDisk()).includes(ldapSecret));
      assert.ok(await document.save());
      assert.deepEqual(writes(), ['POST s01ldap_cache_ttl'], 'the secret itself was not touched');
      answers?.dispose();
      answering('Save');
      await replace(ldapSecret, 'typed-Secret-43');
      assert.ok(await document.save());
      assert.equal(stored('user_ldap', 's01ldap_agent_password'), 'typed-Secret-43');
      for (const secret of [ldapSecret, 'typed-Secret-43']) assert.ok(!(await onDisk()).includes(secret));
    });

    it('are replaced by a text, and hidden again after that', async () => {
      await start();
      await open('user_ldap');
      answering('Save');
      await replace(hides, '"new-Secret-44"');
      assert.ok(await document.save());
      assert.equal(stored('user_ldap', 's01ldap_agent_password'), 'new-Secret-44');
      await eventually('it is hidden', () => document.getText().includes(hides));
      assert.ok(!document.isDirty);
    });

    it('are not written again where the text has just what the server has', async () => {
      await start();
      await open('user_ldap');
      answering('Save');
      // As hot exit restores a document whose secrets were revealed.
      await replace(hides, JSON.stringify(ldapSecret));
      assert.ok(await document.save());
      assert.deepEqual(writes(), []);
    });

    it('are not copied from one server to another as placeholders', async () => {
      await start();
      await open('theming');
      await replace('{\n', `{\n  "token": ${hides},\n`);
      assert.match(await saveFails(), /“token” has no value here that could be saved/);
      assert.deepEqual(writes(), []);
    });
  });
});
