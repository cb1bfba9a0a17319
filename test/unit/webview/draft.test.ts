import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import type { Changes } from '../../../src/webview/protocol.ts';
import { Draft } from '../../../src/webview/shared/draft.ts';

const pauseMs = 5;

describe('Draft of a form', () => {
  let sent: [number, Changes][];
  let draft: Draft;
  beforeEach(() => {
    const mine: typeof sent = (sent = []);
    draft = new Draft((sequence, changes) => mine.push([sequence, changes]), pauseMs);
  });

  it('sends what was typed once typing pauses, as one step', async () => {
    for (const text of ['a', 'al', 'ali']) draft.type('displayname', text);
    assert.deepEqual(sent, []);
    await wait(4 * pauseMs);
    assert.deepEqual(sent, [[1, { displayname: 'ali' }]]);
  });

  it('ends the step when another field is typed into', () => {
    draft.type('displayname', 'ali');
    draft.type('email', 'a');
    assert.deepEqual(sent, [[1, { displayname: 'ali' }]]);
  });

  it('sends a choice at once, after what was typed before', () => {
    draft.type('displayname', 'ali');
    draft.set('enabled', false);
    assert.deepEqual(sent, [
      [1, { displayname: 'ali' }],
      [2, { enabled: false }],
    ]);
  });

  it('hands over what is pending only once', async () => {
    draft.type('email', 'x');
    assert.deepEqual(draft.take(), { email: 'x' });
    assert.equal(draft.sequence, 1);
    assert.deepEqual(draft.take(), {});
    await wait(4 * pauseMs);
    assert.deepEqual(sent, []);
  });

  it('takes back what was not sent', () => {
    draft.type('email', 'x');
    assert.equal(draft.drop(), true);
    assert.equal(draft.get('email'), undefined);
    assert.equal(draft.drop(), false);
    draft.flush();
    assert.deepEqual(sent, []);
  });

  it('keeps a value until the document holds it, and longer when it was typed on', () => {
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
