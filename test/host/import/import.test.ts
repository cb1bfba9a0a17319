import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { ImportSession } from '../../../src/commands/import/session.ts';
import { fromFile } from '../../../src/commands/import/source.ts';
import { startNextcloud, type SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { sitDown } from '../commands/person.ts';
import type { Desk } from '../commands/person.ts';
import { setServers } from '../servers/window.ts';
import { theExtension } from '../support/extension.ts';
import { closeAll, importDesk, importTabs, marksIn } from './desk.ts';
import type { ImportDesk } from './desk.ts';

const utf16 = (text: string, big: boolean): Buffer => {
  const bytes = Buffer.from(text, 'utf16le');
  return big ? bytes.swap16() : bytes;
};

const encoders: Record<string, (text: string) => Buffer> = {
  'UTF-8': text => Buffer.from(text),
  'UTF-8 with BOM': text => Buffer.from(`\ufeff${text}`),
  'UTF-16 LE': text => utf16(`\ufeff${text}`, false),
  'UTF-16 LE without BOM': text => utf16(text, false),
  'UTF-16 BE': text => utf16(`\ufeff${text}`, true),
  'UTF-16 BE without BOM': text => utf16(text, true),
  'Windows-1252': text => Buffer.from(text, 'latin1'),
};

const delimiters = { comma: ',', semicolon: ';', tab: '\t', bar: '|' };

/** The import of a text, of those that a desk has opened. */
const sessionOf = ({ context }: Desk): ImportSession => {
  const [session] = [...context.imports.values()];
  assert(session instanceof ImportSession, 'An import is open.');
  return session;
};

describe('importing a file', () => {
  let desk: ImportDesk;

  before(async () => {
    desk = await importDesk();
  });

  after(() => desk.end());

  afterEach(() => closeAll());

  for (const [encoding, encode] of Object.entries(encoders))
    for (const [name, delimiter] of Object.entries(delimiters))
      it(`reads ${encoding}, delimited by ${name}`, async () => {
        const lines = [
          ['id', 'displayname', 'email'],
          ['jörn', 'Jörn Hößer', 'j@example.com'],
          ['ada', 'Ada', 'a@example.com'],
        ];
        const text = lines.map(cells => cells.join(delimiter)).join('\r\n');
        const document = await desk.open(await desk.file('users.csv', encode(text)));
        assert.match(document.getText(), /Jörn Hößer/);
        assert.deepEqual(marksIn(document), [['invalidId', 'jörn']]);
      });

  for (const [name, expected] of Object.entries({
    'class-list.csv': [],
    'personal.csv': [],
    'faulty.csv': ['invalidId', 'duplicate', 'noId', 'rowTooLong', 'quoteOpen'],
  }))
    it(`reads samples/${name}`, async () => {
      const { context } = await theExtension();
      const bytes = await readFile(join(context.extensionPath, 'samples', name));
      const document = await desk.open(await desk.file(name, bytes));
      const errors = vscode.languages
        .getDiagnostics(document.uri)
        .filter(({ severity }) => severity === vscode.DiagnosticSeverity.Error)
        .flatMap(({ code }) => (typeof code === 'string' ? [code] : []));
      for (const code of expected) assert(errors.includes(code), `${code}: ${errors.join(' ')}`);
      if (expected.length === 0) assert.deepEqual(errors, []);
    });

  it('sends only reads', async () => {
    desk.nextcloud.requests.length = 0;
    await desk.open(await desk.file('users.csv', 'id,email\nnew,new@example.com'));
    assert.deepEqual([...new Set(desk.nextcloud.requests.map(({ method }) => method))], ['GET']);
  });

  it('newImportSample › opens the sample as text without errors', async () => {
    await vscode.commands.executeCommand('nextcloudAdmin.newImportSample');
    const { document } = vscode.window.activeTextEditor!;
    assert(document.isUntitled);
    await desk.open(document.uri);
    const codes = marksIn(document).map(([code]) => code);
    assert.deepEqual([...new Set(codes)], ['unknownGroup']);
  });

  const refused: [name: string, content: string | Uint8Array, reason: RegExp][] = [
    ['nothing.csv', '', /nothing here/],
    ['book.xlsx', Buffer.from('PK\u0003\u0004 and so on'), /workbook/],
    ['picture.csv', Buffer.from([...Array(200).keys()].map(one => one % 9)), /not a text file/],
    ['large.csv', Buffer.alloc(51 * 1024 * 1024, 'id\n'), /larger than 50 MB/],
  ];
  for (const [name, content, reason] of refused)
    it(`says why ${name} cannot be imported`, async () =>
      assert.rejects(fromFile(await desk.file(name, content)), reason));
});

describe('the form of an import', () => {
  let nextcloud: SimulatedNextcloud;
  let files: ImportDesk;
  let desk: Desk;

  before(async () => {
    files = await importDesk();
    nextcloud = await startNextcloud({ seed: 'empty' });
    desk = await sitDown(nextcloud);
  });

  after(async () => {
    desk.dispose();
    await nextcloud.close();
    await files.end();
    await setServers(undefined);
  });

  afterEach(async () => {
    await closeAll();
    await eventually('no import is open', () => desk.context.imports.size === 0);
  });

  /** Opens the import of the text in the active editor, with the server of this desk. */
  async function open(text: string | Uint8Array, name = 'users.csv'): Promise<ImportSession> {
    await vscode.window.showTextDocument(await files.file(name, text));
    desk.person.will('Active Editor');
    await desk.run('importUsers', { kind: 'server', server: desk.server });
    return sessionOf(desk);
  }

  it('shows what was detected, and how the first rows are interpreted', async () => {
    const { state } = await open(
      'Vorname;Nachname;Benutzername;Gruppen;Passwort\nAda;L;ada.l;+crew;secret Pass 1.',
    );
    assert.equal(state.encoding, 'utf-8');
    assert.equal(state.delimiter, ';');
    assert.deepEqual(
      state.columns.map(({ meaning }) => meaning),
      ['firstname', 'lastname', 'id', 'groups', 'password'],
    );
    assert.deepEqual(state.preview.columns, ['User ID', 'Password', 'Display name', 'Groups']);
    assert.deepEqual(state.preview.rows[0]?.cells, ['ada.l', '••••••', 'Ada L', '+crew']);
    assert(!JSON.stringify(state).includes('secret'), 'no password reaches the form');
    assert.equal(state.counts.create, 1);
  });

  it('remembers the meanings of columns by header, but no values', async () => {
    const text = 'id,Spind\nada,value-of-a-cell';
    const session = await open(text);
    await session.edit({ 'column:1': 'role' });
    assert.equal(session.state.columns[1]?.meaning, 'role');
    await closeAll();
    await eventually('the import has ended', () => desk.context.imports.size === 0);
    const again = await open('ID,SPIND\nbob,other');
    assert.equal(again.state.columns[1]?.meaning, 'role');
    const { context } = await theExtension();
    const kept = context.globalState.keys().map(key => JSON.stringify(context.globalState.get(key)));
    assert(!kept.join().includes('value-of-a-cell'));
    await context.globalState.update('importMappings', undefined);
  });

  it('reads the file in another encoding, in the same editor', async () => {
    const session = await open(Buffer.from('id,displayname\nadmin,Jörn', 'utf8'));
    await session.edit({ encoding: 'windows-1252' });
    const { document } = vscode.window.activeTextEditor!;
    await eventually('it is', () => document.getText().includes('JÃ¶rn'));
    assert.equal(session.state.encoding, 'windows-1252');
  });

  it('splits the rows at another delimiter', async () => {
    const session = await open('id;email\nadmin;a@example.com');
    await session.edit({ delimiter: ',' });
    assert.deepEqual(
      session.state.columns.map(({ header }) => header),
      ['id;email'],
    );
    assert.match(session.state.blocked ?? '', /user ID/);
  });

  it('counts a new user without address or password as an error until one is generated', async () => {
    const session = await open('id\nnew');
    assert.equal(session.state.counts.errors, 1);
    assert.equal(session.state.blocked, 'No row can be imported.');
    await session.edit({ firstSignIn: 'password' });
    assert.equal(session.state.counts.errors, 0);
    assert.equal(session.state.counts.create, 1);
    await session.edit({ createUsers: false });
    assert.equal(session.state.counts.errors, 1);
    const { document } = vscode.window.activeTextEditor!;
    assert.deepEqual(marksIn(document), [['notCreated', 'new']]);
  });

  it('asks before leaving out rows with errors', async () => {
    const session = await open('id,email\nnew,new@example.com\nnewer,no address');
    desk.person.will(false);
    nextcloud.requests.length = 0;
    await session.showPlan();
    assert.match(desk.person.asked.at(-1) ?? '', /1 of 2/);
    assert.equal(nextcloud.requests.length, 0);
  });

  it('counts unchanged users once they are planned, until the text or an option changes', async () => {
    const session = await open('id,email\nnew,new@example.com\nadmin,');
    assert.equal(session.state.counts.unchanged, undefined);
    await session.showPlan();
    assert.deepEqual([session.state.counts.existing, session.state.counts.unchanged], [1, 1]);
    await session.edit({ createGroups: true });
    assert.equal(session.state.counts.unchanged, undefined);
    for (const { id } of await desk.context.desk.list(desk.server))
      await desk.context.desk.remove(desk.server, id);
  });

  it('reads spreadsheet cells from the clipboard', async () => {
    await vscode.env.clipboard.writeText('id\temail\r\nnew\tnew@example.com');
    desk.person.will('Clipboard');
    await desk.run('importUsers', { kind: 'server', server: desk.server });
    const { state } = sessionOf(desk);
    assert.deepEqual([state.delimiter, state.encoding, state.counts.create], ['\t', null, 1]);
    assert.match(vscode.window.activeTextEditor!.document.getText(), /new@example.com/);
  });

  it('closes when the text is closed', async () => {
    await open('id\nadmin');
    await eventually('the form is shown', () => importTabs().length === 1);
    await vscode.window.tabGroups.close(
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ input }) => input instanceof vscode.TabInputText),
    );
    await eventually('the form is closed', () => importTabs().length === 0);
  });
});
