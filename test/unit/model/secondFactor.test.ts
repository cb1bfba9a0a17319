import assert from 'node:assert/strict';
import {
  protectingProviders,
  providerName,
  providersIn,
  secondFactorText,
} from '../../../src/model/secondFactor.ts';
import { hostileTexts } from '../hostile/texts.ts';

describe('a second factor', () => {
  it('providersIn › has those that are on, in one order', () => {
    assert.deepEqual(providersIn({ webauthn: true, u2f: false, backup_codes: true }), [
      'webauthn',
      'backup_codes',
    ]);
    assert.deepEqual(providersIn({}), []);
  });

  it('protectingProviders › does not count backup codes by themselves', () => {
    assert.deepEqual(protectingProviders(['backup_codes']), []);
    assert.deepEqual(protectingProviders(['backup_codes', 'totp']), ['backup_codes', 'totp']);
  });

  it('secondFactorText › says what is on, that nothing is, or why nobody knows', () => {
    const texts = [
      secondFactorText({ providers: ['totp', 'backup_codes'] }),
      secondFactorText({ providers: [] }),
      secondFactorText({ providers: ['backup_codes'] }),
      secondFactorText({ unknown: 'The server is busy.' }),
    ];
    assert.deepEqual(texts, [
      'Authenticator app (TOTP), Backup codes',
      'None',
      'None. Backup codes are not asked for by themselves.',
      'Not known. The server is busy.',
    ]);
  });

  for (const [trick, text] of Object.entries(hostileTexts))
    it(`providerName › takes the ID of another app's provider as it is, also one that tries ${trick}`, () => {
      assert.equal(providerName(text), text);
      assert.deepEqual(providersIn(Object.fromEntries([[text, true]])), [text]);
    });
});
