import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { limits } from '../support/limits.ts';
import { bundleFile, extractWords } from '../words/extract.ts';

describe('the bundle for translators', () => {
  it('has every sentence of src (otherwise, run `npm run words`)', async () =>
    assert.deepEqual(JSON.parse(readFileSync(bundleFile, 'utf8')), await extractWords())).timeout(
    limits.long,
  );
});
