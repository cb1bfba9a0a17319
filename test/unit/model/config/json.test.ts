import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compact, onLines, structureIn } from '../../../../src/model/config/json.ts';

/** JSON as PHP and people write it: with escapes, and space anywhere. */
const spacedJson = fc
  .tuple(fc.json(), fc.constantFrom('', ' ', '  ', '\t'))
  .map(([json, space]) => JSON.stringify(JSON.parse(json), undefined, space));

describe('compact', () => {
  it('keeps the value, and gives the same text however it was written', () =>
    fc.assert(
      fc.property(spacedJson, json => {
        assert.equal(compact(json), compact(JSON.stringify(JSON.parse(json))));
        assert.deepEqual(JSON.parse(compact(json)), JSON.parse(json));
        assert.equal(compact(compact(json)), compact(json));
      }),
    ));

  it('keeps what parsing would lose: large numbers, repeated keys, the order of keys', () => {
    const json = '{ "b": 12345678901234567890, "1": 1.0, "b": 1e2 }';
    assert.equal(compact(json), '{"b":12345678901234567890,"1":1.0,"b":1e2}');
  });

  it('gives strings one spelling', () =>
    assert.equal(compact('["https:\\/\\/x.example", "\\u00e9"]'), '["https://x.example","é"]'));
});

describe('onLines', () => {
  it('writes as JSON.stringify does', () =>
    fc.assert(
      fc.property(fc.json(), json => {
        const plain = JSON.stringify(JSON.parse(json));
        const lines = JSON.stringify(JSON.parse(plain), undefined, 2);
        // Numbers stay as they were written, and keys that look like numbers where they were.
        assert.equal(onLines(plain, '').replaceAll(/\s/g, ''), lines.replaceAll(/\s/g, ''));
        assert.deepEqual(JSON.parse(onLines(plain, '  ')), JSON.parse(plain));
        assert.equal(onLines(plain, ''), lines);
      }),
    ));

  it('indents below the line that it begins on', () =>
    assert.equal(
      onLines('{"a":[1,{}],"b":[]}', '  '),
      '{\n    "a": [\n      1,\n      {}\n    ],\n    "b": []\n  }',
    ));
});

describe('structureIn', () => {
  const none = ['', 'yes', '5', 'true', 'null', '"text"', '{', '[1,]', '{a:1}', '[1] [2]', ' text'];
  for (const text of none)
    it(`takes ${JSON.stringify(text)} for a text`, () => assert.equal(structureIn(text), undefined));

  it('takes lists and objects for JSON', () => {
    assert.equal(structureIn(' [ 1 ]\n'), '[1]');
    assert.equal(structureIn('{}'), '{}');
  });

  it('takes JSON for text that is nested too deeply to be edited', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    assert.equal(structureIn(nested(50)), nested(50));
    for (const depth of [51, 100_000]) assert.equal(structureIn(nested(depth)), undefined);
  });
});
