import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { presentOf } from '../../../src/model/plan/present.ts';
import { makePlan } from '../../../src/model/plan/plan.ts';
import type { Plan, Present, WantedUser } from '../../../src/model/plan/types.ts';
import type { NextcloudClient } from '../../../src/ocs/index.ts';
import type { EndEntry, StepEntry } from '../../../src/plans/entries.ts';
import { lastEntries, stateOf } from '../../../src/plans/entries.ts';
import { applyPlan, type RunOptions } from '../../../src/plans/runner.ts';
import { Runs } from '../../../src/plans/runs.ts';

export const secret = 'Sehr-geheim 9§x';

/** Runs `test` with an empty folder. */
export async function withFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'plans-'));
  try {
    await test(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The server as it is now. */
export async function presentOn(client: NextcloudClient): Promise<Present> {
  const [me, groups] = [await client.users.get(), await client.groups.listDetails()];
  const users = [];
  for await (const user of client.users.iterate({ pageSize: 500 })) users.push(user);
  return presentOf(users, groups, { me, role: 'admin' });
}

export async function planFor(client: NextcloudClient, wanted: readonly WantedUser[]): Promise<Plan> {
  return makePlan(wanted, await presentOn(client), { createGroups: true });
}

export function passwordsFor({ steps }: Plan): Map<string, string> {
  return new Map(steps.flatMap(step => (step.kind === 'create' ? [[step.user.toLowerCase(), secret]] : [])));
}

export interface Sitting extends Partial<RunOptions> {
  client: NextcloudClient;
}

/** A run in a folder, as one process after the other has it. */
export class TestRun {
  readonly runs: Runs;
  readonly id: string;
  readonly #folder: string;

  private constructor(folder: string, runs: Runs, id: string) {
    this.#folder = folder;
    this.runs = runs;
    this.id = id;
  }

  static async of(folder: string, plan: Plan): Promise<TestRun> {
    const runs = new Runs(folder);
    const { head } = await runs.create(plan, {
      server: 'test',
      url: 'https://cloud.test/',
      user: 'admin',
      title: 'Test',
    });
    return new TestRun(folder, runs, head.id);
  }

  /** Starts, or goes on from what the files hold. */
  async apply({ client, record, ...options }: Sitting): Promise<EndEntry> {
    const stored = await this.stored();
    const journal = this.runs.openJournal(this.id);
    try {
      return await applyPlan({
        call: work => work(client),
        plan: stored.plan,
        entries: stored.entries,
        record: record ?? (entry => journal.append(entry)),
        passwords: passwordsFor(stored.plan),
        ...options,
      });
    } finally {
      await journal.close();
    }
  }

  async stored() {
    const stored = await this.runs.read(this.id);
    if (!stored) throw new Error('the run cannot be read');
    return stored;
  }

  /** The last entries of the steps, in their order. */
  async entries(): Promise<StepEntry[]> {
    const { entries, plan } = await this.stored();
    const last = lastEntries(entries);
    return plan.steps.flatMap(({ id }) => last.get(id) ?? []);
  }

  async states(): Promise<string[]> {
    return (await this.entries()).map(stateOf);
  }

  text(file: 'plan.json' | 'journal.jsonl'): Promise<string> {
    return readFile(join(this.#folder, this.id, file), 'utf8');
  }
}

/** Users who form one chain of managers. */
export const people = (count: number, more: Partial<WantedUser> = {}): WantedUser[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `user${index}`,
    hasPassword: true,
    displayname: `User ${index}`,
    groups: ['crew'],
    quota: '5 GB',
    ...(index > 0 && { manager: `user${index - 1}` }),
    ...more,
  }));

/** The answer to a password that the policy refuses, which repeats it. */
export const tooWeak = (password = secret) => ({
  status: 400,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    ocs: { meta: { status: 'failure', statuscode: 107, message: `“${password}” is too weak` }, data: [] },
  }),
});
