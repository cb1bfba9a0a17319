import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatQuota, humanSize, parseQuota } from '../../../src/model/quota.ts';

describe('parseQuota and formatQuota', () => {
  const readable: [string, string, number | undefined][] = [
    ['5 GB', '5 GB', 5 * 1024 ** 3],
    ['5gb', '5 GB', 5 * 1024 ** 3],
    [' 2.5 GB ', '2560 MB', 2.5 * 1024 ** 3],
    ['1024', '1 KB', 1024],
    ['1000', '1000', 1000],
    ['0', '0', 0],
    ['none', 'none', undefined],
    ['Default', 'default', undefined],
  ];
  for (const [typed, text, bytes] of readable) {
    it(`reads “${typed}” as ${text}`, () => {
      assert.deepEqual(parseQuota(typed), bytes === undefined ? { text } : { text, bytes });
    });
  }

  const refused = {
    '': 'empty',
    '5 GiB': 'unit',
    '2,5 GB': 'number',
    '40/10 GB': 'number',
    '-3': 'negative',
    '9999 PB': 'tooLarge',
    GB: 'number',
  };
  for (const [typed, problem] of Object.entries(refused)) {
    it(`refuses “${typed}”, which servers misread: ${problem}`, () => {
      assert.deepEqual(parseQuota(typed), { problem });
    });
  }

  it('write sizes that read back exactly', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), bytes => {
        assert.deepEqual(parseQuota(formatQuota(bytes)), { text: formatQuota(bytes), bytes });
      }),
    );
  });

  it('humanSize rounds for display', () => {
    assert.equal(humanSize(0, 'en'), '0 B');
    assert.equal(humanSize(1536, 'en'), '1.5 KB');
    assert.equal(humanSize(1536, 'de'), '1,5 KB');
    assert.equal(humanSize(-(5 * 1024 ** 3), 'en'), '-5 GB');
  });
});
