import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import schema from '../../../media/schemas/account.json';
import { startNextcloud, type SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { sitDown, type Desk } from '../commands/person.ts';
import { closeAll } from '../import/desk.ts';
import { setServers } from '../servers/window.ts';

describe('a file that says what a server is to be like', () => {
  let nextcloud: SimulatedNextcloud;
  let desk: Desk;
  let folder: string;

  before(async () => {
    nextcloud = await startNextcloud({ seed: 'empty' });
    nextcloud.state.createGroup('crew');
    nextcloud.state.createUser({ id: 'ada', groups: ['crew'] });
    nextcloud.state.config.set('theming', new Map([['color', '#00679e']]));
    desk = await sitDown(nextcloud);
    folder = await mkdtemp(join(tmpdir(), 'nca-code-'));
  });

  beforeEach(async () => {
    await closeAll();
    desk.person.said.length = 0;
    desk.person.opened.length = 0;
  });

  after(async () => {
    await desk.run('forgetCodePasswords');
    await closeAll();
    desk.dispose();
    await nextcloud.close();
    await rm(folder, { recursive: true, force: true });
    await setServers(undefined);
  });

  async function show(name: string, content: string | object): Promise<vscode.TextDocument> {
    const path = join(folder, name);
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content, undefined, 2));
    const document = await vscode.workspace.openTextDocument(path);
    await vscode.window.showTextDocument(document);
    await desk.context.code();
    return document;
  }

  const marks = ({ uri }: vscode.TextDocument): string[] =>
    vscode.languages
      .getDiagnostics(uri)
      .filter(({ source }) => source === 'Nextcloud Admin')
      .map(({ message }) => message);

  /** The steps of the plan that was opened last. */
  async function plan() {
    const [, id = ''] = /plans\/(.*)\.json/.exec(desk.person.opened.at(-1) ?? '') ?? [];
    return desk.context.desk.read(desk.server, id);
  }

  it('has buttons above it and above each of its servers', async () => {
    const { uri } = await show('a.nextcloud.json', { groups: {}, servers: { staging: {}, live: {} } });
    const found = await eventually('the buttons are there', async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        uri,
      );
      return lenses.length >= 9 ? lenses : undefined;
    });
    const titles = found.map(({ command, range }) => `${range.start.line} ${command?.title ?? ''}`);
    assert.deepEqual([...new Set(titles)], ['0 Plan', '0 Apply…', '0 Check', '3 Plan', '3 Apply…', '3 Check', '4 Plan', '4 Apply…', '4 Check']); // prettier-ignore
  });

  it('marks what is wrong with it while it is edited, without asking a server', async () => {
    nextcloud.requests.length = 0;
    const document = await show('b.nextcloud.yaml', 'users:\n  bob: {template: none}\n');
    await eventually('it is marked', () => marks(document).includes('There is no template “none”.'));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(2, 0), 'templates: {none: {}}\n');
    await vscode.workspace.applyEdit(edit);
    await eventually('it is not marked any more', () => marks(document).length === 0);
    assert.deepEqual(nextcloud.requests, []);
  });

  it('is planned and applied, with a password that is asked for once and stored', async () => {
    await show('c.nextcloud.json', {
      groups: { staff: {} },
      users: { bob: { groups: ['staff'], password: { secret: 'bob' } }, ada: { quota: '5 GB' } },
    });
    desk.person.will('Bobs secret 9!');
    await desk.run('planCode');
    const run = await plan();
    assert.deepEqual(
      run?.plan.steps.map(({ kind }) => kind),
      ['createGroup', 'change', 'create'],
    );
    assert.equal(nextcloud.state.users.has('bob'), false);
    desk.person.will(true);
    await desk.run('applyCode');
    assert.equal(nextcloud.state.users.get('bob')?.password, 'Bobs secret 9!');
    assert.equal(nextcloud.state.users.get('ada')?.quota, '5 GB');
    await desk.run('planCode');
    assert.match(desk.person.lastSaid, /c\.nextcloud\.json: nothing to change on /);
    assert.ok(!JSON.stringify(run).includes('Bobs secret'));
  });

  it('is checked against the server, and again with each save', async () => {
    const document = await show('d.nextcloud.json', {
      users: { ada: { displayname: 'Ada', groups: ['crew'] } },
    });
    await desk.run('checkCode');
    assert.match(desk.person.lastSaid, /d\.nextcloud\.json: marked in the text: 1$/);
    assert.match(marks(document)[0] ?? '', /^Not so on .*\. Display name: ada → Ada$/);
    nextcloud.state.users.get('ada')!.displayname = 'Ada';
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 1), '\n');
    await vscode.workspace.applyEdit(edit);
    await document.save();
    await eventually('nothing differs any more', () => marks(document).length === 0);
    await desk.run('checkCode');
    assert.match(desk.person.lastSaid, /all is so on/);
  });

  it('is sent to the server that it means, and to no other', async () => {
    await show('e.nextcloud.json', {
      servers: {
        here: { url: nextcloud.url, groups: { here: {} } },
        there: { url: 'https://there.example.com', groups: { there: {} } },
      },
    });
    desk.person.will('there');
    await desk.run('planCode');
    assert.match(
      desk.person.lastSaid,
      /No server with the address https:\/\/there\.example\.com\/ was added/,
    );
    desk.person.will('here');
    await desk.run('planCode');
    assert.deepEqual(
      (await plan())?.plan.steps.map(step => 'group' in step && step.group),
      ['here'],
    );
  });

  it('is not planned while something is wrong with it, and says what', async () => {
    const document = await show('f.nextcloud.json', '{ "users": { "bob": { "quota": "much" } } }');
    await desk.run('planCode');
    assert.match(desk.person.lastSaid, /The file must be corrected first\. Enter a size such as/);
    assert.deepEqual(desk.person.opened, []);
    assert.equal(marks(document).length, 1);
  });

  it('reads what it includes, as the editors have it', async () => {
    await writeFile(join(folder, 'part.json'), '{ "groups": { "odd": 1 } }');
    const document = await show('g.nextcloud.json', { include: ['part.json'], groups: { g: {} } });
    await eventually(
      'the part is marked',
      () => vscode.languages.getDiagnostics(vscode.Uri.file(join(folder, 'part.json'))).length > 0,
    );
    assert.deepEqual(marks(document), []);
  });

  /** What is put in where the text has a `|`, by label. */
  async function completions(name: string, marked: string): Promise<Map<string, unknown>> {
    const document = await show(name, marked.replace('|', ''));
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      document.positionAt(marked.indexOf('|')),
    );
    return new Map(
      items.map(({ label, insertText: put }) => [
        typeof label === 'string' ? label : label.label,
        put instanceof vscode.SnippetString ? put.value : put,
      ]),
    );
  }

  type Completed = [text: string, label: string, inserted: string];
  const completed: Record<string, Completed[]> = {
    json: [
      ['{ "users": { "ada": { "groups": ["|"] } } }', 'crew', '"crew"'],
      ['{ "groups": { "own": {} }, "users": { "ada": { "groups": ["|"] } } }', 'own', '"own"'],
      ['{ "users": { "ada": { "manager": "|" } } }', 'bob', '"bob"'],
      ['{ "users": { "|" } }', 'bob', '"bob": { $0 }'],
      ['{ "config": { "theming": { "|" } } }', 'color', '"color": "$0"'],
    ],
    yaml: [
      ['users:\n  ada:\n    groups:\n      - c|\n    quota: 5 GB\n', 'crew', 'crew'],
      ['groups:\n  own: {}\nusers:\n  ada:\n    groups:\n      - |\n', 'own', 'own'],
      ['users:\n  ada: {groups: [|', 'crew', 'crew'],
      ['users:\n  ada:\n    manager: |\n', 'bob', 'bob'],
      ['users:\n  b|\n  ada: {}\n', 'bob', 'bob:\n  $0'],
      ['users:\n  b|: {}\n', 'bob', 'bob'],
      ['config:\n  theming:\n    col|', 'color', 'color: "$0"'],
    ],
  };

  for (const [language, places] of Object.entries(completed))
    it(`completes ${language} with what the server and the file have`, async () => {
      await desk.server.connect();
      for (const [index, [text, label, inserted]] of places.entries()) {
        const name = `${index}.nextcloud.${language}`;
        await eventually(
          `${label} is offered`,
          async () => (await completions(name, text)).get(label) === inserted,
        );
      }
    });

  it('asks no server for completion that the file does not mean', async () => {
    nextcloud.requests.length = 0;
    const found = await completions(
      'i.nextcloud.yaml',
      'servers: {live: {url: https://there.example.com}}\nusers:\n  b|\n',
    );
    assert.notEqual(found.get('bob'), 'bob:\n  $0');
    assert.deepEqual(nextcloud.requests, []);
  });

  it('is explained in hovers, by the schema', async () => {
    const text = '{ "users": { "ada": { "quota": "5 GB" } } }';
    const document = await show('k.nextcloud.json', text);
    const explained = async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        document.positionAt(text.indexOf('quota')),
      );
      const contents = hovers.flatMap(hover => hover.contents as vscode.MarkdownString[]);
      return contents.some(({ value }) => value.includes(schema.properties.quota.description.slice(0, 40)));
    };
    await eventually('the explanation of the schema', explained, 20_000);
  });

  it('says what to do where no such file is open', async () => {
    await desk.run('planCode');
    assert.match(desk.person.lastSaid, /Open a file first whose name ends in \.nextcloud\.json/);
  });

  it('forgets the passwords that it has stored', async () => {
    await desk.run('forgetCodePasswords');
    assert.match(desk.person.lastSaid, /Passwords forgotten: 1$/);
    await desk.run('forgetCodePasswords');
    assert.match(desk.person.lastSaid, /Passwords forgotten: 0$/);
  });
});
