import assert from 'node:assert/strict';
import { UserKeys } from '../../../src/inspect/find/candidate.ts';
import { stringOf, userOf } from '../../../src/inspect/find/debugValue.ts';

describe('stringOf', () => {
  const shown: [language: string, value: string, text: string][] = [
    ['JavaScript', "'alice'", 'alice'],
    ['JavaScript', "'o\\'brien'", "o'brien"],
    ['JavaScript', '`alice`', 'alice'],
    ['Python', '"o\'brien"', "o'brien"],
    ['Python, bytes', "b'alice'", 'alice'],
    ['PHP', '"alice"', 'alice'],
    ['Java', '"john doe"', 'john doe'],
    ['Java, with identity', '"alice" (id=42)', 'alice'],
    ['C', '0x00007ffe12345678 "alice"', 'alice'],
    ['C++, UTF-16', 'u"alice"', 'alice'],
    ['Rust', '&"alice"', 'alice'],
    ['C#', '@"alice"', 'alice'],
    ['Go', '"carol@example.com"', 'carol@example.com'],
    ['Ruby', ':alice', 'alice'],
    ['any, a number', '12345', '12345'],
    ['any, empty', '""', ''],
  ];
  for (const [language, value, text] of shown)
    it(`${language}: ${value}`, () => assert.equal(stringOf(value), text));

  for (const value of [
    'undefined',
    'null',
    'None',
    'nil',
    'true',
    '1.5',
    "{uid: 'alice'}",
    'alice',
    '"cut…',
    '',
  ])
    it(`no text: ${value}`, () => assert.equal(stringOf(value), undefined));
});

describe('userOf', () => {
  const keys = new UserKeys(['uid', 'userId']);

  it('finds a user by key, however the language writes the name', () => {
    for (const name of ['uid', "'uid'", '["uid"]', '-uid', '_uid', 'userId', 'user_id', '$uid'])
      assert.equal(
        userOf(
          [
            { name: 'x', value: '1' },
            { name, value: "'alice'" },
          ],
          keys,
        ),
        'alice',
        name,
      );
  });

  it('finds no user if the value is not text', () => {
    assert.equal(
      userOf(
        [
          { name: 'uid', value: 'null' },
          { name: 'y', value: "'alice'" },
        ],
        keys,
      ),
      undefined,
    );
  });
});
