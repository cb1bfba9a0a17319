import assert from 'node:assert/strict';
import { startNextcloud, type Options, type SimulatedNextcloud } from '../nextcloud/index.ts';

/**
 * Starts a simulated server, in this process, for the tests of a `describe` block and ends it after them.
 * @returns a function that gives the server to a test
 */
export function useNextcloud(options: Options = {}): () => SimulatedNextcloud {
  let nextcloud: SimulatedNextcloud | undefined;

  before('start a simulated server', async () => {
    nextcloud = await startNextcloud(options);
  });

  after('end the simulated server', () => nextcloud?.close());

  return () => {
    assert(nextcloud, 'The server is there for tests only, not while they are declared.');
    return nextcloud;
  };
}
