// What every run of mocha begins with.
import { scaled } from './limits.ts';
import { shuffle } from './order.ts';

export const mochaHooks = {
  beforeAll(this: Mocha.Context) {
    const order = process.env.TEST_ORDER;
    const { parent } = this.test ?? {};
    if (!order || !parent) return;
    console.log(`TEST_ORDER=${order}`);
    shuffle(parent, Number(order));
  },
  /** Each test has as long as it says, scaled at the moment it starts. */
  beforeEach(this: Mocha.Context) {
    const test = this.currentTest;
    if (test && test.timeout() > 0) test.timeout(scaled(test.timeout()));
  },
};
