import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { FindingCode } from '../../../src/model/tables/findings.ts';
import { eventually } from '../../support/eventually.ts';
import { closeAll, importDesk, importTabs, marksIn } from './desk.ts';
import type { ImportDesk } from './desk.ts';

/** A text, what of it is marked, and each fix that is offered with the text after it. */
type Row = [text: string, marked: string, fixes?: Record<string, string>];

/** Told in other ways: the file is refused, VS Code's own text no longer has it, or it takes an option or a huge file. */
type Elsewhere =
  | 'tooLarge'
  | 'empty'
  | 'workbook'
  | 'binary'
  | 'mixedLineEnds'
  | 'loneReturn'
  | 'notCreated'
  | 'tooManyRows';

const long = 'Long1.'.repeat(80);

const rows: Record<Exclude<FindingCode, Elsewhere>, Row> = {
  tooManyColumns: [`id,${'x,'.repeat(199)}last\nada`, 'last'],
  headerAlone: ['id,email', 'id,email'],
  quoteOpen: ['id,email\nada,"a@example.com', '"'],
  quoteStray: ['id,displayname\nada,"Ada" L', '"'],
  rowTooLong: ['id,email\nada,,more', 'more'],
  rowTooShort: ['id,email\nada', 'ada', { 'Add Empty Cells': 'id,email\nada,' }],
  badCharacters: ['id,displayname\nada,J\ufffdrn', '\ufffd'],
  jsonSyntax: ['[{"id": "ada",, }]', ','],
  jsonShape: ['{"id": "ada"}', '{"id": "ada"}'],
  jsonValue: ['[{"id": "ada", "groups": {}}]', '{}'],
  noIdColumn: ['who,email\nada,', 'who,email'],
  repeatedColumn: ['id,email,E-Mail\nada,,', 'E-Mail'],
  ambiguousColumn: ['id,Abteilung\nada,IT', 'Abteilung'],
  ignoredColumn: ['id,Shoe size\nada,38', 'Shoe size'],
  noId: ['id,email\n,a@example.com', ''],
  noAccess: ['id,email\nnew,', 'new'],
  invalidId: [
    'id,email\njörn,j@example.com',
    'jörn',
    { 'Replace with “joern”': 'id,email\njoern,j@example.com' },
  ],
  duplicate: ['id,email\nada,\nada,', 'ada'],
  similarId: ['id,email\nada,\nADA,', 'ADA'],
  otherCase: ['id,email\nADA,', 'ADA', { 'Replace with “ada”': 'id,email\nada,' }],
  unknownGroup: ['id,groups\nada,sailors', 'sailors', { 'Create Group “sailors”': 'id,groups\nada,sailors' }],
  similarGroup: ['id,groups\nada,Crew', 'Crew', { 'Replace with “crew”': 'id,groups\nada,crew' }],
  invalidGroup: ['id,groups\nada,0', '0'],
  mixedList: ['id,groups\nada,+crew;guests', '+crew;guests'],
  contradiction: ['id,groups\nada,+crew;-crew', '+crew;-crew'],
  quota: ['id,quota\nada,much', 'much'],
  quotaAmbiguous: [
    'id;quota\nada;1,024 MB',
    '1,024 MB',
    { 'Replace with “1 GB”': 'id;quota\nada;1 GB', 'Replace with “1073742”': 'id;quota\nada;1073742' },
  ],
  quotaBytes: [
    'id,quota\nada,5',
    '5',
    { 'Replace with “5 GB”': 'id,quota\nada,5 GB', 'Replace with “5 MB”': 'id,quota\nada,5 MB' },
  ],
  field: ['id,email\nada,ada at x', 'ada at x'],
  unknownLanguage: ['id,language\nada,de_XX', 'de_XX', { 'Replace with “de”': 'id,language\nada,de' }],
  flag: ['id,profile_enabled\nada,perhaps', 'perhaps'],
  state: ['id,state\nada,perhaps', 'perhaps'],
  states: ['id,state,enabled\nada,present,no', 'no'],
  unknownManager: ['id,manager\nada,nobody', 'nobody'],
  absentManager: ['id,manager,state\nada,bob,\nbob,,absent', 'bob'],
  ownManager: ['id,manager\nada,ada', 'ada'],
  managerCircle: ['id,manager,email\nada,bob,\nbob,ada,b@example.com', 'bob'],
  passwordUnused: ['id,password\nada,A long one 1.', 'A long one 1.'],
  password: ['id,password\nada,short', 'short'],
  passwordTooLong: [`id,password\nada,${long}`, long],
  passwordSpaces: ['id,password\nada, A long one 1.', ' A long one 1.'],
  nul: ['id,displayname\nada,N\0ul', '\0', { 'Remove Character': 'id,displayname\nada,Nul' }],
};

describe('findings of an import', () => {
  let desk: ImportDesk;

  before(async () => {
    desk = await importDesk();
  });

  after(() => desk.end());

  afterEach(() => closeAll());

  const open = async (text: string) =>
    desk.open(await desk.file(/^[[{]/.test(text) ? 'users.json' : 'users.csv', text));

  const marked = (document: vscode.TextDocument, code: string, text: string) =>
    marksIn(document).some(([found, below]) => found === code && below === text);

  async function offered(document: vscode.TextDocument, code: string): Promise<vscode.CodeAction[]> {
    const [diagnostic] = vscode.languages.getDiagnostics(document.uri).filter(one => one.code === code);
    assert(diagnostic, code);
    return vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      diagnostic.range,
      vscode.CodeActionKind.QuickFix.value,
    );
  }

  async function fix(document: vscode.TextDocument, code: string, title: string): Promise<void> {
    const actions = await offered(document, code);
    const action = actions.find(one => one.title === title);
    assert(action, actions.map(one => one.title).join(' | '));
    if (action.edit) await vscode.workspace.applyEdit(action.edit);
    const { command } = action;
    if (command) {
      // Other fixes are edits.
      assert.equal(command.command, 'nextcloudAdmin.addGroupsToImport');
      await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
    }
  }

  for (const [code, [text, below, fixes = {}]] of Object.entries(rows)) {
    it(`marks ${code} at its place, with its fixes`, async () => {
      const document = await open(text);
      await eventually(`${code}: ${JSON.stringify(marksIn(document))}`, () => marked(document, code, below));
      const titles = (await offered(document, code)).map(({ title }) => title);
      assert.deepEqual(titles, Object.keys(fixes));
    });

    for (const [title, after] of Object.entries(fixes))
      it(`fixes ${code}: ${title}`, async () => {
        const document = await open(text);
        await eventually(`${code} is marked`, () => marked(document, code, below));
        await fix(document, code, title);
        await eventually('it is gone', () => !marksIn(document).some(([found]) => found === code));
        assert.equal(document.getText(), after);
      });
  }

  it('marks mixed line endings, although VS Code unifies them on opening', async () => {
    const document = await open('id,email\r\nada,\nadmin,\r\n');
    await eventually('they are marked', () => marksIn(document).some(([code]) => code === 'mixedLineEnds'));
  });

  it('updates marks while typing, and removes them when the form is closed', async () => {
    const document = await open('id,quota\nada,5 GB');
    assert.deepEqual(marksIn(document), []);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(1, 4, 1, 8), 'much');
    await vscode.workspace.applyEdit(edit);
    await eventually('it is marked', () => marked(document, 'quota', 'much'));
    await vscode.window.tabGroups.close(importTabs());
    await eventually('it is not marked', () => marksIn(document).length === 0);
  });

  it('fixes all problems of one kind', async () => {
    const document = await open('id,email\njörn,j@example.com\nzoë,z@example.com');
    await eventually('both are marked', () => marksIn(document).length === 2);
    await fix(document, 'invalidId', 'Fix All Problems of This Kind (2)');
    await eventually('none is left', () => marksIn(document).length === 0);
    assert.equal(document.getText(), 'id,email\njoern,j@example.com\nzoe,z@example.com');
  });

  it('creates all missing groups with the import', async () => {
    const document = await open('id,groups\nada,sailors;cooks');
    await eventually('both are marked', () => marksIn(document).length === 2);
    await fix(document, 'unknownGroup', 'Create All Missing Groups (2)');
    await eventually('none is left', () => marksIn(document).length === 0);
  });

  it('shows hostile headers and cells as text, and no password', async () => {
    const hostile = '<img src=x onerror=alert(1)> [x](command:workbench.action.quit)';
    const document = await open(`id,"${hostile}",password\n"${hostile}",x,hunter2`);
    await eventually('they are marked', () => marksIn(document).length > 1);
    const messages = vscode.languages.getDiagnostics(document.uri).map(({ message }) => message);
    assert(messages.some(message => message.includes(hostile)));
    assert(!messages.some(message => message.includes('hunter2')), messages.join('\n'));
  });
});
