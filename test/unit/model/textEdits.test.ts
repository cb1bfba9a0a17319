import assert from 'node:assert/strict';
import fc from 'fast-check';
import { smallestChange, withValues } from '../../../src/model/textEdits.ts';
import type { TextChange } from '../../../src/model/textEdits.ts';

const apply = (text: string, change: TextChange | undefined): string =>
  change === undefined
    ? text
    : text.slice(0, change.offset) + change.text + text.slice(change.offset + change.length);

describe('withValues and smallestChange', () => {
  const text = '{\n  "id": "alice",\n  "email": "a@example.com",\n  "groups": [\n    "devs"\n  ]\n}\n';

  it('writes no character that VS Code takes for an end of a line', () => {
    assert.equal(withValues('{"a": ""}', { a: 'b\u2028c' }), '{"a": "b\\u2028c"}');
  });

  it('replaces one value and keeps the rest as it is', () => {
    const byHand = '{ "id": "alice",   "email":"a@example.com" }';
    assert.equal(
      withValues(byHand, { email: 'b@example.com' }),
      '{ "id": "alice",   "email":"b@example.com" }',
    );
  });

  it('adds a missing field in the layout of the document', () => {
    assert.deepEqual(JSON.parse(withValues(text, { quota: '5 GB' })), {
      ...(JSON.parse(text) as object),
      quota: '5 GB',
    });
  });

  it('adds fields to texts of any layout', () => {
    const add = (before: string) => withValues(before, { email: 'a@b.example' });
    assert.equal(add('{}'), '{\n  "email": "a@b.example"\n}');
    assert.equal(add('{ "id": "x" }'), '{ "id": "x", "email": "a@b.example" }');
    assert.equal(add('{"id":"x","a":[1]}'), '{"id":"x","a":[1],"email": "a@b.example"}');
    assert.equal(add('{\r\n\t"id": "x"\r\n}'), '{\r\n\t"id": "x",\r\n\t"email": "a@b.example"\r\n}');
    assert.equal(add('[]'), '[]');
  });

  it('writes lists, booleans and texts that look like JSON', () => {
    const changed = withValues(text, { groups: ['a"b', 'devs'], enabled: false, email: '"}' });
    assert.deepEqual(JSON.parse(changed), {
      id: 'alice',
      email: '"}',
      groups: ['a"b', 'devs'],
      enabled: false,
    });
  });

  it('replace only what differs', () => {
    assert.deepEqual(smallestChange(text, withValues(text, { email: 'ab@example.com' })), {
      offset: text.indexOf('@'),
      length: 0,
      text: 'b',
    });
    assert.equal(smallestChange(text, text), undefined);
  });

  it('never split a surrogate pair', () => {
    const change = smallestChange('"😀"', '"😁"');
    assert.deepEqual(change, { offset: 1, length: 2, text: '😁' });
    assert.deepEqual(smallestChange('𐐀', '🐀'), { offset: 0, length: 2, text: '🐀' });
  });

  it('turn any text into any other', () => {
    const texts = fc.string({ unit: fc.constantFrom('a', 'b', '😀', '😁', '𐐀', '🐀', '"') });
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const change = smallestChange(before, after);
        assert.equal(apply(before, change), after);
        assert.doesNotThrow(() => encodeURIComponent(change?.text ?? ''));
      }),
    );
  });
});
