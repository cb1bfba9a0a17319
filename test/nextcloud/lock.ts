import type { ReceivedRequest } from './messages.ts';
import type { Fault } from './faults.ts';

/**
 * SQLite under Nextcloud 35: of writes that overlap only the first succeeds, the others are answered 996.
 * An edit answered so was stored all the same, a group or a membership was not.
 */
export class SqliteLock {
  #writers = 0;

  /** Does a request's work; it hears of the fault that a write meets which comes while another is at work. */
  async during(request: ReceivedRequest, work: (fault: Fault | undefined) => Promise<void>): Promise<void> {
    if (request.method === 'GET' || request.method === 'HEAD') return work(undefined);
    const isLocked = this.#writers++ > 0;
    try {
      await work(isLocked ? { kind: isEdit(request) ? 'lockedAfter' : 'lockedBefore' } : undefined);
    } finally {
      this.#writers--;
    }
  }
}

function isEdit({ method, path }: ReceivedRequest): boolean {
  return (method === 'PUT' || method === 'PATCH') && /\/cloud\/users\/[^/]+$/.test(path);
}
