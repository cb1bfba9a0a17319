import assert from 'node:assert/strict';
import fc from 'fast-check';
import { afterConfigCall, planConfigCalls } from '../../../../src/model/config/changes.ts';
import { configNotes, configProblems } from '../../../../src/model/config/checks.ts';
import {
  canonical,
  hidden,
  parseConfig,
  serializeConfig,
  unreadable,
} from '../../../../src/model/config/document.ts';
import type { ConfigDocument, ConfigValue } from '../../../../src/model/config/document.ts';
import { withoutSecrets } from '../../../../src/model/config/secrets.ts';

/** What a server keeps for a key. */
const stored = fc.oneof(
  { weight: 3, arbitrary: fc.string({ unit: 'binary' }) },
  fc.json(),
  fc.json().map(json => JSON.stringify(JSON.parse(json), undefined, 2)),
  fc.constantFrom(
    '',
    'yes',
    '{}',
    '[]',
    hidden.json,
    unreadable.json,
    ` ${hidden.json}`,
    '__proto__',
    'a\u2028b',
    '["\u2029"]',
  ),
);
const key = fc.oneof(
  fc.string({ minLength: 1 }).filter(text => !/[/\0]/.test(text) && text !== '.' && text !== '..'),
  fc.constantFrom('id', '__proto__', 'constructor', '1', '10', '2', 'with space', 'ä'),
);
/** What a server keeps of an app. */
const configuration = fc.uniqueArray(fc.tuple(key, stored), { selector: ([name]) => name });
const value: fc.Arbitrary<ConfigValue> = fc.oneof(
  { weight: 4, arbitrary: stored.map(canonical) },
  fc.constantFrom(hidden, unreadable),
);
const anyDocument = fc
  .uniqueArray(fc.tuple(key, value), { selector: ([name]) => name })
  .map((entries): ConfigDocument => new Map(entries));

function read(text: string): ConfigDocument {
  const result = parseConfig(text);
  assert.ok('document' in result, JSON.stringify(result));
  return result.document;
}

const problems = (text: string) => {
  const result = parseConfig(text);
  return 'problems' in result ? result.problems.map(({ message }) => message) : [];
};

const sorted = (document: ConfigDocument) => [...document].sort(([a], [b]) => (a < b ? -1 : 1));

describe('serializeConfig and parseConfig', () => {
  it('are the reverse of each other, for any keys and values', () =>
    fc.assert(
      fc.property(anyDocument, document => {
        const text = serializeConfig(document);
        assert.deepEqual(sorted(read(text)), sorted(document));
        assert.equal(serializeConfig(read(text)), text);
        assert.doesNotMatch(text, /[\u2028\u2029]/, 'VS Code would remove these');
        JSON.parse(text);
      }),
    ));

  it('sort the keys, and show JSON as JSON', () =>
    assert.equal(
      serializeConfig(
        new Map<string, ConfigValue>([
          ['b', 'yes'],
          ['a', '{"x":[1]}'],
          ['c', hidden],
        ]),
      ),
      '{\n  "a": {\n    "x": [\n      1\n    ]\n  },\n  "b": "yes",\n  "c": { "$value": "hidden" }\n}\n',
    ));

  it('never take a value for a placeholder, nor a placeholder for a value', () => {
    const document = new Map<string, ConfigValue>([
      ['a', hidden.json],
      ['b', hidden],
    ]);
    const again = read(serializeConfig(document));
    assert.equal(again.get('a'), hidden.json);
    assert.equal(again.get('b'), hidden);
  });

  it('say what is wrong with a text, and where', () => {
    assert.match(problems('[]')[0] ?? '', /must be a JSON object/);
    assert.match(problems('{"a": "1", "a": "2"}')[0] ?? '', /“a” is in the document twice/);
    for (const wrong of ['5', 'true', 'null'])
      assert.match(problems(`{"a": ${wrong}}`)[0] ?? '', /“a” must be a text in quotation marks/);
    for (const name of ['', '.', '..', 'a/b', '\\ud800'])
      assert.match(problems(`{"${name}": "x"}`)[0] ?? '', /cannot be part of an address/, name);
    assert.deepEqual(problems('{"a/b": { "$value": "unreadable" }}'), []);
    const result = parseConfig('{"a": "x", "b": 5}');
    assert.ok('problems' in result);
    assert.deepEqual([result.problems[0]?.offset, result.problems[0]?.length], [16, 1]);
  });
});

describe('planConfigCalls', () => {
  it('plans no calls for an unchanged document, however the server spells its values', () =>
    fc.assert(
      fc.property(configuration, entries => {
        const loaded = new Map(entries.map(([name, text]) => [name, canonical(text)]));
        const shown = withoutSecrets('app', loaded);
        const again = read(serializeConfig(shown));
        assert.deepEqual(planConfigCalls(again, again, shown), []);
        assert.deepEqual(planConfigCalls(shown, again, loaded), []);
      }),
    ));

  it('plans calls after which the server has what was edited, and touches nothing else', () =>
    fc.assert(
      fc.property(anyDocument, anyDocument, (theirs, ours) => {
        const calls = planConfigCalls(theirs, ours, theirs);
        const touched = new Set(calls.map(call => call.key));
        assert.equal(touched.size, calls.length, 'one call for each key');
        const after = calls.reduce(afterConfigCall, theirs);
        for (const name of new Set([...theirs.keys(), ...ours.keys()])) {
          const wanted = ours.get(name);
          const stays = typeof wanted === 'object' || wanted === theirs.get(name);
          assert.equal(after.get(name), stays ? theirs.get(name) : wanted);
          assert.equal(touched.has(name), !stays);
        }
        assert.deepEqual(planConfigCalls(theirs, ours, after), []);
      }),
    ));

  it('leaves alone what only the server has changed', () => {
    const [base, theirs] = [
      new Map([['a', '1']]),
      new Map([
        ['a', '2'],
        ['b', 'new'],
      ]),
    ];
    assert.deepEqual(planConfigCalls(base, base, theirs), []);
  });

  it('never writes a placeholder, and marks what replaces a hidden value', () => {
    const base = new Map<string, ConfigValue>([
      ['a', hidden],
      ['b', 'shown'],
      ['c', hidden],
    ]);
    const ours = new Map<string, ConfigValue>([
      ['a', 'typed'],
      ['b', hidden],
    ]);
    assert.deepEqual(planConfigCalls(base, ours, base), [
      { kind: 'set', key: 'a', value: 'typed', isHidden: true },
      { kind: 'delete', key: 'c' },
    ]);
  });
});

describe('configProblems', () => {
  const base = new Map<string, ConfigValue>([
    ['enabled', 'yes'],
    ['public_files', 'x'],
    ['secret', hidden],
  ]);
  const keysOf = (app: string, ours: [string, ConfigValue][]) => [
    ...configProblems(app, base, new Map(ours)).keys(),
  ];

  it('names protected keys that were changed, deleted or added', () => {
    assert.deepEqual(keysOf('core', [...base]), []);
    assert.deepEqual(
      keysOf('core', [
        ['enabled', 'no'],
        ['secret', hidden],
      ]),
      ['enabled', 'public_files'],
    );
    assert.deepEqual(keysOf('core', [...base, ['remote_dav', 'x'], ['types', '']]), ['remote_dav', 'types']);
    assert.deepEqual(
      keysOf('files', [
        ['enabled', 'yes'],
        ['public_files', 'y'],
      ]),
      [],
    );
  });

  it('names placeholders that stand for nothing on this server', () =>
    assert.deepEqual(keysOf('core', [...base, ['other', hidden]]), ['other']));
});

describe('configNotes', () => {
  it('are about protected keys and placeholders', () =>
    assert.deepEqual(
      [
        ...configNotes(
          'mail',
          new Map<string, ConfigValue>([
            ['a', 'x'],
            ['enabled', 'yes'],
            ['b', hidden],
            ['c', unreadable],
          ]),
        ).keys(),
      ],
      ['enabled', 'b', 'c'],
    ));
});
