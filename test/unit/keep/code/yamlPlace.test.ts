import assert from 'node:assert/strict';
import fc from 'fast-check';
import { load } from 'js-yaml';
import { yamlPlaceAt, yamlText } from '../../../../src/keep/code/yamlPlace.ts';

/** What is found where `|` stands: the path, what is typed, and whether it is a name. */
function at(marked: string): string {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const found = yamlPlaceAt(text, offset);
  if (!found) return 'nothing';
  const { path, isKey, offset: from, length } = found;
  return `${path.join('/')}${isKey ? ' name' : ''} “${text.slice(from, from + length)}”`;
}

describe('yamlPlaceAt', () => {
  const places: [text: string, place: string][] = [
    ['us|', 'us name “us”'],
    ['users:\n  |', 'users/ name “”'],
    ['users:\n  al|', 'users/al name “al”'],
    ['users:\n  al|:\n    quota: 5 GB\n', 'users/al name “al”'],
    ['users:\r\n  "al|"', 'users/al name “"al"”'],
    [
      'groups:\n  crew: {}\nusers:\n  ada:\n    quota: none\n    # all of it\n\n    manager: b|',
      'users/ada/manager “b”',
    ],
    ['users:\n  ada:\n    groups:\n      - cr|\n      - staff', 'users/ada/groups/0 “cr”'],
    ['users:\n  ada:\n    groups:\n    - |', 'users/ada/groups/0 “”'],
    ['users:\n  ada:\n    groups: [crew, st|]', 'users/ada/groups/0 “st”'],
    ['users:\n  ada: {groups: [crew], manager: b|}', 'users/ada/manager “b”'],
    ['users:\n  ada: { "groups":["cr|"] }', 'users/ada/groups/0 “"cr"”'],
    ['users: { ada: { }, b|', 'users/b name “b”'],
    ["users:\n  'Jane ''J'' Doe':\n    manager: |", "users/Jane 'J' Doe/manager “”"],
    [
      'servers:\n  live:\n    config:\n      theming:\n        col|',
      'servers/live/config/theming/col name “col”',
    ],
    ['apps:\n  a:b: tr|', 'apps/a:b “tr”'],
    ['users: # eve|', 'nothing'],
    ['users: {} |', 'nothing'],
  ];
  for (const [text, place] of places)
    it(`${JSON.stringify(text)} › ${place}`, () => assert.equal(at(text), place));

  it('takes any text, and stays within it', () => {
    const pieces = fc.constantFrom(
      'users',
      ': ',
      '\n',
      '  ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      ',',
      '"',
      "'",
      '\\',
      '#',
      'ä',
      '\r\n',
    );
    fc.assert(
      fc.property(fc.array(pieces), fc.nat(), (all, number) => {
        const text = all.join('');
        const offset = number % (text.length + 1);
        const found = yamlPlaceAt(text, offset);
        if (!found) return;
        assert.ok(found.offset <= offset && found.offset + found.length >= offset, text);
        assert.ok(found.offset + found.length <= text.length, text);
      }),
    );
  });
});

describe('yamlText', () => {
  it('means the text, in whatever it stands', () => {
    assert.equal(yamlText('ada.l-1@x'), 'ada.l-1@x');
    fc.assert(
      fc.property(
        fc.oneof(fc.constantFrom('null', 'NO', '1', '~', 'a: b', '- a', '#x', 'a #b', '{', ''), fc.string()),
        text => {
          assert.deepEqual(load(`a: ${yamlText(text)}\nb: [${yamlText(text)}]`), { a: text, b: [text] });
        },
      ),
    );
  });
});
