import assert from 'node:assert/strict';
import fc from 'fast-check';
import { redact, redacted } from '../../../src/inspect/redact.ts';

describe('redact', () => {
  it('replaces values with secret names, at any depth', () => {
    assert.deepEqual(
      redact({
        id: 'alice',
        password: 'x',
        app: { apiKey: 'x', name: 'Mail', tokens: ['x', 'y'], privateKey: { pem: 'x' } },
        list: [{ sessionId: 'x', id: 1 }],
      }),
      {
        id: 'alice',
        password: redacted,
        app: { apiKey: redacted, name: 'Mail', tokens: [redacted, redacted], privateKey: { pem: redacted } },
        list: [{ sessionId: redacted, id: 1 }],
      },
    );
  });

  it('keeps booleans and empty values', () => {
    const capabilities = { setPassword: true, token: null, cookie: '' };
    assert.deepEqual(redact(capabilities), capabilities);
  });

  it('never keeps text under a secret name', () => {
    const name = fc.constantFrom('password', 'PASSWD', 'app_token', 'clientSecret', 'private-key', 'cookies');
    fc.assert(
      fc.property(name, fc.jsonValue(), (key, around) => {
        const answer = { around, inner: [{ [key]: ['hunter2', { deep: 'hunter2' }] }] };
        assert.ok(!JSON.stringify(redact(answer)).includes('hunter2'));
      }),
    );
  });
});
