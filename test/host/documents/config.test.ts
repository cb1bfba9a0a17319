import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { configUri } from '../../../src/servers/uris.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { Options } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { addServer, theExtension } from '../support/extension.ts';
import { Typed } from '../support/typed.ts';
import { ConfigDesk } from './configDesk.ts';

const link = '[click me](command:nextcloudAdmin.test.boom)';

describe('the configuration of an app', () => {
  let desk: ConfigDesk;
  const start = async (options?: Options) => (desk = await ConfigDesk.start(options));

  afterEach(() => desk.end());

  for (const version of [34, 32, 29, 25, 17] as const)
    it(`shows the keys and saves the changed ones alone, on ${version}`, async () => {
      await start({ version });
      await desk.open('theming');
      assert.match(desk.text, /^\{\n {2}"color": "#00679e",\n {2}"enabled": "yes",/);
      await desk.replace('#00679e', '#112233');
      await desk.replace('  "slogan": "",\n', '');
      await desk.replace('{\n', '{\n  "added": {"list": [1, "two"]},\n');
      assert.ok(desk.document.isDirty);
      assert.ok(await desk.document.save());
      assert.deepEqual(desk.writes(), ['POST added', 'POST color', 'DELETE slogan']);
      assert.equal(desk.stored('theming', 'color'), '#112233');
      assert.equal(desk.stored('theming', 'slogan'), undefined);
      assert.equal(desk.stored('theming', 'added'), '{"list":[1,"two"]}');
      // It is written as the document always is.
      await eventually('it is read again', () => desk.text.includes('"list": [\n      1,'));
      assert.ok(!desk.document.isDirty);
      assert.ok(await desk.document.save());
      assert.equal(desk.writes().length, 3, 'nothing is written that was not touched');
    });

  for (const [version, questions] of [
    [34, 1],
    [32, 0],
  ] as const)
    it(`asks ${questions} times for the login password on ${version}, signed in with an app password`, async () => {
      desk = await ConfigDesk.start({ version }, ({ state }) => ({
        user: 'admin',
        password: state.createAppPassword('admin', 'admin', 'test'),
      }));
      await desk.open('theming');
      const typed = new Typed(desk.nextcloud.admin.password);
      try {
        await desk.replace('#00679e', '#112233');
        await desk.replace('  "slogan": "",\n', '');
        assert.ok(await desk.document.save());
        await desk.replace('#112233', '#445566');
        assert.ok(await desk.document.save());
      } finally {
        typed.dispose();
      }
      assert.equal(typed.asked.length, questions);
      assert.equal(desk.stored('theming', 'color'), '#445566');
      assert.equal(desk.stored('theming', 'slogan'), undefined);
    });

  it('shows JSON as JSON, and writes it back only if it was changed', async () => {
    await start();
    const spaced = '{ "b" : [ 1, 12345678901234567890 ],\n"a":"https:\\/\\/x.example" }';
    desk.nextcloud.state.config.set(
      'forms',
      new Map([
        ['json', spaced],
        ['text', 'x'],
      ]),
    );
    await desk.open('forms');
    assert.match(desk.text, /"json": \{\n {4}"b": \[\n {6}1,\n {6}12345678901234567890\n {4}\],/);
    await desk.replace('"text": "x"', '"text": "y"');
    assert.ok(await desk.document.save());
    assert.equal(desk.stored('forms', 'json'), spaced);
    await desk.replace('      1,', '      2,');
    assert.ok(await desk.document.save());
    assert.equal(desk.stored('forms', 'json'), '{"b":[2,12345678901234567890],"a":"https://x.example"}');
  });

  it('keeps a refused key with the reason of the server, and saves the others', async () => {
    await start();
    await desk.open('theming');
    const reply = {
      status: 403,
      headers: { 'content-type': 'application/json' },
      body: '{"ocs":{"meta":{"status":"failure","statuscode":403,"message":""},"data":{"data":{"message":"The given key can not be set"}}}}',
    };
    desk.nextcloud.faults.add({
      kind: 'reply',
      times: Infinity,
      match: ({ method, path }) => method === 'POST' && path.endsWith('/color'),
      reply: () => reply,
    });
    await desk.replace('#00679e', '#112233');
    await desk.replace('Example Works', 'Better Works');
    assert.equal(await desk.document.save(), false);
    assert.equal(desk.stored('theming', 'name'), 'Better Works');
    assert.ok(desk.document.isDirty && desk.text.includes('#112233'));
    await eventually('the reason', () =>
      desk.errors().some(text => text.includes('does not allow changing this setting')),
    );
    desk.nextcloud.faults.clear();
    assert.ok(await desk.document.save());
    assert.equal(desk.stored('theming', 'color'), '#112233');
  });

  it('names a protected key that was changed before anything is sent, and marks it', async () => {
    await start();
    await desk.open('theming');
    await eventually(
      'it is marked as read-only',
      () => desk.marks(vscode.DiagnosticSeverity.Hint).length === 3,
    );
    const [note] = desk.marks(vscode.DiagnosticSeverity.Hint);
    assert.match(note?.message ?? '', /^Read-only/);
    assert.deepEqual(note?.tags, [vscode.DiagnosticTag.Unnecessary]);
    await desk.replace('#00679e', '#112233');
    await desk.replace('"enabled": "yes"', '"enabled": "no"');
    await eventually('the error', () =>
      desk.errors().some(text => text.includes('“enabled” of the app “theming”')),
    );
    assert.match(await desk.saveFails(), /“enabled” of the app “theming” is kept by the server/);
    assert.equal(await desk.document.save(), false);
    assert.deepEqual(desk.writes(), []);
    await desk.replace('"enabled": "no"', '"enabled": "yes"');
    await eventually('no error', () => desk.errors().length === 0);
    assert.ok(await desk.document.save());
    assert.equal(desk.stored('theming', 'color'), '#112233');
  });

  it('asks before it saves what can lock people out, and names it', async () => {
    await start();
    await desk.open('user_ldap');
    await desk.replace('ldaps://ldap.example.com', 'ldaps://ldap.example.org');
    await desk.replace('{\n', '{\n  "s01ldap_cache_ttl": "600",\n');
    const { asked } = desk.answering(undefined);
    assert.match(await desk.saveFails(), /You canceled the save/);
    assert.deepEqual(desk.writes(), []);
    assert.equal(asked.length, 1);
    assert.match(asked[0] ?? '', /“user_ldap” on .*lock people out/);
    assert.match(asked[0] ?? '', /“s01ldap_host”: a wrong value can keep people from signing in/);
    assert.ok(!asked[0]?.includes('cache_ttl'));
    desk.answering('Save');
    assert.ok(await desk.document.save());
    assert.equal(desk.stored('user_ldap', 's01ldap_host'), 'ldaps://ldap.example.org');
  });

  it('is not saved automatically where it can lock people out', async () => {
    await start();
    await desk.open('user_ldap');
    const { asked } = desk.answering('Save');
    const files = vscode.workspace.getConfiguration('files');
    const tried = () => desk.nextcloud.requests.some(({ path }) => path.endsWith('/user_ldap'));
    await files.update('autoSaveDelay', 1, vscode.ConfigurationTarget.Global);
    await files.update('autoSave', 'afterDelay', vscode.ConfigurationTarget.Global);
    try {
      await desk.replace('ldaps://ldap.example.com', 'ldaps://ldap.example.org');
      await eventually('it was tried', tried);
    } finally {
      await files.update('autoSave', undefined, vscode.ConfigurationTarget.Global);
      await files.update('autoSaveDelay', undefined, vscode.ConfigurationTarget.Global);
    }
    assert.ok(desk.document.isDirty);
    assert.deepEqual([asked, desk.writes()], [[], []]);
  });

  it('does not overwrite what somebody else has changed meanwhile', async () => {
    await start();
    await desk.open('theming');
    await desk.replace('#00679e', '#112233');
    desk.nextcloud.state.config.get('theming')?.set('name', 'Other Works');
    await vscode.workspace.fs.writeFile(desk.document.uri, Buffer.from(desk.text));
    assert.deepEqual(desk.writes(), ['POST color']);
    assert.equal(desk.stored('theming', 'name'), 'Other Works');
  });

  it('survives a value that the server cannot tell, and leaves it alone', async () => {
    await start();
    desk.nextcloud.faults.add({
      kind: 'status',
      status: 500,
      times: Infinity,
      match: ({ method, path }) => method === 'GET' && path.endsWith('/theming/name'),
    });
    await desk.open('theming');
    assert.match(desk.text, /"name": \{ "\$value": "unreadable" \}/);
    await desk.replace('#00679e', '#112233');
    assert.ok(await desk.document.save());
    assert.deepEqual(desk.writes(), ['POST color']);
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
      await desk.open('theming');
      await desk.replace('  "color": "#00679e",\n', '  "",\n');
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        desk.document.uri,
        desk.document.positionAt(desk.text.indexOf('""') + 1),
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
    desk.nextcloud.state.config.set('forms', hostile);
    await desk.open('forms');
    assert.ok(desk.text.includes('"__proto__": "[click me]'));
    await desk.replace('"__proto__": "[click me]', '"__proto__": "safe [click me]');
    assert.ok(await desk.document.save());
    assert.deepEqual(desk.writes(), ['POST __proto__']);
    desk.nextcloud.faults.add({ kind: 'status', status: 500, times: 1, match: { method: 'POST' } });
    const text = desk.text.replace(JSON.stringify(link), JSON.stringify(`${link}2`));
    const error = await vscode.workspace.fs.writeFile(desk.document.uri, Buffer.from(text)).then(
      () => assert.fail('it was saved'),
      (reason: unknown) => (reason as Error).message,
    );
    assert.ok(!error.includes(']('), error);
  });

  for (const role of ['delegated', 'subadmin'] as const)
    it(`is refused with the reason to a ${role}`, async () => {
      desk = await ConfigDesk.start({ seed: 'empty', version: 29 }, ({ state }) => {
        const login = { user: 'dele', password: 'worker-Passw0rd' };
        state.createGroup('crew');
        state.createUser({ id: login.user, password: login.password, delegated: role === 'delegated' });
        if (role === 'subadmin') state.promote(login.user, 'crew');
        return login;
      });
      const reading = Promise.resolve(vscode.workspace.fs.readFile(configUri(desk.server.id, 'core')));
      await assert.rejects(reading, /configuration of apps is for administrators.*Nextcloud 29.*“dele”/s);
      assert.ok(!desk.nextcloud.requests.some(({ path }) => path.includes('/config/apps')));
    });
});
