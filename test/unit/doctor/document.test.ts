import assert from 'node:assert/strict';
import { findingsDocument, keptFindings } from '../../doctor/document.ts';

/** Prettier aligns the columns of tables. */
const unaligned = (text = ''): string[] => text.replace(/ +/g, ' ').replace(/-{3,}/g, '---').split('\n');

describe('docs/doctor.md', () => {
  it('has every step and finding (otherwise, run `npm run findings`)', () =>
    assert.deepEqual(unaligned(keptFindings()), unaligned(findingsDocument())));
});
