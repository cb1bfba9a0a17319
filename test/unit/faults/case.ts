import assert from 'node:assert/strict';
import { EditError, NextcloudClient, NextcloudError } from '../../../src/ocs/index.ts';
import type { ErrorKind } from '../../../src/ocs/index.ts';
import { startNextcloud, type SimulatedNextcloud, type WorldName } from '../../nextcloud/index.ts';
import { clockOf, type Version } from '../ocs/support.ts';
import { timeoutOf, type Fault } from './faults.ts';
import { seed, type Journey, type Stage } from './journeys.ts';
import { Proxy } from './proxy.ts';

/** Everything a journey may change, piece by piece. */
type Snapshot = Map<string, string>;

/** How a journey goes when nothing goes wrong. */
export interface CleanRun {
  /** How many requests it takes. */
  requests: number;
  /** The writes, and how often each is sent. */
  writes: Map<string, number>;
  /** Every state that each thing was in. */
  states: Map<string, Set<string | undefined>>;
  end: Snapshot;
}

interface Scene extends Stage {
  proxy: Proxy;
}

async function withScene<T>(
  { version, world, timeoutMs = 30_000 }: { version: Version; world?: WorldName; timeoutMs?: number },
  act: (scene: Scene) => Promise<T>,
): Promise<T> {
  const nextcloud = await startNextcloud({
    seed: 'empty',
    version,
    basePath: '',
    worlds: world ? [world] : [],
  });
  seed(nextcloud);
  const proxy = new Proxy(Number(new URL(nextcloud.url).port));
  await proxy.listen();
  const url = `http://127.0.0.1:${proxy.port}/`;
  Object.assign(nextcloud.flows.announces, {
    endpoint: `${url}index.php/login/v2/poll`,
    login: url,
    server: url,
  });
  const clock = clockOf(nextcloud);
  const client = new NextcloudClient({ baseUrl: url, credentials: nextcloud.admin, timeoutMs }, clock);
  try {
    return await act({ nextcloud, proxy, url, clock, timeoutMs, client });
  } finally {
    client.close();
    await proxy.close();
    await nextcloud.close();
  }
}

const fields = ['displayname', 'quota', 'phone', 'role', 'enabled', 'groups', 'subadmin'] as const;

function snapshot({ state }: SimulatedNextcloud): Snapshot {
  const entries: [string, unknown][] = [];
  for (const user of state.users.values()) {
    entries.push([user.id, true]);
    // The first sign-in makes some known that are not set up.
    entries.push([`${user.id}.providers`, Object.keys(user.providers).filter(id => user.providers[id])]);
    for (const field of fields) entries.push([`${user.id}.${field}`, user[field]]);
  }
  for (const { id, displayname } of state.groups.values()) entries.push([`group ${id}`, displayname]);
  for (const { id, enabled, limitedTo, info } of state.apps.values())
    entries.push([`app ${id}`, [enabled, limitedTo, info.version]]);
  for (const [id, values] of state.config)
    for (const [key, value] of values) entries.push([`setting ${id} ${key}`, value]);
  for (const { userId, subject } of state.notifications) entries.push([`notification to ${userId}`, subject]);
  return new Map(entries.map(([name, value]) => [name, JSON.stringify(value)]));
}

/** The writes that the server carried out. */
function writes({ requests }: SimulatedNextcloud): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { method, path, body, query, user } of requests) {
    if (method === 'GET' || user === undefined) continue;
    const write = JSON.stringify([method, path, body, query]);
    counts.set(write, (counts.get(write) ?? 0) + 1);
  }
  return counts;
}

/** `world`: on a server that has what is found there, but behaves. */
export function runClean(journey: Journey, version: Version, world?: WorldName): Promise<CleanRun> {
  return withScene({ version, ...(world && { world }) }, async scene => {
    const { nextcloud, proxy } = scene;
    nextcloud.worlds.clear();
    const seen: Snapshot[] = [];
    let requests = 0;
    proxy.misbehave(request => {
      requests = request;
      seen.push(snapshot(nextcloud));
      return undefined;
    });
    await journey.run(scene);
    const end = snapshot(nextcloud);
    const names = new Set([...seen, end].flatMap(state => [...state.keys()]));
    const states = new Map(
      [...names].map(name => [name, new Set([...seen, end].map(state => state.get(name)))] as const),
    );
    return { requests, writes: writes(nextcloud), states, end };
  });
}

/** Where a fault strikes: at one request, or at it and all that follow. */
export interface Strike {
  request: number;
  lasting: boolean;
}

/**
 * Runs a journey under a fault. Throws where an edit is lost, a write doubled, a message unclear or what follows broken.
 * @returns whether the fault met anything
 */
export function suffer(
  fault: Fault,
  journey: Journey,
  version: Version,
  strike: Strike,
  clean: CleanRun,
): Promise<boolean> {
  return withScene({ version, timeoutMs: timeoutOf(fault) }, async scene => {
    const { nextcloud, client } = scene;
    const end = begin(fault, scene, strike);
    const error = await failureOf(journey.run(scene));
    const struck = end();
    await scene.proxy.settle();
    if (error) checkError(error, [...fault.kinds, ...(journey.kinds ?? [])]);
    checkState(nextcloud, clean, error, fault.patchGivesWay ? singly : undefined);
    if (error instanceof NextcloudError && error.kind === 'auth') client.setCredentials(nextcloud.admin);
    await checkNextAction(journey, scene, clean);
    return struck;
  });
}

/** Fields put one by one, and what a creation is finished with: not sent where nothing goes wrong. */
const singly = /^\["PUT"|^\["POST","[^"]*\/users\/[^/"]+\/groups"/;

/**
 * Runs a journey in a misbehaving world, where it may fail in these ways; throws as `suffer` does.
 * @returns whether it got through
 */
export async function dwell(
  world: WorldName,
  journey: Journey,
  version: Version,
  kinds: readonly ErrorKind[],
): Promise<boolean> {
  const clean = await runClean(journey, version, world);
  return withScene({ version, world }, async scene => {
    const { nextcloud, client, proxy } = scene;
    // As ever, it was asked who is there before anything is done.
    await client.users.get().catch(() => undefined);
    const error = await failureOf(journey.run(scene));
    if (error) checkError(error, kinds);
    await proxy.settle();
    checkState(nextcloud, clean, error, singly);
    nextcloud.worlds.clear();
    if (error instanceof NextcloudError && error.kind === 'auth') client.setCredentials(nextcloud.admin);
    await checkNextAction(journey, scene, clean);
    return error === undefined;
  });
}

const failureOf = (run: Promise<unknown>): Promise<Error | undefined> =>
  run.then(
    () => undefined,
    (reason: unknown) => reason as Error,
  );

/** Returns what ends it and tells whether it met anything. */
function begin(
  { wire, server, api }: Fault,
  { proxy, nextcloud }: Scene,
  { request, lasting }: Strike,
): () => boolean {
  let seen = 0;
  let struck = false;
  const strikes = (n: number, isMeant = true) => {
    const hits = isMeant && (n === request || (lasting && n > request));
    struck ||= hits;
    return hits;
  };
  const match = ({ path }: { path: string }) => strikes(++seen, !api || path.includes('/ocs/'));
  if (wire) proxy.misbehave(n => (strikes(n) ? wire : undefined));
  if (server) nextcloud.faults.add({ ...server, times: Infinity, match });
  return () => {
    proxy.misbehave(() => undefined);
    nextcloud.faults.clear();
    return struck;
  };
}

function checkError(error: Error, kinds: readonly string[]): void {
  assert(error instanceof NextcloudError, error.stack);
  assert(kinds.includes(error.kind), `${error.kind}: ${error.message}`);
  assert.match(error.message, /^\S.*[.”]$/s);
  assert.doesNotMatch(error.message, /undefined|\[object|Passw0rd|portal\.example\/login/);
}

function checkState(
  nextcloud: SimulatedNextcloud,
  clean: CleanRun,
  error: Error | undefined,
  others: RegExp | undefined,
): void {
  for (const [write, count] of writes(nextcloud))
    assert(
      count <= (clean.writes.get(write) ?? (others?.test(write) ? 1 : 0)),
      `${write} was carried out ${count} times`,
    );
  const now = snapshot(nextcloud);
  if (!error) assert.deepEqual(now, clean.end, 'it says it is done');
  for (const name of new Set([...now.keys(), ...clean.states.keys()]))
    assert(clean.states.get(name)?.has(now.get(name)), `${name} is ${now.get(name)}`);
  if (error instanceof EditError) checkSaved(nextcloud, error);
}

function checkSaved({ state }: SimulatedNextcloud, { saved }: EditError): void {
  const user = state.users.get('u1')!;
  const values: Record<string, string> = {
    displayname: 'New Name',
    quota: '5 GB',
    phone: '+49301234567',
    role: 'Chief',
  };
  for (const field of saved)
    assert.equal(user[field as 'role'], values[field], `${field} was said to be saved`);
}

async function checkNextAction(journey: Journey, scene: Scene, clean: CleanRun): Promise<void> {
  await journey.run(scene).catch((error: unknown) => {
    const { kind, message } = error as NextcloudError;
    assert.equal(kind, journey.again, `then: ${message}`);
  });
  assert.deepEqual(snapshot(scene.nextcloud), clean.end, 'after the next action');
}
