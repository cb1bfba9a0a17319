import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { CreateError, EditError, NextcloudClient, NextcloudError } from '../../src/ocs/index.ts';
import {
  startNextcloud,
  type FaultKind,
  type SimulatedNextcloud,
  type WorldName,
} from '../nextcloud/index.ts';
import { Random } from '../nextcloud/seed/random.ts';
import { usedHeap } from '../support/heap.ts';
import { clockOf } from '../unit/ocs/support.ts';
import { plans, type Step } from './actions.ts';
import { differences, worldOf, type World } from './world.ts';

/** Faults that may hit any request. */
const faults: readonly FaultKind[] = [
  'cutBefore', 'cutDuring', 'cutAfter', 'truncated', 'wrongLength', 'brokenGzip', 'emptyBody',
  'page', 'status', 'tooMany', 'maintenance', 'loggedOut', 'lockedBefore', 'lockedAfter',
]; // prettier-ignore

/** Misbehaving worlds in which everything must still work. */
const worlds: readonly WorldName[] = [
  'phpWarnings',
  'lyingEncoding',
  'noPatch',
  'brokenCreation',
  'shortPages',
  'ignoresLimit',
  'readOnlyGroups',
];

const versions = [23, 29, 34, 35] as const;

const minute = 60_000;
const atOnce = 6;
const allowedGrowth = 15_000_000;

export interface Report {
  actions: number;
  failures: number;
  /** Hours that passed on the server's clock. */
  hours: number;
  /** Bytes by which the heap grew from the end of the first quarter to the end. */
  growth: number;
}

export function print({ actions, failures, hours, growth }: Report): void {
  const heap = (growth / 1e6).toFixed(1);
  console.log(
    `      ${actions} actions in ${hours.toFixed(0)} h of the server's time, ${failures} ended by faults, heap grew by ${heap} MB`,
  );
}

/** Does things at random for `ms` milliseconds and throws at the first difference between the server and what it should hold. */
export async function soak(seed: number, ms: number): Promise<Report> {
  const random = new Random(seed);
  const version = random.pick(versions);
  console.log(`      Nextcloud ${version}`);
  const nextcloud = await startNextcloud({ version, seed: 'empty', rateLimits: true });
  const run = new Soak(nextcloud, random);
  try {
    return await run.run(ms);
  } finally {
    await nextcloud.close();
  }
}

/** Whether the error reports a partial result, or, for a creation, one that is unknown. */
function tellsOfParts(error: NextcloudError): boolean {
  if (error instanceof CreateError) return error.isOpen ?? (error.created && error.missing.length > 0);
  return error instanceof EditError;
}

class Soak {
  readonly #nextcloud: SimulatedNextcloud;
  readonly #random: Random;
  readonly #client: NextcloudClient;
  readonly #never = new AbortController();
  readonly #world: World;
  #actions = 0;
  #failures = 0;
  #struck = false;

  constructor(nextcloud: SimulatedNextcloud, random: Random) {
    const { user, password } = nextcloud.admin;
    this.#nextcloud = nextcloud;
    this.#random = random;
    this.#client = new NextcloudClient(
      {
        baseUrl: nextcloud.url,
        credentials: { user, password: nextcloud.state.createAppPassword(user, user, 'soak') },
        confirmPassword: () => Promise.resolve(password),
        timeoutMs: 5000,
      },
      clockOf(nextcloud),
    );
    this.#world = worldOf(nextcloud);
  }

  async run(ms: number): Promise<Report> {
    const started = this.#nextcloud.clock.now();
    const [quarter, end] = [Date.now() + ms / 4, Date.now() + ms];
    await this.#until(quarter);
    const heap = usedHeap();
    await this.#until(end);
    const growth = usedHeap() - heap;
    assert(growth < allowedGrowth, `The heap grew by ${growth} bytes.`);
    assert.equal(getEventListeners(this.#never.signal, 'abort').length, 0, 'Listeners are left.');
    await this.#close();
    const hours = (this.#nextcloud.clock.now() - started) / (60 * minute);
    return { actions: this.#actions, failures: this.#failures, hours, growth };
  }

  async #until(end: number): Promise<void> {
    while (Date.now() < end) {
      this.#nextcloud.clock.advance(this.#random.below(3 * minute));
      this.#nextcloud.worlds.clear();
      if (this.#random.chance(50)) this.#nextcloud.worlds.add(this.#random.pick(worlds));
      this.#struck = this.#random.chance(25);
      if (this.#struck) this.#strike();
      await Promise.all(this.#choose().map(step => this.#do(step)));
      this.#nextcloud.faults.clear();
      this.#nextcloud.requests.length = 0;
      const found = differences(this.#world, worldOf(this.#nextcloud));
      assert.deepEqual(found, [], `after ${this.#actions} actions`);
    }
  }

  /** Something goes wrong at one of the next requests. */
  #strike(): void {
    let left = this.#random.below(6);
    const match = () => left-- === 0;
    this.#nextcloud.faults.add({ kind: this.#random.pick(faults), match });
  }

  /** One step that concerns many, or several to different accounts. */
  #choose(): Step[] {
    const steps: Step[] = [];
    while (steps.length < atOnce) {
      const step = this.#random.pick(plans)(this.#world, this.#random);
      if (!step || steps.some(({ about }) => about === step.about)) continue;
      if (step.about !== undefined) steps.push(step);
      else if (steps.length === 0) return [step];
      else break;
    }
    return steps;
  }

  async #do(step: Step): Promise<void> {
    this.#actions++;
    try {
      await step.run(this.#client, { signal: this.#never.signal });
    } catch (error) {
      this.#judge(step, error);
      return;
    }
    // After a crash, the client reads the server again; what is as requested counts as done.
    assert(!step.refusal || this.#struck, `${step.name} should have been refused`);
    if (!step.refusal) step.apply?.(this.#world);
  }

  /**
   * An expected refusal changes nothing. After a fault, nobody may know whether the server has acted: the affected
   * items are compared with the server, where each must be either unchanged or as requested.
   */
  #judge(step: Step, error: unknown): void {
    if (!(error instanceof NextcloudError)) throw error;
    if (error.kind === step.refusal) return;
    assert(this.#struck, `${step.name}: ${error.kind}: ${error.message}`);
    this.#failures++;
    if (step.apply) this.#settle(step, error);
  }

  #settle(step: Step, error: NextcloudError): void {
    const is = worldOf(this.#nextcloud);
    const before = this.#world.describe();
    step.apply!(this.#world);
    const after = this.#world.describe();
    for (const [name, value] of is.describe()) {
      const isWhole = value === before.get(name) || value === after.get(name);
      assert(
        isWhole || before.get(name) === after.get(name) || tellsOfParts(error),
        `${step.name} left ${name} as ${value}`,
      );
    }
    this.#adopt(is, before, after);
  }

  /** Copies what the step affected from the server to the expected state. */
  #adopt(is: World, before: Map<string, string>, after: Map<string, string>): void {
    for (const name of new Set([...before.keys(), ...after.keys()])) {
      if (before.get(name) === after.get(name)) continue;
      const [kind = '', ...rest] = name.split(' ');
      const id = rest.join(' ');
      const maps = { user: 'accounts', group: 'groups', app: 'apps' } as const;
      const map = maps[kind as keyof typeof maps];
      const value = is[map].get(id);
      if (value === undefined) this.#world[map].delete(id);
      else (this.#world[map] as Map<string, unknown>).set(id, value);
    }
  }

  async #close(): Promise<void> {
    this.#client.close();
    await new Promise(resolve => setTimeout(resolve, 100));
    const sockets = process.getActiveResourcesInfo().filter(name => name === 'TCPSocketWrap');
    assert.deepEqual(sockets, [], 'Sockets are left.');
  }
}
