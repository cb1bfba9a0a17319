import assert from 'node:assert/strict';
import fc from 'fast-check';
import { delimiters, detectDelimiter } from '../../../../src/model/tables/csv.ts';
import type { Encoding } from '../../../../src/model/tables/encoding.ts';
import { decodeBytes, encodings } from '../../../../src/model/tables/encoding.ts';
import { joinList, parseList } from '../../../../src/model/tables/lists.ts';
import { readTable } from '../../../../src/model/tables/readTable.ts';
import { fromSafeCell, toSafeCell } from '../../../../src/model/tables/safeCells.ts';
import { csvTable } from '../../../../src/model/tables/table.ts';
import { mapColumns } from '../../../../src/model/tables/mapping.ts';
import { readUsers } from '../../../../src/model/tables/users.ts';
import { chosenColumns, userColumns, writeTable } from '../../../../src/model/tables/write.ts';
import type { UserInfo } from '../../../../src/ocs/types.ts';

/** What tables are made of, with more of what hurts. */
const cell = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'",;|\t\r\n\'=+-@ aä€'.split('')), maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);

const encode = (text: string, encoding: Encoding, bom: boolean): Buffer => {
  const whole = bom ? `\uFEFF${text}` : text;
  if (encoding === 'utf-8') return Buffer.from(whole);
  if (encoding === 'windows-1252') return Buffer.from(text.replaceAll('€', '\x80'), 'latin1');
  const bytes = Buffer.from(whole, 'utf16le');
  return encoding === 'utf-16be' ? bytes.swap16() : bytes;
};

async function written(users: UserInfo[], delimiter: (typeof delimiters)[number], newline: '\n' | '\r\n') {
  const names = ['id', 'displayname', 'organisation', 'biography', 'groups', 'subadmin'];
  const columns = chosenColumns(userColumns, names);
  let text = '';
  for await (const chunk of writeTable(users, columns, { format: 'csv', delimiter, newline, bom: false }))
    text += chunk;
  return text;
}

describe('csv', () => {
  it('toSafeCell › is reversed by fromSafeCell, and leaves no formula', () => {
    fc.assert(
      fc.property(cell, value => {
        assert.equal(fromSafeCell(toSafeCell(value)), value);
        assert.doesNotMatch(toSafeCell(value), /^[=+\-@\t\r]/);
      }),
    );
    for (const value of ["'", "'=1", "''+1", "'a", '=1+1', '-', "'"])
      assert.equal(fromSafeCell(toSafeCell(value)), value);
  });

  it('joinList › is reversed by parseList', () => {
    fc.assert(
      fc.property(fc.uniqueArray(cell.filter(one => !one.includes('\r'))), items =>
        assert.deepEqual(parseList(joinList(items)), items),
      ),
    );
  });

  it('Table.place › covers the text of each cell, quoted or not', () => {
    const raw = fc.string({ unit: fc.constantFrom(...'";\n\r ab'.split('')), maxLength: 40 });
    fc.assert(
      fc.property(raw, fc.constantFrom('\n', '\r\n'), (body, newline) => {
        const text = `a;b${newline}${body}`;
        const table = csvTable(text, ';');
        table.rows.forEach(({ cells, broken }, row) => {
          if (broken) return;
          cells.forEach((value, column) => {
            const { start, end } = table.place(row, column);
            const found = text.slice(start, end);
            const plain = /^"[^]*"$/.test(found) ? found.slice(1, -1).replaceAll('""', '"') : found;
            assert.equal(plain, value, JSON.stringify({ text, row, column }));
          });
        });
      }),
      {
        numRuns: 2000,
        examples: [
          ['"b\r"\r\n', '\n'],
          ['"\r""\r"\r\n', '\r\n'],
        ],
      },
    );
  });

  it('Table.place › counts lines and characters as editors do', () => {
    const table = csvTable('id;name\r\nada;"two\r\nlines";x\r\n', ';');
    assert.deepEqual(table.place(0, 1), {
      start: 13,
      end: 25,
      line: 1,
      character: 4,
      endLine: 2,
      endCharacter: 6,
    });
  });

  for (const encoding of encodings)
    for (const delimiter of delimiters)
      it(`writeTable › is reversed by readTable in ${encoding} with ${JSON.stringify(delimiter)}`, async () => {
        // Without “€”: the bytes of “ä€€” could as well be a character in UTF-8.
        const text = (value: fc.Arbitrary<string>) =>
          encoding === 'windows-1252' ? value.map(one => one.replaceAll(/[^\n\r\t -~äöü]/gu, '')) : value;
        const usable = text(cell).map(one =>
          one
            .trim()

            .replaceAll(/(?![\t\n])\p{Cc}|[\ufeff\ufffd]/gu, ''),
        );
        const plain = usable.map(one => one.trim());
        const group = usable
          .map(one => one.trim().replaceAll('\r', ''))
          .filter(one => one !== '' && one !== '0');
        const user = fc.record({
          userId: fc.stringMatching(/^[a-z][a-z0-9]{3,12}$/),
          displayName: plain,
          organisation: plain,
          biography: plain,
          groups: fc.uniqueArray(group, { maxLength: 4 }),
          subadmin: fc.uniqueArray(group, { maxLength: 2 }),
        });
        const users = fc.uniqueArray(user, { selector: one => one.userId, minLength: 1, maxLength: 5 });
        await fc.assert(
          fc.asyncProperty(users, fc.constantFrom('\n', '\r\n'), fc.boolean(), async (all, newline, bom) => {
            const file = encode(await written(all, delimiter, newline), encoding, bom);
            const read = readTable(file);
            assert.deepEqual(read.findings, []);
            // Plain ASCII is the same in both.
            if (encoding !== 'windows-1252') assert.equal(read.encoding, encoding);
            assert.equal(read.delimiter, delimiter);
            const wanted = readUsers(read.table!, mapColumns(read.table!.headers));
            assert.deepEqual(
              wanted.findings.filter(({ severity }) => severity === 'error'),
              [],
            );
            const expected = all.map(
              ({ userId, displayName, organisation, biography, groups, subadmin }, source) => ({
                id: userId,
                ...(displayName ? { displayname: displayName } : {}),
                ...(organisation ? { organisation } : {}),
                ...(biography ? { biography } : {}),
                ...(groups.length > 0 ? { groups } : {}),
                ...(subadmin.length > 0 ? { subadmin } : {}),
                source,
              }),
            );
            assert.deepEqual(wanted.users, expected);
          }),
          { numRuns: 40 },
        );
      });

  it('detectDelimiter › relies on known headers, not on commas in names', () => {
    assert.equal(detectDelimiter('id;"Name, Vorname";E-Mail\nada;"Lovelace, Ada";a@b'), ';');
    assert.equal(detectDelimiter('sep=|\nid|email\n'), '|');
    assert.equal(detectDelimiter('id\temail\nada\ta,b'), '\t');
    assert.equal(detectDelimiter('id\nada'), ',');
  });

  it('decodeBytes › uses the given encoding, or else detects it', () => {
    assert.equal(decodeBytes(Buffer.from('ä'), 'windows-1252').text, 'Ã¤');
    assert.deepEqual(decodeBytes(Buffer.from([0x80])), { text: '€', encoding: 'windows-1252', bom: false });
  });

  it('readTable › reads rows below Excel’s sep= line', () => {
    const { table } = readTable('sep=;\r\nid;email\r\nada;ada@example.com\r\n');
    assert.deepEqual(table?.headers, ['id', 'email']);
    assert.equal(table.place(0, 0).line, 2);
  });
});
