import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { limits } from '../support/limits.ts';

describe('the time limits', () => {
  for (const [level, limit] of [
    ['unit', limits.unitTest],
    ['e2e', limits.journey],
  ] as const)
    it(`of ${level} tests are those of test/support/limits.ts`, () => {
      const config = readFileSync(`test/${level}/.mocharc.json`, 'utf8');
      assert.equal((JSON.parse(config) as { timeout: number }).timeout, limit);
    });
});
