import assert from 'node:assert/strict';
import { parseTable, serializeTable } from '../../../../src/model/table/document.ts';
import type { TableDocument } from '../../../../src/model/table/types.ts';

describe('the document of a table', () => {
  const document: TableDocument = {
    's1/ada': { quota: { old: 'default', new: '5 GB' }, groups: { old: ['a'], new: ['a', 'b'] } },
    's1/x/y': { enabled: { old: null, new: false } },
  };

  it('is read as it was written, also for user IDs with a slash', () => {
    for (const written of [document, {}]) {
      const read = parseTable(serializeTable(written));
      assert.ok('document' in read);
      assert.deepEqual(JSON.parse(JSON.stringify(read.document)), written);
    }
  });

  for (const [text, marked, message] of [
    ['[]', '[]', /must be a JSON object/],
    ['{ "ada": {} }', '"ada"', /the ID of a server, a slash/],
    ['{ "/ada": {} }', '"/ada"', /the ID of a server, a slash/],
    ['{ "s1/ada": 1 }', '1', /must be a JSON object/],
    ['{ "s1/ada": {}, "s1/ada": {} }', '"s1/ada"', /Duplicate field/],
    ['{ "s1/ada": { "password": {} } }', '"password"', /not a field/],
    ['{ "s1/ada": { "quota": "5 GB" } }', '"5 GB"', /must be a JSON object/],
    ['{ "s1/ada": { "quota": { "new": "5 GB" } } }', '{ "new": "5 GB" }', /must have/],
    ['{ "s1/ada": { "quota": { "old": null, "new": 5 } } }', '5', /must be a text/],
    ['{ "s1/ada": { "quota": { "old": null, "new": null } } }', 'null', /must be a text/],
    ['{ "s1/ada": { "quota": { "old": "", "new": "", "by": "" } } }', '"by"', /not a field/],
  ] as const)
    it(`marks what is wrong: ${text}`, () => {
      const read = parseTable(text);
      assert.ok('problems' in read);
      const [problem] = read.problems;
      assert.match(problem?.message ?? '', message);
      assert.equal(text.substring(problem?.offset ?? 0).startsWith(marked), true);
      assert.equal(problem?.length, marked.length);
    });
});
