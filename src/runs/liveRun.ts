import * as vscode from 'vscode';
import { userKey } from '../model/plan/types.ts';
import type { PlanStep } from '../model/plan/types.ts';
import { NextcloudError } from '../ocs/index.ts';
import type { NextcloudClient } from '../ocs/index.ts';
import { RunControl } from '../plans/control.ts';
import { lastEntries } from '../plans/entries.ts';
import type { EndEntry, StepEntry } from '../plans/entries.ts';
import { takeLock } from '../plans/lock.ts';
import type { RunProgress } from '../plans/meter.ts';
import { planToApply } from '../plans/outcome.ts';
import { applyPlan } from '../plans/runner.ts';
import type { Runs, StoredRun } from '../plans/runs.ts';
import { atOnceOn } from './pace.ts';
import type { Change } from '../servers/changes.ts';
import type { Server } from '../servers/server.ts';

/** How often views hear of progress. */
const tellEveryMs = 300;
/** Views read so many users one by one; with more, they read their lists again. */
const mostNamed = 20;

/** A run that has come to its end for now. */
export interface EndedRun {
  server: Server;
  run: StoredRun;
  end: EndEntry;
  /** The passwords of the users that it created, by their IDs. */
  created: ReadonlyMap<string, string>;
}

interface ApplyOptions {
  retryFailed: boolean;
  passwords: ReadonlyMap<string, string>;
  /** The run is read, and its first step is about to begin. */
  onBegin: () => void;
}

/** A run while it is applied. */
export class LiveRun {
  readonly id: string;
  readonly control = new RunControl();
  /** As read when it began, with all that happened since. */
  run: StoredRun | undefined;
  progress: RunProgress | undefined;
  /** By the IDs of the steps under way. */
  readonly #working = new Map<number, string>();
  /** The last entry of each step. */
  last = new Map<number, StepEntry>();
  #end = (): void => undefined;
  /** Resolves once nothing is done any more. */
  readonly idle = new Promise<void>(resolve => (this.#end = resolve));
  readonly #server: Server;
  readonly #store: Runs;
  readonly #tell: () => void;
  #telling: NodeJS.Timeout | undefined;

  constructor(server: Server, id: string, store: Runs, tell: () => void) {
    this.#server = server;
    this.id = id;
    this.#store = store;
    this.#tell = tell;
  }

  /** The users whose steps are under way, a few at most. */
  get users(): ReadonlySet<string> {
    return new Set(this.#working.values());
  }

  pause(): void {
    this.control.pause();
    this.#tell();
  }

  resume(): void {
    this.control.resume();
    this.#tell();
  }

  async apply(options: ApplyOptions): Promise<EndedRun> {
    try {
      return await this.#locked(options);
    } finally {
      this.#end();
    }
  }

  async #locked({ retryFailed, passwords, onBegin }: ApplyOptions): Promise<EndedRun> {
    const path = await this.#store.lockPath(this.#server.id);
    const lock = await takeLock(path, this.id, () => this.control.cancel());
    if (typeof lock === 'string')
      throw new Error(vscode.l10n.t('Another window is applying a plan on {0}.', this.#server.label));
    try {
      const run = await this.#read();
      onBegin();
      const before = run.entries.length;
      const end = await this.#run(run, retryFailed, passwords).finally(() => this.#announce(run, before));
      return { server: this.#server, run, end, created: createdOf(run, before, passwords) };
    } finally {
      clearTimeout(this.#telling);
      await lock.release();
    }
  }

  /** After the lock, as another window may just have gone on with it. */
  async #read(): Promise<StoredRun> {
    const { id: server, url, user } = this.#server;
    const run = await this.#store.read(this.id);
    if (run?.head.server !== server)
      throw new Error(vscode.l10n.t('There is no such plan. Plans are deleted after 30 days.'));
    if (run.head.url !== url || run.head.user !== user)
      throw new Error(
        vscode.l10n.t(
          'This plan was made as “{0}” on {1}, and you are now “{2}” on {3}. Make it again.',
          run.head.user,
          run.head.url,
          user,
          url,
        ),
      );
    this.last = lastEntries(run.entries);
    this.run = run;
    return run;
  }

  async #run(
    run: StoredRun,
    retryFailed: boolean,
    passwords: ReadonlyMap<string, string>,
  ): Promise<EndEntry> {
    const journal = this.#store.openJournal(this.id);
    const plan = planToApply(run);
    const users = new Map(
      plan.steps.flatMap(step => ('user' in step ? [[step.id, step.user] as const] : [])),
    );
    try {
      return await applyPlan({
        call: work => this.#call(work),
        plan,
        entries: [...run.entries],
        record: entry => {
          journal.append(entry);
          run.entries.push(entry);
          if (entry.type !== 'end') this.#note(entry, users.get(entry.step));
          this.#tellSoon();
        },
        passwords,
        control: this.control,
        retryFailed,
        atOnce: () => atOnceOn(this.#server),
        onProgress: progress => (this.progress = progress),
      });
    } finally {
      await journal.close();
    }
  }

  /** Says why a run ends where the client only says that it was canceled. */
  async #call<T>(work: (client: NextcloudClient) => Promise<T>): Promise<T> {
    try {
      return await this.#server.call(client => work(client));
    } catch (error) {
      if (this.control.isCancelled) throw error;
      if (error instanceof vscode.CancellationError)
        throw new NextcloudError('passwordConfirmation', vscode.l10n.t('The password was not confirmed.'));
      if (error instanceof NextcloudError && error.kind === 'aborted')
        throw new NextcloudError('auth', vscode.l10n.t('You were signed out of {0}.', this.#server.label));
      throw error;
    }
  }

  #note(entry: StepEntry, user: string | undefined): void {
    this.last.set(entry.step, entry);
    if (entry.type === 'begin' && user !== undefined) this.#working.set(entry.step, user);
    else this.#working.delete(entry.step);
  }

  #tellSoon(): void {
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      this.#tell();
    }, tellEveryMs);
  }

  /** Steps that failed as well: they may have been done in part. */
  #announce({ plan, entries }: StoredRun, before: number): void {
    const begun = new Set(entries.slice(before).flatMap(entry => ('step' in entry ? [entry.step] : [])));
    const steps = plan.steps.filter(({ id }) => begun.has(id));
    const users = new Set(steps.flatMap(step => ('user' in step ? [step.user] : [])));
    const groups = new Set(steps.flatMap(groupsOf));
    this.#server.changes.fire(
      ...changesOf([...users], { kind: 'users' }, userId => ({ kind: 'user', userId })),
      ...changesOf([...groups], { kind: 'groups' }, groupId => ({ kind: 'group', groupId })),
    );
  }
}

function changesOf(ids: string[], all: Change, one: (id: string) => Change): Change[] {
  return ids.length > mostNamed ? [all] : ids.map(one);
}

/** The groups whose counts a step changes. */
function groupsOf(step: PlanStep): string[] {
  if ('group' in step) return [step.group];
  if (step.kind === 'create') return step.values.groups ?? [];
  return step.kind === 'delete' ? (step.before.groups ?? []) : [];
}

function createdOf(
  { plan, entries }: StoredRun,
  before: number,
  passwords: ReadonlyMap<string, string>,
): Map<string, string> {
  const done = new Set(entries.slice(before).flatMap(entry => (entry.type === 'done' ? [entry.step] : [])));
  return new Map(
    plan.steps.flatMap(step => {
      const password =
        step.kind === 'create' && done.has(step.id) ? passwords.get(userKey(step.user)) : undefined;
      return step.kind === 'create' && password !== undefined ? [[step.user, password] as const] : [];
    }),
  );
}
