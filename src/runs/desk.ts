import { existsSync } from 'node:fs';
import * as vscode from 'vscode';
import { setContext } from '../ui/commands.ts';
import type { Plan } from '../model/plan/types.ts';
import type { RunCounts, RunPhase } from '../plans/outcome.ts';
import type { RunOutline, Runs, StoredRun } from '../plans/runs.ts';
import type { Server } from '../servers/server.ts';
import type { Services } from '../servers/services.ts';
import { Disposables } from '../ui/disposables.ts';
import { ReadOnlyTexts } from '../ui/readOnlyTexts.ts';
import type { EndedRun, LiveRun } from './liveRun.ts';

/** A plan that is about to be shown. */
export interface PlanDraft {
  title: string;
  plan: Plan;
  /** By `userKey`, for users to be created. They stay in memory, for as long as this window is open. */
  passwords?: ReadonlyMap<string, string> | undefined;
  /** ID of the run that this plan undoes. */
  undoes?: string;
}

/** A run as lists show it. */
export interface ListedRun {
  id: string;
  title: string;
  /** When the plan was made, in ms since 1970. */
  at: number;
  phase: RunPhase | 'running';
  counts: RunCounts;
}

/** Where a run has changed; `isProgress` while it is applied. */
export interface RunChange {
  server: string;
  run: string;
  isProgress: boolean;
}

/** The plans that this window knows, and what is being done about them. */
export class RunDesk {
  readonly #disposables = new Disposables();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<RunChange>());
  readonly #ended = this.#disposables.add(new vscode.EventEmitter<EndedRun>());
  readonly onDidChange = this.#changed.event;
  readonly onDidEnd = this.#ended.event;
  readonly #folder: string;
  #store: Promise<Runs> | undefined;
  #texts: ReadOnlyTexts | undefined;
  readonly #passwords = new Map<string, Map<string, string>>();
  /** By server, since there is one at a time on each. */
  readonly #live = new Map<string, LiveRun>();
  readonly #listed = new Map<string, readonly ListedRun[]>();
  #listing: Promise<unknown> = Promise.resolve();

  constructor({ context }: Pick<Services, 'context'>) {
    this.#folder = vscode.Uri.joinPath(context.globalStorageUri, 'plans').fsPath;
  }

  /** Stores a plan as a run that was not begun, and returns its ID. */
  async add(server: Server, { title, plan, passwords, undoes }: PlanDraft): Promise<string> {
    const { id, url, user } = server;
    const store = await this.store();
    const { head } = await store.create(plan, { server: id, url, user, title, ...(undoes && { undoes }) });
    if (passwords) this.remember(head.id, passwords);
    await this.#tell(id, head.id);
    setContext('hasPlan', true);
    return head.id;
  }

  /** `undefined` if there is no such run of this server. */
  async read({ id: server }: Pick<Server, 'id'>, id: string): Promise<StoredRun | undefined> {
    const live = this.#live.get(server);
    if (live?.id === id && live.run) return live.run;
    const run = await (await this.store()).read(id);
    return run?.head.server === server ? run : undefined;
  }

  live({ id: server }: Pick<Server, 'id'>, id: string): LiveRun | undefined {
    const live = this.#live.get(server);
    return live?.id === id ? live : undefined;
  }

  /** By `userKey`, as far as they are known. */
  passwords(id: string): ReadonlyMap<string, string> {
    return this.#passwords.get(id) ?? new Map<string, string>();
  }

  remember(id: string, passwords: ReadonlyMap<string, string>): void {
    this.#passwords.set(id, new Map([...this.passwords(id), ...passwords]));
  }

  /** Leaves out these steps and all that need them; nothing while the run is applied. */
  async leaveOut(server: Server, id: string, steps: readonly number[]): Promise<void> {
    if (this.live(server, id)) return;
    await (await this.store()).leaveOut(id, steps);
    await this.#tell(server.id, id);
  }

  /**
   * Applies a plan or goes on with it, until there is nothing left, it is canceled, or the server does not take more.
   * Throws if another one is being applied on this server, here or in another window, or if the journal cannot be kept.
   */
  async apply(server: Server, id: string, retryFailed: boolean): Promise<EndedRun> {
    const [{ LiveRun }, store] = await Promise.all([import('./liveRun.ts'), this.store()]);
    if (this.#live.has(server.id))
      throw new Error(
        vscode.l10n.t('A plan is being applied on {0}. Wait until it ends, or cancel it.', server.label),
      );
    const tell = () => this.#changed.fire({ server: server.id, run: id, isProgress: true });
    const live = new LiveRun(server, id, store, tell);
    this.#live.set(server.id, live);
    try {
      const ended = await live.apply({
        retryFailed,
        passwords: this.passwords(id),
        onBegin: () => void this.#tell(server.id, id),
      });
      this.#ended.fire(ended);
      return ended;
    } finally {
      this.#live.delete(server.id);
      await this.#tell(server.id, id);
    }
  }

  /** The runs of a server, newest first, as last read by `list`. */
  listed({ id }: Pick<Server, 'id'>): readonly ListedRun[] {
    return this.#listed.get(id) ?? [];
  }

  /** Reads the runs of a server, in turn: an older list never replaces a newer one. Cheap where there never were any. */
  list({ id }: Pick<Server, 'id'>): Promise<readonly ListedRun[]> {
    const list = this.#listing.then(() => this.#list(id));
    this.#listing = list.catch(() => undefined);
    return list;
  }

  async #list(id: string): Promise<readonly ListedRun[]> {
    if (!existsSync(this.#folder)) return [];
    const [store, { outlineCounts, phaseOf }, running] = await Promise.all([
      this.store(),
      import('../plans/outcome.ts'),
      this.runningOn(id),
    ]);
    const listed = (await store.list(id)).map((outline: RunOutline): ListedRun => {
      const { head, entries } = outline;
      const phase = running === head.id ? 'running' : phaseOf(entries);
      return { id: head.id, title: head.title, at: head.at, phase, counts: outlineCounts(outline) };
    });
    this.#listed.set(id, listed);
    return listed;
  }

  async remove(server: Pick<Server, 'id'>, id: string): Promise<void> {
    if (this.live(server, id)) throw new Error(vscode.l10n.t('Cancel the plan first.'));
    if ((await this.runningOn(server.id)) === id)
      throw new Error(vscode.l10n.t('Another window is applying this plan. Cancel it there first.'));
    this.#passwords.delete(id);
    await (await this.store()).remove(id);
    await this.#tell(server.id, id);
  }

  /** Ends what is being applied on a server, and deletes the records of all its plans. */
  async forget(server: Pick<Server, 'id'>): Promise<void> {
    const live = this.#live.get(server.id);
    live?.control.cancel();
    await live?.idle;
    this.#live.delete(server.id);
    for (const { id } of await this.list(server)) await this.remove(server, id);
  }

  /** Read-only documents with these texts, for a comparison. */
  showTexts(id: string, texts: { before: string; after: string }): [before: vscode.Uri, after: vscode.Uri] {
    this.#texts ??= this.#disposables.add(new ReadOnlyTexts());
    return [this.#texts.uri(id, 'before', texts.before), this.#texts.uri(id, 'after', texts.after)];
  }

  /** ID of the run that is being applied on a server, in this window or another. */
  async runningOn(serverId: string): Promise<string | undefined> {
    const live = this.#live.get(serverId);
    if (live) return live.id;
    const [store, { lockedFor }] = await Promise.all([this.store(), import('../plans/lock.ts')]);
    return lockedFor(await store.lockPath(serverId));
  }

  /** Loaded when it is first needed. */
  store(): Promise<Runs> {
    return (this.#store ??= this.#open());
  }

  async #open(): Promise<Runs> {
    const { Runs } = await import('../plans/runs.ts');
    const runs = new Runs(this.#folder);
    await runs.removeOld().catch(() => undefined);
    return runs;
  }

  dispose(): void {
    for (const { control } of this.#live.values()) control.abandon();
    this.#passwords.clear();
    this.#disposables.dispose();
  }

  async #tell(server: string, run: string): Promise<void> {
    await this.list({ id: server });
    this.#changed.fire({ server, run, isProgress: false });
  }
}
