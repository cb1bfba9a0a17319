import type { Plan, PlanStep } from '../model/plan/types.ts';
import { userKey } from '../model/plan/types.ts';
import { CreateError, NextcloudError } from '../ocs/index.ts';
import type { NextcloudClient } from '../ocs/index.ts';
import { RunControl } from './control.ts';
import {
  lastEntries,
  stateOf,
  type EndEntry,
  type Entry,
  type StepOutcome,
  type StepEntry,
} from './entries.ts';
import { Meter, type RunProgress } from './meter.ts';
import { countStates, isDone, isFailed, stepsToDo } from './outcome.ts';
import { endsRun, failureOf } from './failures.ts';
import { isRepeatable, perform } from './perform.ts';
import { Schedule } from './schedule.ts';

export interface RunOptions {
  /** Runs calls with the client of the server. */
  call: <T>(work: (client: NextcloudClient) => Promise<T>) => Promise<T>;
  plan: Plan;
  /** What the journal holds so far. */
  entries: readonly Entry[];
  /** Stores an entry; a step is not begun before its entry is stored. */
  record: (entry: StepEntry | EndEntry) => void | Promise<void>;
  /** By `userKey`; in memory only. */
  passwords?: ReadonlyMap<string, string>;
  control?: RunControl;
  /** Does again what failed, was skipped, or was found changed by somebody else, and nothing else. */
  retryFailed?: boolean;
  /** Users written to at once, which may become fewer: servers with SQLite take one. */
  atOnce?: () => number;
  onProgress?: (progress: RunProgress) => void;
  /** What became of a step, as soon as it is known. */
  onStep?: (entry: StepEntry) => void;
  now?: () => number;
}

/** Users at once, unless told; the client sends as many requests at once to one server. */
const workers = 4;

/**
 * Applies a plan, or goes on with it. Never throws for what the server does: that is in the entries. Throws when the
 * journal cannot be written, and then begins nothing more.
 */
export async function applyPlan(options: RunOptions): Promise<EndEntry> {
  return new Runner(options).run();
}

class Runner {
  readonly #options: RunOptions;
  readonly #control: RunControl;
  readonly #now: () => number;
  readonly #schedule: Schedule;
  readonly #meter: Meter;
  readonly #begun: ReadonlySet<number>;
  #stop: { message: string } | undefined;
  #failure: { error: unknown } | undefined;
  #idle: (() => void)[] = [];

  constructor(options: RunOptions) {
    const { plan, entries, retryFailed = false, control = new RunControl(), now = Date.now } = options;
    this.#options = options;
    this.#control = control;
    this.#now = now;
    const last = lastEntries(entries);
    this.#begun = new Set([...last.values()].filter(mayBeDone).map(({ step }) => step));
    const stateNow = (id: number) => stateOf(last.get(id));
    const left = stepsToDo(plan.steps, stateNow, retryFailed);
    this.#schedule = new Schedule(left, id => isDone(stateNow(id)));
    const { done, failed } = countStates([...last.values()].map(stateOf), plan.steps.length);
    const again = left.filter(({ id }) => isFailed(stateNow(id))).length;
    const rest = failed - again;
    this.#meter = new Meter({ total: done + rest + left.length, done, failed: rest }, now);
  }

  async run(): Promise<EndEntry> {
    for (const step of this.#schedule.hopeless) await this.#settle(step, { type: 'skipped' });
    await Promise.all(Array.from({ length: workers }, (_, index) => this.#work(index)));
    if (this.#failure) throw this.#failure.error;
    const reason = this.#stop ? 'stopped' : this.#schedule.left > 0 ? 'cancelled' : 'complete';
    const end: EndEntry = { type: 'end', at: this.#now(), reason, ...this.#stop };
    if (!this.#control.isAbandoned) await this.#options.record(end);
    return end;
  }

  get #isEnding(): boolean {
    return this.#stop !== undefined || this.#failure !== undefined || this.#control.isCancelled;
  }

  async #work(index: number): Promise<void> {
    const { atOnce = () => workers } = this.#options;
    while (index < atOnce()) {
      await this.#control.whilePaused();
      if (this.#isEnding || this.#schedule.left === 0) break;
      const step = this.#schedule.take();
      if (step) await this.#do(step).catch((error: unknown) => (this.#failure ??= { error }));
      else await new Promise<void>(resolve => this.#idle.push(resolve));
      this.#wake();
    }
    this.#wake();
  }

  /** Those who found nothing to do look again. */
  #wake(): void {
    const idle = this.#idle;
    this.#idle = [];
    for (const resume of idle) resume();
  }

  async #do(step: PlanStep): Promise<void> {
    const { record, call, passwords, plan } = this.#options;
    await record({ step: step.id, at: this.#now(), type: 'begin' });
    const password = step.kind === 'create' ? passwords?.get(userKey(step.user)) : undefined;
    const { signal } = this.#control;
    const isBegun = this.#begun.has(step.id);
    let outcome: StepOutcome;
    try {
      outcome = await call(client =>
        perform(step, { client, signal, isBegun, password, notice: plan.notice }),
      );
    } catch (error) {
      // How these ended is not known: nothing is written, so that it is looked up when the run goes on.
      if (!(error instanceof NextcloudError) || error.kind === 'aborted' || endsRun(error)) {
        if (!this.#control.isCancelled) this.#stop ??= { message: withoutSecret(messageOf(error), password) };
        // What nobody can look up is known not to be done only now.
        if (isRepeatable(step) || !(error instanceof NextcloudError) || !endsRun(error)) return;
      }
      outcome = failureOf(error);
      if (error instanceof CreateError && error.created) outcome.did = step;
    }
    if (outcome.type === 'failed') outcome.message = withoutSecret(outcome.message, password);
    await this.#settle(step, outcome);
  }

  async #settle(step: PlanStep, outcome: StepOutcome): Promise<void> {
    const entry: StepEntry = { step: step.id, at: this.#now(), ...outcome };
    await this.#options.record(entry);
    const isThere = isDone(stateOf(entry)) || isCreatedInPart(entry);
    const lost = this.#schedule.settle(step.id, isThere);
    this.#tell(entry);
    for (const { id } of lost) {
      const skipped: StepEntry = { step: id, at: this.#now(), type: 'skipped' };
      await this.#options.record(skipped);
      this.#tell(skipped);
    }
  }

  #tell(entry: StepEntry): void {
    this.#meter.count(isDone(stateOf(entry)));
    this.#options.onStep?.(entry);
    this.#options.onProgress?.(this.#meter.progress);
  }
}

/** In whole or in part, so that it is looked at before it is done again. */
function mayBeDone(entry: StepEntry): boolean {
  return entry.type === 'begin' || (entry.type === 'failed' && (entry.isOpen ?? entry.did !== undefined));
}

/** Then it is there for the steps that follow. */
function isCreatedInPart(entry: StepEntry): boolean {
  const did = entry.type === 'failed' ? entry.did?.kind : undefined;
  return did === 'create' || did === 'createGroup';
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** A server may repeat what it was sent. */
function withoutSecret(message: string, password: string | undefined): string {
  return password ? message.replaceAll(password, '•••') : message;
}
