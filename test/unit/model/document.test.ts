import assert from 'node:assert/strict';
import fc from 'fast-check';
import { accountFieldTypes, toAccountDocument } from '../../../src/model/account.ts';
import { parseDocument, serializeDocument } from '../../../src/model/document.ts';

const problemsOf = (text: string, id = 'alice'): string[] => {
  const read = parseDocument(text, id, accountFieldTypes);
  return 'problems' in read ? read.problems.map(problem => problem.message) : [];
};

describe('parseDocument and serializeDocument', () => {
  it('write the ID and the fields in the order of the form, lists sorted', () => {
    const document = toAccountDocument({
      userId: 'alice',
      groups: ['staff', 'admin'],
      enabled: true,
      displayName: 'Alice',
      lastLogin: null,
      quota: { quota: 5 * 1024 ** 3, used: 1 },
    });
    assert.equal(
      serializeDocument(document, accountFieldTypes),
      `{
  "id": "alice",
  "displayname": "Alice",
  "quota": "5 GB",
  "groups": [
    "admin",
    "staff"
  ],
  "enabled": true
}
`,
    );
  });

  it('write no character that VS Code takes for an end of a line', () => {
    const values = { displayname: 'a\u2028b', groups: ['c\u2029d'] };
    const text = serializeDocument({ id: 'alice', ...values }, accountFieldTypes);
    assert.doesNotMatch(text, /[\u2028\u2029]/);
    assert.deepEqual(parseDocument(text, 'alice', accountFieldTypes), {
      document: { id: 'alice', ...values },
    });
  });

  it('read back any text that was written', () => {
    const texts = fc.string({ unit: 'grapheme' });
    const documents = fc.record({
      displayname: texts,
      biography: texts,
      groups: fc.uniqueArray(texts),
      enabled: fc.boolean(),
    });
    fc.assert(
      fc.property(texts, documents, (id, values) => {
        const read = parseDocument(
          serializeDocument({ id, ...values }, accountFieldTypes),
          id,
          accountFieldTypes,
        );
        assert.ok('document' in read);
        assert.deepEqual(read.document, {
          id,
          ...values,
          groups: [...values.groups].sort((a, b) => (a < b ? -1 : 1)),
        });
      }),
    );
  });

  const bad: [string, string, RegExp][] = [
    ['an empty text', '', /empty/],
    ['broken JSON', '{"id": "alice", ', /Not valid JSON/],
    ['comments', '{"id": "alice" /* x */}', /Not valid JSON: comments/],
    ['a list', '[]', /JSON object/],
    ['no id', '{"enabled": true}', /“id” is missing/],
    ['another id', '{"id": "bob"}', /must be “alice”/],
    ['an unknown field', '{"id": "alice", "lastLogin": 1}', /“lastLogin” is not a field/],
    ['a prototype', '{"id": "alice", "__proto__": {}}', /“__proto__” is not a field/],
    ['a field twice', '{"id": "alice", "email": "a", "email": "b"}', /Duplicate field “email”/],
    ['a number for a text', '{"id": "alice", "quota": 5}', /“quota” must be a text/],
    ['a text for a flag', '{"id": "alice", "enabled": "true"}', /“enabled” must be true or false/],
    ['null in a list', '{"id": "alice", "groups": [null]}', /“groups” must be a list of texts/],
  ];
  for (const [what, text, message] of bad) {
    it(`refuse ${what}`, () => {
      const [problem] = problemsOf(text);
      assert.match(problem ?? 'no problem', message);
    });
  }

  it('report the position of a problem', () => {
    const text = '{"id": "alice",\n "quota": 5}';
    const read = parseDocument(text, 'alice', accountFieldTypes);
    assert.ok('problems' in read);
    const [problem] = read.problems;
    assert.equal(text.slice(problem!.offset, problem!.offset + problem!.length), '5');
  });

  it('survive any text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), text => {
        const read = parseDocument(text, 'alice', accountFieldTypes);
        assert.ok('problems' in read ? read.problems.length > 0 : read.document.id === 'alice');
      }),
    );
  });
});
