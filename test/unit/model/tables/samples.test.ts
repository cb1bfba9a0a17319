import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readTable } from '../../../../src/model/tables/readTable.ts';
import { sampleFile } from '../../../../src/model/tables/sample.ts';
import { usersOf } from './usersOf.ts';

const sample = (name: string) =>
  readTable(readFileSync(join(import.meta.dirname, '../../../../samples', name)));

describe('samples', () => {
  it('class-list.csv › has no problems', () => {
    const read = sample('class-list.csv');
    assert.deepEqual([read.encoding, read.delimiter, read.findings], ['utf-8', ',', []]);
    const { users: rows, findings } = usersOf(read, {});
    assert.deepEqual(findings, []);
    assert.equal(rows.length, 9);
    assert.equal(rows[3]?.displayname, "Siobhán O'Connor");
  });

  it('personal.csv › is in German, in Windows-1252, with semicolons', () => {
    const read = sample('personal.csv');
    assert.deepEqual([read.encoding, read.delimiter, read.findings], ['windows-1252', ';', []]);
    const { users: rows, findings } = usersOf(read, {});
    assert.deepEqual(
      findings.map(({ code }) => code),
      ['ignoredColumn', 'ambiguousColumn'],
    );
    assert.deepEqual(rows[1], {
      id: 'kweiss',
      displayname: 'Käthe Weiß',
      email: 'kaethe.weiss@firma.example',
      organisation: 'Buchhaltung',
      phone: '+49 30 1234-21',
      role: 'Leiterin Buchhaltung',
      groups: ['Buchhaltung', 'Alle'],
      quota: '5632 MB',
      language: 'de_DE',
      manager: 'jmueller',
      state: 'present',
      source: 1,
    });
  });

  it('faulty.csv › has nearly every kind of problem', () => {
    const read = sample('faulty.csv');
    const codes = new Set([...read.findings, ...usersOf(read).findings].map(({ code }) => code));
    assert.ok(codes.size >= 24, [...codes].join(' '));
  });

  it('sampleFile › has no problems if its groups exist', () => {
    const read = readTable(sampleFile());
    assert.deepEqual(read.findings, []);
    assert.deepEqual(usersOf(read, { users: [], groups: ['staff', 'engineering', 'guests'] }).findings, []);
  });
});
