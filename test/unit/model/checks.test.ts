import assert from 'node:assert/strict';
import type { AccountFieldName } from '../../../src/model/account.ts';
import { accountFields } from '../../../src/model/account.ts';
import { fieldProblem } from '../../../src/model/checks.ts';
import type { DocumentValue } from '../../../src/model/document.ts';

const cases: [AccountFieldName, DocumentValue[], DocumentValue[]][] = [
  [
    'email',
    ['', 'a@b', 'älice+x@exämple.com', "o'neil@example.com"],
    ['a', 'a@', '@b', 'a b@c', 'a@b@c', '<a@b>'],
  ],
  ['additional_mail', [[], ['a@b'], ['a@b', 'c@d']], [['a@b', 'c'], ['']]],
  [
    'quota',
    ['5 GB', '1.5 GB', 'none', 'default', '0', '1234'],
    ['', '5 GiB', '2,5 GB', '-3', 'lots', '9999999 PB'],
  ],
  ['phone', ['', '+49 30 1234567', '(030) 12-34'], ['call me', '12a4', '+']],
  [
    'website',
    ['', 'https://example.com', 'http://localhost/x'],
    ['example.com', 'ftp://example.com', 'https://'],
  ],
  ['language', ['', 'de', 'pt_BR', 'sr@latin', 'es_419'], ['German', 'd', 'de de']],
  ['timezone', ['', 'Europe/Berlin', 'UTC'], ['Berlin', 'Europe/Nowhere']],
  ['displayname', ['', '<b>', 'x'.repeat(10_000)], []],
];

describe('fieldProblem', () => {
  for (const [field, good, bad] of cases) {
    it(`accepts and refuses values of ${field}`, () => {
      for (const value of good) assert.equal(fieldProblem(field, value), undefined, JSON.stringify(value));
      for (const value of bad) assert.match(fieldProblem(field, value) ?? '', /\.$/, JSON.stringify(value));
    });
  }

  it('accepts absent fields', () => {
    for (const { name } of accountFields) assert.equal(fieldProblem(name, undefined), undefined);
  });
});
