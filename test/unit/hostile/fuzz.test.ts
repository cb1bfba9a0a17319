import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseDocument, serializeDocument, type FieldTypes } from '../../../src/model/document.ts';
import * as decoders from '../../../src/ocs/decode/index.ts';
import { NextcloudError } from '../../../src/ocs/index.ts';
import { formats } from '../ocs/decode/support.ts';
import { anyValue, damaged, fuzz, seed } from './fuzz.ts';

const { decodeEnvelope, decodeStatus, decodeLoginFlowStart, decodeLoginFlowGrant, noting, ...ofData } =
  decoders;

/** What may be thrown is a sentence about the answer; anything else would be a crash. */
function survives(decode: () => unknown): void {
  try {
    decode();
  } catch (error) {
    assert(error instanceof NextcloudError && error.kind === 'protocol', String(error));
    assert(error.message.length < 500);
  }
}

const page = {
  json: '{"ocs":{"meta":{"status":"ok","statuscode":200,"message":"OK"},"data":{"users":{"alice":{"id":"alice","quota":{"free":1,"used":2,"quota":-3},"groups":["a","b"],"lastLogin":1700000000000,"enabled":true},"12":{"id":12,"email":null}}}}}',
  xml: '<?xml version="1.0"?>\n<ocs><meta><status>ok</status><statuscode>200</statuscode><message>OK &amp; good</message></meta><data><users><alice><id>alice</id><quota><free>1</free></quota><groups><element>a</element></groups><enabled>1</enabled></alice></users></data></ocs>',
};

describe(`fuzz (FUZZ_SEED=${seed})`, () => {
  for (const [name, decode] of Object.entries(ofData))
    it(`${name} reads any value, or reports what is wrong with it`, () => {
      fuzz(anyValue, value =>
        noting(
          oddity => assert(oddity.length < 500),
          () => survives(() => decode(value)),
        ),
      );
    });

  for (const decode of [decodeStatus, decodeLoginFlowStart, decodeLoginFlowGrant])
    it(`${decode.name} reads any body, or reports what is wrong with it`, () => {
      fuzz(
        fc.oneof(
          anyValue.map(value => JSON.stringify(value)),
          fc.string({ unit: 'binary' }),
        ),
        body => survives(() => decode(Buffer.from(body))),
      );
    });

  for (const format of formats)
    it(`reads or refuses damaged ${format}`, () => {
      fuzz(
        damaged(page[format]),
        body => survives(() => decoders.decodeUsersById(decodeEnvelope(body, `application/${format}`).data)),
        2000,
      );
    });

  it('reads or refuses arbitrary bytes', () => {
    fuzz(
      fc.tuple(
        fc.uint8Array({ maxLength: 200 }),
        fc.constantFrom('application/json', 'text/xml', 'text/html', undefined),
      ),
      ([body, type]) => survives(() => decodeEnvelope(body, type)),
      2000,
    );
  });

  it('never modifies prototypes', () => {
    fuzz(anyValue, value => survives(() => decoders.decodeRecord(value)));
    assert.equal(Object.keys(Object.prototype).length, 0);
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
  });
});

describe(`documents of any text (FUZZ_SEED=${seed})`, () => {
  const types: FieldTypes = new Map([
    ['displayname', 'string'],
    ['enabled', 'boolean'],
    ['groups', 'strings'],
  ]);
  const good = serializeDocument(
    { id: 'alice', displayname: 'Alice', enabled: true, groups: ['a', 'b'] },
    types,
  );

  const check = (text: string) => {
    const result = parseDocument(text, 'alice', types);
    if ('document' in result) {
      assert.equal(result.document.id, 'alice');
      assert.deepEqual(parseDocument(serializeDocument(result.document, types), 'alice', types), {
        document: {
          ...result.document,
          ...(result.document.groups && { groups: sorted(result.document.groups) }),
        },
      });
      return;
    }
    assert(result.problems.length > 0);
    for (const { message, offset, length } of result.problems)
      assert(
        message !== '' && offset >= 0 && offset + length <= text.length,
        JSON.stringify(result.problems),
      );
  };
  const sorted = (groups: unknown) => (groups as string[]).toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));

  it('refuses damaged documents with positions in the text', () => fuzz(damaged(good), check, 3000));
  it('refuses arbitrary text with positions in the text', () => fuzz(fc.string({ unit: 'binary' }), check));
  it('refuses any value that is not a document', () =>
    fuzz(
      anyValue.map(value => JSON.stringify(value)),
      check,
    ));

  for (const [name, text] of [
    ['brackets without end', '['.repeat(200_000)],
    ['brackets that close', `{"id":"alice","groups":${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
    ['a field 100,000 times', `{"id":"alice",${'"groups":[],'.repeat(100_000)}"enabled":true}`],
  ] as const)
    it(`${name}: is refused quickly and briefly`, () => {
      const started = performance.now();
      const result = parseDocument(text, 'alice', types);
      assert('problems' in result && result.problems.length <= 100);
      assert(performance.now() - started < 5000);
    });
});
