import * as vscode from 'vscode';
import type { Plan } from '../model/plan/types.ts';
import type { Runs, StoredRun } from '../plans/runs.ts';
import type { Server } from '../servers/server.ts';
import type { Services } from '../servers/services.ts';

/** A plan that is about to be shown. */
export interface PlanDraft {
  title: string;
  plan: Plan;
  /** By `userKey`, for users to be created. They stay in memory, for as long as this window is open. */
  passwords?: ReadonlyMap<string, string> | undefined;
  /** ID of the run that this plan undoes. */
  undoes?: string;
}

/** The plans that are known to this window, and what is being done about them. */
export class RunDesk {
  readonly #folder: string;
  #store: Promise<Runs> | undefined;
  readonly #passwords = new Map<string, ReadonlyMap<string, string>>();

  constructor({ context }: Services) {
    this.#folder = vscode.Uri.joinPath(context.globalStorageUri, 'plans').fsPath;
  }

  /** Stores a plan as a run that was not begun, and returns its ID. */
  async add({ id: server }: Server, { title, plan, passwords, undoes }: PlanDraft): Promise<string> {
    const runs = await this.store();
    const { head } = await runs.create(plan, { server, title, ...(undoes && { undoes }) });
    if (passwords) this.#passwords.set(head.id, passwords);
    return head.id;
  }

  /** `undefined` if there is no such run of this server. */
  async read({ id: server }: Server, id: string): Promise<StoredRun | undefined> {
    const run = await (await this.store()).read(id);
    return run?.head.server === server ? run : undefined;
  }

  /** Loaded when it is first needed. */
  store(): Promise<Runs> {
    return (this.#store ??= import('../plans/runs.ts').then(({ Runs }) => new Runs(this.#folder)));
  }

  dispose(): void {
    this.#passwords.clear();
  }
}
