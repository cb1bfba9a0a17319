import assert from 'node:assert/strict';
import { keptRules, rulesDocument } from '../../review/document.ts';

/** Prettier aligns the columns of tables. */
const unaligned = (text = ''): string[] => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---').split('\n');

describe('docs/review.md', () => {
  it('has everything that a review looks for (otherwise, run `npm run findings`)', () =>
    assert.deepEqual(
      unaligned(keptRules()).filter(line => line !== ''),
      unaligned(rulesDocument()).filter(line => line !== ''),
    ));
});
