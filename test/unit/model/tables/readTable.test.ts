import assert from 'node:assert/strict';
import { readTable } from '../../../../src/model/tables/readTable.ts';
import { blocksFile } from '../../../../src/model/tables/tableFindings.ts';
import { usersOf } from './usersOf.ts';

describe('readTable', () => {
  const cases: [what: string, source: string | Uint8Array, code: string, line: number, character: number][] =
    [
      ['nothing at all', '', 'empty', 0, 0],
      ['whitespace', ' \r\n\t\n', 'empty', 0, 0],
      ['only a header', 'id,email\n', 'headerAlone', 0, 0],
      ['a binary', new Uint8Array(4001).map((_, index) => (index * 7) % 32), 'binary', 0, 0],
      ['a workbook', Buffer.from('PK\u0003\u0004…'), 'workbook', 0, 0],
      ['more than 50 MB', new Uint8Array(50 * 1024 * 1024 + 1), 'tooLarge', 0, 0],
      ['201 columns', `${'id,'.repeat(200)}x\na`, 'tooManyColumns', 0, 600],
      ['more than 200,000 rows', `id\n${'a\n'.repeat(200_001)}`, 'tooManyRows', 200_001, 0],
      ['an unclosed quote', 'id,email\nada,"x\ngrace,y\n', 'quoteOpen', 1, 4],
      ['text after a closing quote', 'id,email\nada,"x"y"\n', 'quoteStray', 1, 4],
      ['a row that is too long', 'id,email\nada,x,y,z\n', 'rowTooLong', 1, 6],
      ['a row that is too short', 'id,email\nada\n', 'rowTooShort', 1, 0],
      ['mixed line endings', 'id,email\r\nada,x\ngrace,y\n', 'mixedLineEnds', 1, 5],
      ['a lone CR in a cell', 'id,email\nada,x\rgrace,y\n', 'loneReturn', 1, 4],
      ['a NUL character', 'id,email\nada,x\0y\n', 'nul', 1, 5],
      [
        'bytes that are not UTF-8',
        Buffer.from('\xef\xbb\xbfid,email\nada,\xe4\n', 'latin1'),
        'badCharacters',
        1,
        4,
      ],
      ['broken JSON', '[{"id":"ada",}]', 'jsonSyntax', 0, 13],
      ['JSON that is not a list', '{"id":"ada"}', 'jsonShape', 0, 0],
      ['JSON of lists', '[["ada"]]', 'jsonShape', 0, 1],
      ['an object in JSON', '[{"id":"ada","email":{}}]', 'jsonValue', 0, 21],
    ];
  for (const [what, source, code, line, character] of cases)
    it(`finds ${what}`, () => {
      const one = readTable(source).findings.find(finding => finding.code === code);
      assert.ok(one, 'not found');
      assert.deepEqual([one.place.line, one.place.character], [line, character]);
      assert.match(one.message, /\.$/);
    });

  it('blocksFile › is true for problems after which no row can be trusted', () => {
    assert.deepEqual([blocksFile('quoteOpen'), blocksFile('rowTooLong')], [true, false]);
  });

  it('skips empty rows and ignores empty cells at the end of a row', () => {
    const { table, findings } = readTable('\nid,email\n\nada,x,,\n,,,\n');
    assert.deepEqual(findings, []);
    assert.equal(table?.rows.length, 1);
  });

  it('returns what it detected, and follows its options', () => {
    const { encoding, delimiter, format } = readTable(Buffer.from('id;email\nada;x'));
    assert.deepEqual({ encoding, delimiter, format }, { encoding: 'utf-8', delimiter: ';', format: 'csv' });
    assert.deepEqual(readTable('id;email\nada;x', { delimiter: ',' }).table?.headers, ['id;email']);
  });

  it('reads JSON with lists, and knows the place of each value', () => {
    const text = '[{"id":"ada","groups":["a;b","crew"],"enabled":false},{"id":"bob","quota":5}]';
    const read = readTable(text);
    assert.deepEqual(usersOf(read, {}).users, [
      { id: 'ada', groups: ['a;b', 'crew'], state: 'disabled', source: 0 },
      { id: 'bob', quota: '5', source: 1 },
    ]);
    const { start, end } = read.table!.place(1, 3);
    assert.equal(text.slice(start, end), '5');
  });
});
