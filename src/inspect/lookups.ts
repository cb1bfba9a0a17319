import { NextcloudError } from '../ocs/index.ts';
import { abortable } from '../ocs/transport/clock.ts';
import type { Change } from '../servers/changes.ts';
import type { Server } from '../servers/server.ts';
import { readPictured } from '../servers/userReads.ts';
import { Disposables } from '../ui/disposables.ts';
import { inWords } from '../ui/messages.ts';
import type { PicturedUser } from '../ui/userCard.ts';

/** What a server says about an ID, or the error if it could not answer. */
export type LookupResult = PicturedUser | 'nobody' | NextcloudError;

interface Lookup {
  server: Server;
  outcome: Promise<LookupResult>;
  settled?: LookupResult;
  callers: number;
  controller: AbortController;
  at: number;
}

/** Milliseconds during which a server is asked about an ID at most once. */
const lifetimeMs = 5 * 60_000;

/** Answers that are kept; beyond that, the oldest are dropped. */
const most = 500;

/** Caches the answers to "who is this?" and shares each request among all callers. */
export class Lookups extends Disposables {
  readonly #now: () => number;
  readonly #lookups = new Map<string, Lookup>();
  readonly #followed = new WeakSet<Server>();

  /** `now` in milliseconds. */
  constructor(now: () => number = Date.now) {
    super();
    this.#now = now;
  }

  /** Rejects only if `signal` aborts; the request is aborted when its last caller has left. */
  async find(server: Server, id: string, signal: AbortSignal): Promise<LookupResult> {
    const key = keyOf(server, id);
    const lookup = this.#fresh(key) ?? this.#start(key, server, id);
    lookup.callers++;
    try {
      return await abortable(lookup.outcome, signal);
    } finally {
      lookup.callers--;
      if (lookup.callers === 0 && !lookup.settled) {
        this.#lookups.delete(key);
        lookup.controller.abort();
      }
    }
  }

  /** Forgets the failures of a server that can be asked again. */
  retry(server: Server): void {
    for (const [key, lookup] of this.#lookups)
      if (lookup.server === server && lookup.settled instanceof NextcloudError) this.#lookups.delete(key);
  }

  #fresh(key: string): Lookup | undefined {
    const lookup = this.#lookups.get(key);
    return lookup && this.#now() - lookup.at < lifetimeMs ? lookup : undefined;
  }

  #start(key: string, server: Server, id: string): Lookup {
    this.#follow(server);
    const controller = new AbortController();
    const outcome = ask(server, id, controller.signal);
    const lookup: Lookup = { server, outcome, callers: 0, controller, at: this.#now() };
    void outcome.then(settled => (lookup.settled = settled));
    this.#lookups.delete(key);
    this.#lookups.set(key, lookup);
    for (const oldest of this.#lookups.keys()) {
      if (this.#lookups.size <= most) break;
      this.#lookups.delete(oldest);
    }
    return lookup;
  }

  #follow(server: Server): void {
    if (this.#followed.has(server)) return;
    this.#followed.add(server);
    this.add(server.changes.onDidChange(change => this.#forget(server, change)));
  }

  #forget(server: Server, change: Change): void {
    if (change.kind === 'user') this.#lookups.delete(keyOf(server, change.userId));
    else if (change.kind !== 'app' && change.kind !== 'apps')
      for (const [key, lookup] of this.#lookups) if (lookup.server === server) this.#lookups.delete(key);
  }
}

/** User IDs are case-insensitive. */
function keyOf(server: Server, id: string): string {
  return `${server.id}/${id.toLowerCase()}`;
}

async function ask(server: Server, id: string, signal: AbortSignal): Promise<LookupResult> {
  try {
    return await server.call(client => readPictured(client, id, signal));
  } catch (error) {
    if (!(error instanceof NextcloudError)) return new NextcloudError('server', inWords(error));
    return error.kind === 'notFound' ? 'nobody' : error;
  }
}
