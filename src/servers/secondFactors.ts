import * as vscode from 'vscode';
import { providersIn } from '../model/secondFactor.ts';
import type { SecondFactor } from '../model/secondFactor.ts';
import { inWords } from '../ui/messages.ts';
import type { Change } from './changes.ts';
import type { Connection } from './connection.ts';
import type { Server } from './server.ts';

/** How long an answer is good for (milliseconds). */
const lifetimeMs = 60_000;

/** Answers that are kept of a server; beyond that, the oldest are dropped. */
const most = 5000;

const firstVersion = 32;

/** Why a server does not tell the second factors of users, or reset them, to whoever is signed in; `undefined` where it does. */
export function secondFactorsLack({ role, capabilities }: Connection): string | undefined {
  const { major, string: version } = capabilities.version;
  if (major < firstVersion)
    return vscode.l10n.t(
      'Second factors can be seen and reset since Nextcloud {0}; this server has {1}.',
      firstVersion,
      version,
    );
  return role === 'admin'
    ? undefined
    : vscode.l10n.t('Only an administrator can see and reset second factors.');
}

/** What the server says of a user's second factor; never fails. Asked at most once a minute, unless the user is changed. */
export async function secondFactorOf(
  server: Server,
  userId: string,
  signal: AbortSignal,
): Promise<SecondFactor> {
  try {
    return { providers: await providersOf(server, userId, signal) };
  } catch (error) {
    return { unknown: inWords(error) };
  }
}

/**
 * The providers of a user that are on. What goes wrong here says nothing of the server as a whole, so its state stays as it is.
 * Throws NextcloudError, and Error where the server does not tell them.
 */
export async function providersOf(server: Server, userId: string, signal: AbortSignal): Promise<string[]> {
  const connection = await server.connect(signal);
  const lacking = secondFactorsLack(connection);
  if (lacking !== undefined) throw new Error(lacking);
  return memoryOf(server, connection).of(userId, async () =>
    providersIn(await connection.client.twoFactor.state(userId, { signal })),
  );
}

/** From now on, asks anew about a user, or about all. */
export function forgetSecondFactors(server: Server, userId?: string): void {
  memories.get(server)?.forget(userId === undefined ? { kind: 'users' } : { kind: 'user', userId });
}

/** The answers of one server to one sign-in. */
class SecondFactors {
  readonly connection: Connection;
  readonly #answers = new Map<string, { providers: string[]; at: number }>();
  /** Counts what was forgotten: an answer to an earlier question is not kept. */
  #generation = 0;

  constructor(connection: Connection) {
    this.connection = connection;
  }

  async of(userId: string, ask: () => Promise<string[]>): Promise<string[]> {
    const key = userId.toLowerCase();
    const known = this.#answers.get(key);
    if (known && Date.now() - known.at < lifetimeMs) return known.providers;
    const generation = this.#generation;
    const providers = await ask();
    if (generation === this.#generation) this.#keep(key, providers);
    return providers;
  }

  forget(change: Change): void {
    if (change.kind === 'user') this.#answers.delete(change.userId.toLowerCase());
    else if (change.kind === 'users') this.#answers.clear();
    else return;
    this.#generation++;
  }

  #keep(key: string, providers: string[]): void {
    this.#answers.delete(key);
    this.#answers.set(key, { providers, at: Date.now() });
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > most && oldest !== undefined) this.#answers.delete(oldest);
  }
}

const memories = new WeakMap<Server, SecondFactors>();
const followed = new WeakSet<Server>();

function memoryOf(server: Server, connection: Connection): SecondFactors {
  const known = memories.get(server);
  if (known?.connection === connection) return known;
  const memory = new SecondFactors(connection);
  memories.set(server, memory);
  if (!followed.has(server)) server.changes.onDidChange(change => memories.get(server)?.forget(change));
  followed.add(server);
  return memory;
}
