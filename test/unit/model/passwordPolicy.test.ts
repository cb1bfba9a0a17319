import assert from 'node:assert/strict';
import fc from 'fast-check';
import { generatePassword, passwordPolicy, passwordProblem } from '../../../src/model/passwordPolicy.ts';

const policies = fc.record({
  minLength: fc.integer({ min: 0, max: 72 }),
  upperLowerCase: fc.boolean(),
  numeric: fc.boolean(),
  special: fc.boolean(),
});

describe('passwordPolicy', () => {
  it('reads the capabilities and requires nothing else', () => {
    assert.deepEqual(passwordPolicy({ password_policy: { minLength: 12, enforceNumericCharacters: true } }), {
      minLength: 12,
      upperLowerCase: false,
      numeric: true,
      special: false,
    });
    assert.equal(passwordPolicy({}).minLength, 0);
    assert.equal(passwordPolicy({ password_policy: { minLength: 'long' } }).minLength, 0);
  });

  it('is met by every generated password, each unique', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(policies, policy => {
        const password = generatePassword(policy);
        assert.equal(passwordProblem(password, policy), undefined);
        assert.ok(password.length >= 20 && password.length <= 72);
        assert.ok(!seen.has(password));
        seen.add(password);
      }),
    );
  });

  it('generates no look-alikes and no characters special in CSV, shells or Markdown', () => {
    const all = Array.from({ length: 500 }, () =>
      generatePassword({ minLength: 0, upperLowerCase: true, numeric: true, special: true }),
    ).join('');
    assert.doesNotMatch(all, /[lI1O0"'`$&|<>()[\]{}\\;,*#\s+=!?~-]/);
  });

  it('reports what a password lacks', () => {
    const strict = { minLength: 8, upperLowerCase: true, numeric: true, special: true };
    const problems = ['short', 'lowercase', 'Mixed-Case', 'Mixed1Case', 'Mixed-1Case'].map(password =>
      passwordProblem(password, strict),
    );
    assert.deepEqual(problems, [
      'Enter at least 8 characters.',
      'Use uppercase and lowercase letters.',
      'Use at least one digit.',
      'Use at least one special character.',
      undefined,
    ]);
  });
});
