import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Changes } from '../../../src/webview/protocol.ts';
import { Draft } from '../../../src/webview/shared/draft.ts';

const pauseMs = 5;

describe('Draft', () => {
  let sent: [number, Changes][];
  let draft: Draft;
  beforeEach(() => {
    const mine: typeof sent = (sent = []);
    draft = new Draft((sequence, changes) => mine.push([sequence, changes]), pauseMs);
  });

  it('sends typing as one step once it pauses', async () => {
    for (const text of ['a', 'al', 'ali']) draft.type('displayname', text);
    assert.deepEqual(sent, []);
    await wait(4 * pauseMs);
    assert.deepEqual(sent, [[1, { displayname: 'ali' }]]);
  });

  it('ends the step when typing moves to another field', () => {
    draft.type('displayname', 'ali');
    draft.type('email', 'a');
    assert.deepEqual(sent, [[1, { displayname: 'ali' }]]);
  });

  it('sends a choice immediately, after earlier typing', () => {
    draft.type('displayname', 'ali');
    draft.set('enabled', false);
    assert.deepEqual(sent, [
      [1, { displayname: 'ali' }],
      [2, { enabled: false }],
    ]);
  });

  it('hands over pending input only once', async () => {
    draft.type('email', 'x');
    assert.deepEqual(draft.take(), { email: 'x' });
    assert.equal(draft.sequence, 1);
    assert.deepEqual(draft.take(), {});
    await wait(4 * pauseMs);
    assert.deepEqual(sent, []);
  });

  it('discards input that was not sent', () => {
    draft.type('email', 'x');
    assert.equal(draft.drop(), true);
    assert.equal(draft.get('email'), undefined);
    assert.equal(draft.drop(), false);
    draft.flush();
    assert.deepEqual(sent, []);
  });

  it('keeps a value until the document has it, and longer while typing goes on', () => {
    draft.type('email', 'x');
    draft.flush();
    draft.settle(0);
    assert.equal(draft.get('email'), 'x');
    draft.type('email', 'xy');
    draft.settle(1);
    assert.equal(draft.get('email'), 'xy');
    draft.flush();
    assert.equal(draft.isSettled, false);
    draft.settle(2);
    assert.equal(draft.get('email'), undefined);
    assert.equal(draft.isSettled, true);
  });
});
