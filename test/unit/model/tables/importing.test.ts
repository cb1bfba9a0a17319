import assert from 'node:assert/strict';
import { readImport, standardSettings, withPasswords } from '../../../../src/model/tables/importing.ts';
import type { ImportSettings } from '../../../../src/model/tables/importTypes.ts';
import { changeMapping } from '../../../../src/model/tables/mapping.ts';
import { previewOf } from '../../../../src/model/tables/preview.ts';

const known = { users: ['Ada', 'bob'], groups: ['crew'] };

const read = (text: string, settings: Partial<ImportSettings> = {}) =>
  readImport(text, { ...standardSettings, ...settings }, known, { remembered: {} });

const codes = (text: string, settings: Partial<ImportSettings> = {}) =>
  read(text, settings).findings.map(({ code }) => code);

describe('readImport', () => {
  it('counts the rows by what the import would do with them', () => {
    const { counts } = read(
      'id,email,state\nAda,,absent\nbob,,\nnew,n@example.com,\nold,,absent\n,,\nodd/id,,',
    );
    assert.deepEqual(counts, {
      ...{ rows: 5, create: 1, existing: 1, remove: 1, leftOut: 1, errors: 1, warnings: 0 },
    });
  });

  it('requires a way to sign in, for new users only', () => {
    assert.deepEqual(codes('id,email\nAda,\nnew,\nmail,m@example.com'), ['noAccess']);
    assert.deepEqual(codes('id,email\nnew,', { firstSignIn: 'password' }), []);
    assert.deepEqual(codes('id,password\nnew,A good one 1.'), []);
  });

  it('reports that passwords of existing users are ignored', () => {
    assert.deepEqual(codes('id,password\nAda,A good one 1.'), ['passwordUnused']);
  });

  it('treats rows of missing users as errors if no users are to be created', () => {
    const { findings, users } = read('id,email\nAda,\nnew,n@example.com', { createUsers: false });
    assert.deepEqual(findings.map(({ code, row }) => [code, row]), [['notCreated', 1]]); // prettier-ignore
    assert.deepEqual(users.map(({ id }) => id), ['Ada']); // prettier-ignore
  });

  it('reports no missing groups that are to be created', () => {
    const text = 'id,groups\nAda,sailors;cooks';
    assert.deepEqual(codes(text), ['unknownGroup', 'unknownGroup']);
    assert.deepEqual(codes(text, { newGroups: ['sailors'] }), ['unknownGroup']);
    assert.deepEqual(codes(text, { createGroups: true }), []);
  });

  it('keeps the chosen meanings of columns while the headers stay the same', () => {
    const { mapping } = read('id,Spind\nAda,1');
    const chosen = changeMapping(mapping, 1, 'role');
    const again = (text: string) => readImport(text, standardSettings, known, { chosen, remembered: {} });
    assert.equal(again('id,Spind\nAda,2').users[0]?.role, '2');
    assert.equal(again('id,Spind,x\nAda,2').users[0]?.role, undefined);
  });

  for (const [text, blocked] of [
    ['who\nada', /No column holds the user ID/],
    ['id', /no row below/],
    ['[{', /not valid JSON/],
    ['id\nada', undefined],
  ] as const)
    it(`${blocked ? 'blocks' : 'does not block'} ${JSON.stringify(text)}`, () => {
      if (blocked) assert.match(read(text).blocked ?? '', blocked);
      else assert.equal(read(text).blocked, undefined);
    });
});

describe('findings', () => {
  it('quote no more than the beginning of a cell', () => {
    const { findings } = read(`id\n${'x'.repeat(5000)}`);
    assert.ok(findings.length > 0 && findings.every(({ message }) => message.length < 500));
  });
});

describe('withPasswords', () => {
  const text = 'id,email,password\nAda,,\nNew,n@example.com,\ngiven,,Their own 1.';

  it('generates passwords for new users who have none', () => {
    const settings = { ...standardSettings, firstSignIn: 'password' } as const;
    const { users, passwords } = withPasswords(read(text), settings, known, () => 'generated');
    assert.deepEqual([...passwords], [['new', 'generated'], ['given', 'Their own 1.']]); // prettier-ignore
    assert.deepEqual(users.map(({ hasPassword }) => hasPassword), [undefined, true, true]); // prettier-ignore
  });

  it('generates none if new users are invited', () => {
    const { passwords } = withPasswords(read(text), standardSettings, known, () => 'generated');
    assert.deepEqual([...passwords.keys()], ['given']);
  });
});

describe('previewOf', () => {
  it('shows five rows as interpreted, without passwords', () => {
    const rows = ['ada,A,L,"+crew;-cooks",no,hunter2', 'x/y,,,,,', ...Array<string>(5).fill('bob,,,,,')];
    const { columns, rows: shown } = previewOf(
      read(`id,Vorname,Nachname,groups,enabled,password\n${rows.join('\n')}`, { firstSignIn: 'password' }),
    );
    assert.deepEqual(columns, ['User ID', 'Password', 'State', 'Display name', 'Groups']);
    assert.deepEqual(shown[0], {
      line: 2,
      cells: ['Ada', '••••••', 'Disabled', 'A L', '+crew, −cooks'],
      problem: null,
    });
    assert.match(shown[1]?.problem ?? '', /cannot be a user ID/);
    assert.equal(shown.length, 5);
    assert(!JSON.stringify(shown).includes('hunter2'));
  });
});
