import PQueue from 'p-queue';
import type { Server } from './server.ts';

const queues = new WeakMap<Server, PQueue>();

/**
 * Whatever changes the apps of a server waits for its turn here, whoever asked for it: that rewrites the code or the
 * configuration of the server, which may be in maintenance mode meanwhile.
 */
export function appQueue(server: Server): PQueue {
  const queue = queues.get(server) ?? new PQueue({ concurrency: 1 });
  queues.set(server, queue);
  return queue;
}
