import { randomBytes } from 'node:crypto';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parsePlan, serializePlan } from '../model/plan/codec.ts';
import type { Plan } from '../model/plan/types.ts';
import { journalVersion, parseJournal, type Entry, type RunHead } from './entries.ts';
import { Journal } from './journal.ts';

const dayMs = 24 * 60 * 60 * 1000;
const planFile = 'plan.json';
const journalFile = 'journal.jsonl';

/** A run as it stands in the files. */
export interface StoredRun {
  head: RunHead;
  plan: Plan;
  /** Oldest first, with the head. */
  entries: Entry[];
}

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
  async create(plan: Plan, about: Pick<RunHead, 'server' | 'title' | 'undoes'>): Promise<StoredRun> {
    const at = this.#now();
    const id = `${new Date(at).toISOString().replace(/\D/g, '').slice(0, 14)}-${randomBytes(4).toString('hex')}`;
    const head: RunHead = { type: 'run', version: journalVersion, id, ...about, at };
    await mkdir(this.#path(id), { recursive: true, mode: 0o700 });
    await writeFile(this.#path(id, planFile), serializePlan(plan), { mode: 0o600, flush: true });
    await writeFile(this.#path(id, journalFile), `${JSON.stringify(head)}\n`, { mode: 0o600, flush: true });
    return { head, plan, entries: [head] };
  }

  /** `undefined` where there is no such run, or it cannot be read. */
  async read(id: string): Promise<StoredRun | undefined> {
    if (!isRunId(id)) return undefined;
    const [plan, entries] = await Promise.all([
      readFile(this.#path(id, planFile), 'utf8').then(parsePlan),
      readFile(this.#path(id, journalFile), 'utf8').then(parseJournal),
    ]).catch(() => [undefined, []] as const);
    const head = entries.find(entry => entry.type === 'run');
    return plan && head ? { head, plan, entries: [...entries] } : undefined;
  }

  /** Newest first; of one server where that is given. What cannot be read is left out. */
  async list(server?: string): Promise<StoredRun[]> {
    const runs = await Promise.all((await this.#ids()).toReversed().map(id => this.read(id)));
    return runs
      .filter(run => run !== undefined)
      .filter(({ head }) => server === undefined || head.server === server);
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
