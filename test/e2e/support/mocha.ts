// Tests in a window run in another order each time, unless TEST_ORDER asks for one again.
export { mochaHooks } from '../../support/mocha.ts';

process.env.TEST_ORDER ||= String(Date.now() % 100_000);
