import assert from 'node:assert/strict';
import { changeMapping, mapColumns, rememberMapping } from '../../../../src/model/tables/mapping.ts';
import { readTable } from '../../../../src/model/tables/readTable.ts';
import { parseLanguage, parseState, parseTableQuota } from '../../../../src/model/tables/values.ts';
import { usersOf } from './usersOf.ts';

const users = (text: string) => usersOf(readTable(text));

/** Findings of a text, as code, the text at their place, and the sentence. */
function found(text: string): [code: string, at: string, message: string][] {
  const read = readTable(text);
  const all = [...read.findings, ...(read.table ? usersOf(read).findings : [])];
  return all.map(({ code, place, message }) => [code, text.slice(place.start, place.end), message]);
}

describe('mapColumns', () => {
  it('knows English and German headers, and uses each meaning once', () => {
    const mapping = mapColumns(['Benutzername', 'E-Mail', 'Vorname', 'Abteilung', 'Mail', 'Schuhgröße']);
    assert.deepEqual(
      mapping.map(({ meaning, source }) => [meaning, source]),
      [
        ['id', 'recognized'],
        ['email', 'recognized'],
        ['firstname', 'recognized'],
        ['organisation', 'recognized'],
        [null, 'repeated'],
        [null, 'unknown'],
      ],
    );
    assert.deepEqual(mapping[3]?.alternatives, ['groups']);
  });

  it('knows French and Spanish headers', () => {
    const meaningsOf = (...headers: string[]) => mapColumns(headers).map(({ meaning }) => meaning);
    const expected = ['id', 'firstname', 'lastname', 'email', 'groups', 'quota', 'state'];
    assert.deepEqual(
      meaningsOf(
        'Identifiant',
        'Prénom',
        'Nom de famille',
        'Courriel',
        'Classe',
        'Espace de stockage',
        'État',
      ),
      expected,
    );
    assert.deepEqual(
      meaningsOf('Usuario', 'Nombre', 'Apellidos', 'Correo electrónico', 'Grupos', 'Cuota', 'Estado'),
      expected,
    );
  });

  it('remembers choices for the same headers', () => {
    const changed = changeMapping(mapColumns(['Kennung', 'Abteilung']), 1, 'groups');
    const remembered = rememberMapping({}, changed);
    const again = mapColumns(['KENNUNG', 'Abteilung '], remembered);
    assert.deepEqual(
      again.map(({ meaning }) => meaning),
      ['id', 'groups'],
    );
    assert.equal(again[1]?.source, 'remembered');
  });

  it('moves a meaning from one column to another', () => {
    const changed = changeMapping(mapColumns(['id', 'login']), 1, 'id');
    assert.deepEqual(
      changed.map(({ meaning }) => meaning),
      [null, 'id'],
    );
  });
});

describe('readUsers', () => {
  const cases: [what: string, text: string, code: string, at: string][] = [
    ['a missing column for the ID', 'email\nx@y', 'noIdColumn', 'email'],
    ['a missing ID', 'id,displayname\n,Ada', 'noId', ''],
    ['an ID that servers refuse', 'id\njörn', 'invalidId', 'jörn'],
    ['an ID of dots', 'id\n...', 'invalidId', '...'],
    ['a repeated ID', 'id,email\nada,\nada,', 'duplicate', 'ada'],
    ['an ID that differs by case', 'id,email\nada,\nADA,', 'similarId', 'ADA'],
    ['an ID that differs by normal form', 'id,email\nj\u00f6rn,\nJo\u0308rn,', 'similarId', 'Jo\u0308rn'],
    ['an ID that the server writes in another case', 'id\nexisting', 'otherCase', 'existing'],
    ['an unknown group', 'id,groups\nada,sailors', 'unknownGroup', 'sailors'],
    ['a group in another case', 'id,groups\nada,Crew', 'similarGroup', 'Crew'],
    ['an invalid group ID', 'id,groups\nada,0', 'invalidGroup', '0'],
    ['a mixed list', 'id,groups\nada,+crew;guests', 'mixedList', '+crew;guests'],
    ['a contradiction', 'id,groups\nada,+crew;-crew', 'contradiction', '+crew;-crew'],
    ['an invalid quota', 'id,quota\nada,much', 'quota', 'much'],
    ['an ambiguous quota', 'id;quota\nada;1,024 MB', 'quotaAmbiguous', '1,024 MB'],
    ['a quota of five bytes', 'id,quota\nada,5', 'quotaBytes', '5'],
    ['an invalid email address', 'id,email\nada,ada at x', 'field', 'ada at x'],
    ['an unknown language', 'id,language\nada,xx', 'unknownLanguage', 'xx'],
    ['an invalid language', 'id,language\nada,my own', 'field', 'my own'],
    ['an invalid flag', 'id,profile_enabled\nada,perhaps', 'flag', 'perhaps'],
    ['an invalid state', 'id,state\nada,perhaps', 'state', 'perhaps'],
    ['contradictory states', 'id,state,enabled\nada,absent,yes', 'states', 'yes'],
    ['an unknown manager', 'id,manager\nada,eve', 'unknownManager', 'eve'],
    ['a manager who is to be deleted', 'id,manager,state\nada,bob,\nbob,,absent', 'absentManager', 'bob'],
    ['a user who is their own manager', 'id,manager\nada,ADA', 'ownManager', 'ADA'],
    ['a circle of managers', 'id,manager\nada,bob\nbob,ada', 'managerCircle', 'bob'],
    ['a short password', 'id,password\nada,short', 'password', 'short'],
    ['a long password', `id,password\nada,${'x'.repeat(470)}`, 'passwordTooLong', 'x'.repeat(470)],
    ['a password with a space', 'id,password\nada,"long enough "', 'passwordSpaces', '"long enough "'],
    ['two columns with the same meaning', 'id,email,E-Mail\nada,a@b,c@d', 'repeatedColumn', 'E-Mail'],
    ['an ambiguous column', 'id,Abteilung\nada,IT', 'ambiguousColumn', 'Abteilung'],
    ['an unknown column', 'id,Shoe\nada,1', 'ignoredColumn', 'Shoe'],
  ];
  for (const [what, text, code, at] of cases)
    it(`finds ${what}`, () => {
      const one = found(text).find(([other]) => other === code);
      assert.ok(one, JSON.stringify(found(text)));
      assert.equal(one[1], at);
      assert.match(one[2], /[.?]$|circle: /);
      assert.doesNotMatch(one[2], /\{\d\}|undefined/);
    });

  it('never repeats a password in a finding or a user', () => {
    const secret = 'xyzzy';
    const read = users(`id,password\nada,${secret}\nbob,long enough\n`);
    assert.doesNotMatch(JSON.stringify([read.findings, read.users]), /xyzzy|long enough/);
    assert.deepEqual([...read.passwords], [['bob', 'long enough']]);
    assert.equal(read.users[0]?.hasPassword, true);
  });

  it('offers fixes that solve the problem', () => {
    for (const text of [
      'id\njörn',
      'id\nexisting',
      'id,groups\nada,"Crew;guests"',
      'id,groups\nada,"+Crew;-guests"',
      'id,quota\nada,5',
      'id;quota\nada;1,024 MB',
      'id,language\nada,de-XX',
    ]) {
      const fix = users(text)
        .findings.flatMap(({ fixes }) => fixes)
        .find(({ kind }) => kind === 'replace');
      assert.ok(fix?.kind === 'replace', text);
      const mended = text.slice(0, fix.start) + fix.text + text.slice(fix.end);
      assert.deepEqual(users(mended).findings, [], mended);
    }
    const [create] = users('id,groups\nada,sailors').findings.flatMap(({ fixes }) => fixes);
    assert.deepEqual(create?.kind === 'createGroup' && create.group, 'sailors');
  });

  it('changes nothing for an empty cell or a missing column', () => {
    assert.deepEqual(users('id,email,groups,quota\nada,,,').users, [{ id: 'ada', source: 0 }]);
  });

  it('reads group additions and removals, and display names from two columns', () => {
    const { users: read } = users('id,Vorname,Nachname,groups\nada,Ada,Lovelace,+crew;-guests');
    assert.deepEqual(read, [
      { id: 'ada', displayname: 'Ada Lovelace', groups: { add: ['crew'], remove: ['guests'] }, source: 0 },
    ]);
  });

  it('reads 10,000 rows in bounded time and memory', () => {
    const rows = Array.from({ length: 10_000 }, (_, index) =>
      index % 10 > 0
        ? `user${index},"User; ${index}",user${index}@example.com,crew;guests,5 GB,user${index - 1}`
        : `üser${index},"User\n${index}",nobody,sailors,much,nobody`,
    );
    const text = `id,displayname,email,groups,quota,manager\n${rows.join('\n')}`;
    const before = process.memoryUsage().heapUsed;
    const start = performance.now();
    const read = users(text);
    assert.equal(read.users.length, 9000);
    assert.ok(performance.now() - start < 5000, `${performance.now() - start} ms`);
    assert.ok(process.memoryUsage().heapUsed - before < 200 * 1024 * 1024);
  });
});

describe('values in tables', () => {
  it('parseTableQuota › reads the notations of real files', () => {
    const texts = [
      '5GB',
      '5 gb',
      '5,5 GB',
      '5 GiB',
      '5G',
      'unbegrenzt',
      'Unlimited',
      'default',
      '5368709120',
    ];
    assert.deepEqual(
      texts.map(text => parseTableQuota(text)).map(quota => ('text' in quota ? quota.text : quota)),
      ['5 GB', '5 GB', '5632 MB', '5 GB', '5 GB', 'none', 'none', 'default', '5 GB'],
    );
  });

  it('parseState and parseLanguage › know several languages', () => {
    assert.deepEqual(['Aktiv', 'gesperrt', 'gelöscht', 'yes', 'Supprimé', 'sí', 'hm'].map(parseState), [
      'present',
      'disabled',
      'absent',
      'present',
      'absent',
      'present',
      undefined,
    ]);
    assert.deepEqual(['Deutsch', 'german', 'de-DE', 'EN_gb', 'xx'].map(parseLanguage), [
      'de',
      'de',
      'de_DE',
      'en_GB',
      undefined,
    ]);
  });
});
