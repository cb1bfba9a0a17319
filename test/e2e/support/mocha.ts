// Tests in a window run in one shuffled order, so that a failure of CI is the same everywhere; TEST_ORDER asks for another.
export { mochaHooks } from '../../support/mocha.ts';

process.env.TEST_ORDER ||= '18129';
