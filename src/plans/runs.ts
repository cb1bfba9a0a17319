import { errnoOf } from './errno.ts';
import { randomBytes } from 'node:crypto';
import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parsePlan, serializePlan } from '../model/plan/codec.ts';
import type { Plan } from '../model/plan/types.ts';
import { journalVersion, parseJournal, type Entry, type RunHead } from './entries.ts';
import { Journal } from './journal.ts';

const dayMs = 24 * 60 * 60 * 1000;
const planFile = 'plan.json';
const journalFile = 'journal.jsonl';
const leftOutFile = 'left-out.json';

/** A run as it stands in the files. */
export interface StoredRun {
  head: RunHead;
  plan: Plan;
  /** Oldest first, with the head. */
  entries: Entry[];
  /** IDs of the steps that the user has left out, beside those that need them. */
  leftOut: number[];
}

/** A run without its plan. */
export type RunOutline = Omit<StoredRun, 'plan'>;

/** All runs, each a folder with its plan and its journal. */
export class Runs {
  readonly #directory: string;
  readonly #now: () => number;

  /** @param directory made when it is needed */
  constructor(directory: string, now: () => number = Date.now) {
    this.#directory = directory;
    this.#now = now;
  }

  /** Stores the plan before anything of it is done. */
  async create(
    plan: Plan,
    about: Pick<RunHead, 'server' | 'url' | 'user' | 'title' | 'undoes' | 'source'>,
  ): Promise<StoredRun> {
    const at = this.#now();
    const id = `${new Date(at).toISOString().replace(/\D/g, '').slice(0, 14)}-${randomBytes(4).toString('hex')}`;
    const head: RunHead = {
      type: 'run',
      version: journalVersion,
      id,
      ...about,
      steps: plan.steps.length,
      at,
    };
    await mkdir(this.#path(id), { recursive: true, mode: 0o700 });
    await writeFile(this.#path(id, planFile), serializePlan(plan), { mode: 0o600, flush: true });
    await writeFile(this.#path(id, journalFile), `${JSON.stringify(head)}\n`, { mode: 0o600, flush: true });
    return { head, plan, entries: [head], leftOut: [] };
  }

  /** `undefined` where there is no such run, or it cannot be read. */
  async read(id: string): Promise<StoredRun | undefined> {
    const [outline, plan] = await Promise.all([
      this.outline(id),
      isRunId(id) ? readFile(this.#path(id, planFile), 'utf8').then(parsePlan, () => undefined) : undefined,
    ]);
    return outline && plan && { ...outline, plan };
  }

  /** As `read`, without the plan, which may be large. */
  async outline(id: string): Promise<RunOutline | undefined> {
    if (!isRunId(id)) return undefined;
    const [entries, leftOut] = await Promise.all([
      readFile(this.#path(id, journalFile), 'utf8').then(parseJournal),
      this.#readLeftOut(id),
    ]).catch((): [Entry[], number[]] => [[], []]);
    const head = entries.find(entry => entry.type === 'run');
    return head && { head, entries, leftOut };
  }

  /** Newest first; of one server where that is given. What cannot be read is left out. */
  async list(server?: string): Promise<RunOutline[]> {
    const runs = await Promise.all((await this.#ids()).toReversed().map(id => this.outline(id)));
    return runs
      .filter(run => run !== undefined)
      .filter(run => server === undefined || run.head.server === server);
  }

  /** All at once or not at all: a step that was left out must not come back. */
  async leaveOut(id: string, steps: readonly number[]): Promise<void> {
    const path = this.#path(id, leftOutFile);
    await writeFile(`${path}.new`, JSON.stringify(steps), { mode: 0o600, flush: true });
    await rename(`${path}.new`, path);
  }

  /** Where `takeLock` keeps others from applying a plan on this server. */
  async lockPath(server: string): Promise<string> {
    const folder = join(this.#directory, 'locks');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    return join(folder, server);
  }

  /** For appending; `close()` it. */
  openJournal(id: string): Journal {
    return new Journal(this.#path(id, journalFile));
  }

  async remove(id: string): Promise<void> {
    if (isRunId(id)) await rm(this.#path(id), { recursive: true, force: true });
  }

  /** Removes the runs that began so many days ago. */
  async removeOld(days = 30): Promise<void> {
    const oldest = this.#now() - days * dayMs;
    for (const id of await this.#ids()) if (startedAt(id) < oldest) await this.remove(id);
  }

  /** Throws where the file cannot be read: none of it may be taken for "nothing". */
  async #readLeftOut(id: string): Promise<number[]> {
    const text = await readFile(this.#path(id, leftOutFile), 'utf8').catch((error: unknown) => {
      if (errnoOf(error) === 'ENOENT') return '[]';
      throw error;
    });
    const steps: unknown = JSON.parse(text);
    if (!Array.isArray(steps)) throw new Error(`${leftOutFile} holds no list.`);
    return steps.map(Number);
  }

  async #ids(): Promise<string[]> {
    const names = await readdir(this.#directory).catch(() => [] as string[]);
    return names.filter(isRunId).sort();
  }

  #path(id: string, ...names: string[]): string {
    return join(this.#directory, id, ...names);
  }
}

const isRunId = (name: string): boolean => /^\d{14}-[0-9a-f]{8}$/.test(name);

function startedAt(id: string): number {
  return Date.parse(id.replace(/^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d).*$/, '$1-$2-$3T$4:$5:$6Z'));
}
