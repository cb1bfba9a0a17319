import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { PasswordConfirmation } from '../../../src/servers/confirmation.ts';

describe('the confirmed password', () => {
  const asking = (answers: (string | undefined)[], keepMs?: number) => {
    const asked = { times: 0 };
    const confirmation = new PasswordConfirmation(async () => {
      await wait(5);
      return answers[asked.times++];
    }, keepMs);
    return { asked, confirmation };
  };

  it('is requested once for all waiting callers, and then remembered', async () => {
    const { asked, confirmation } = asking(['secret']);
    assert.deepEqual(await Promise.all([1, 2, 3].map(() => confirmation.get())), [
      'secret',
      'secret',
      'secret',
    ]);
    assert.equal(await confirmation.get(), 'secret');
    assert.equal(asked.times, 1);
  });

  it('expires', async () => {
    const { asked, confirmation } = asking(['secret', 'again'], 20);
    await confirmation.get();
    await wait(40);
    assert.equal(await confirmation.get(), 'again');
    assert.equal(asked.times, 2);
  });

  it('is forgotten immediately on request', async () => {
    const { confirmation } = asking(['wrong', 'right']);
    await confirmation.get();
    confirmation.forget();
    assert.equal(await confirmation.get(), 'right');
  });

  it('is requested again after a cancellation, which applies to all waiting callers', async () => {
    const { asked, confirmation } = asking([undefined, 'secret']);
    assert.deepEqual(await Promise.all([confirmation.get(), confirmation.get()]), [undefined, undefined]);
    assert.ok(confirmation.cancelled);
    assert.equal(await confirmation.get(), 'secret');
    assert.ok(!confirmation.cancelled);
    assert.equal(asked.times, 2);
  });
});
