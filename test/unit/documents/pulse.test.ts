import assert from 'node:assert/strict';
import { everyMs, Pulse } from '../../../src/documents/overview/pulse.ts';
import type { PulseClock } from '../../../src/documents/overview/pulse.ts';

/** Time that passes when a test says so. */
class TestClock implements PulseClock {
  #now = 0;
  #next: { at: number; run: () => void } | undefined;

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): () => void {
    const mine = { at: this.#now + ms, run };
    this.#next = mine;
    return () => {
      if (this.#next === mine) this.#next = undefined;
    };
  }

  async pass(ms: number): Promise<void> {
    const end = this.#now + ms;
    while (this.#next && this.#next.at <= end) {
      const { at, run } = this.#next;
      this.#next = undefined;
      this.#now = at;
      run();
      await settled();
    }
    this.#now = end;
  }
}

const settled = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

describe('Pulse', () => {
  let clock: TestClock;
  let beats: number[];
  let isWell: boolean;
  let pulse: Pulse;

  beforeEach(() => {
    clock = new TestClock();
    beats = [];
    isWell = true;
    pulse = new Pulse(() => {
      beats.push(clock.now() / everyMs);
      return Promise.resolve(isWell);
    }, clock);
  });

  it('does nothing until it is on, and then at regular times', async () => {
    await clock.pass(3 * everyMs);
    assert.deepEqual(beats, []);
    pulse.isOn = true;
    await clock.pass(2 * everyMs);
    assert.deepEqual(beats, [3, 4, 5]);
  });

  it('stops when it is off, and goes on when it is time', async () => {
    pulse.isOn = true;
    await clock.pass(everyMs);
    pulse.isOn = false;
    await clock.pass(0.5 * everyMs);
    pulse.isOn = true;
    await clock.pass(everyMs);
    assert.deepEqual(beats, [1, 2]);
  });

  it('waits longer after each failure, up to ten minutes, and is regular again after a success', async () => {
    pulse.isOn = true;
    isWell = false;
    await clock.pass(60 * everyMs);
    assert.deepEqual(beats, [1, 3, 7, 15, 31, 51]);
    isWell = true;
    await clock.pass(13 * everyMs);
    assert.deepEqual(beats.slice(6), [71, 72, 73]);
  });

  it('does it at once where that is asked for, never twice at the same time, and then later', async () => {
    pulse.isOn = true;
    await clock.pass(0.5 * everyMs);
    await Promise.all([pulse.beat(), pulse.beat()]);
    await clock.pass(everyMs);
    assert.deepEqual(beats, [0.5, 1.5]);
  });
});
