import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { dump, load } from 'js-yaml';
import { getNodeValue, type Node } from 'jsonc-parser';
import { readYaml } from '../../../../src/keep/code/yaml.ts';

function rootOf(text: string): Node {
  const read = readYaml(text);
  if ('problems' in read) assert.fail(`${JSON.stringify(read.problems)} in ${JSON.stringify(text)}`);
  return read.root;
}

/** Every value in a text, with the part of the text that it stands in. */
function* leaves(text: string, node: Node): Generator<[value: unknown, part: string]> {
  for (const child of node.children ?? []) yield* leaves(text, child);
  if (!node.children) yield [node.value, text.slice(node.offset, node.offset + node.length)];
}

const names = fc.oneof(fc.constantFrom('a', 'b c', '1', 'null', '*x', '# no', '', 'ü: v', '- d'), fc.string({ minLength: 1 })).filter(name => name !== '__proto__'); // prettier-ignore
const { tree } = fc.letrec<{ tree: unknown }>(tie => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, 7, -1.5),
    fc.oneof(
      names,
      fc.string({ unit: 'grapheme' }),
      fc.constant('two\nlines\n'),
      fc.constant('x '.repeat(80)),
    ),
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(names, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));

const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** The library does not read everything as it wrote it: not a name such as `(:{` in braces. */
function isReadable(text: string, value: unknown): boolean {
  try {
    return isDeepStrictEqual(asJson(load(text)), asJson(value));
  } catch {
    return false;
  }
}

/** Objects of the parser have no prototype. */
const plain = (node: Node): unknown => asJson(getNodeValue(node));

describe('readYaml', () => {
  for (const options of [{}, { flowLevel: 1 }, { flowLevel: 0 }, { noArrayIndent: true, forceQuotes: true }])
    it(`reads any value as it was written with ${JSON.stringify(options)}, and knows where each part stands`, () =>
      fc.assert(
        fc.property(tree, value => {
          const text = dump(value, { ...options, noRefs: true });
          fc.pre(isReadable(text, value));
          const root = rootOf(text);
          assert.deepEqual(plain(root), asJson(value));
          for (const [leaf, part] of leaves(text, root))
            if (!part.includes('\n'))
              assert.deepEqual(load(part) ?? null, leaf, JSON.stringify([part, text]));
        }),
        { numRuns: 300 },
      ));

  const written = ['# first', '', 'users: # of all', '  ann:', '    groups: [a, "b c" , c]   # three', '    email: a@x.de # hers', '  bob:', '', '  carl: {quota: 5 GB, groups: []}', 'note: |', '  two', '  lines', 'list:', '- one', '-   two  ', '']; // prettier-ignore
  const text = written.join('\n');

  it('knows where things stand beside comments and empty lines', () =>
    assert.deepEqual(
      [...leaves(text, rootOf(text))].map(([, part]) => part),
      ['users', 'ann', 'groups', 'a', '"b c"', 'c', 'email', 'a@x.de', 'bob', '', 'carl', 'quota', '5 GB', 'groups', '[]', 'note', '|\n  two\n  lines', 'list', 'one', 'two'].filter(part => part !== '[]'),
    )); // prettier-ignore

  it('reads nothing as null', () => {
    for (const nothing of ['', '\n', '# only\n', '---\n']) assert.equal(rootOf(nothing).type, 'null');
  });

  for (const odd of ['{a, b}', '[a: b]', '? [a]\n: b', '{a}', '- ? x'])
    it(`refuses what JSON cannot say: ${JSON.stringify(odd)}`, () => assert.ok('problems' in readYaml(odd)));
});
