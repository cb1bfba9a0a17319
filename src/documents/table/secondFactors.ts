import * as vscode from 'vscode';
import { protectingProviders } from '../../model/secondFactor.ts';
import type { Cell } from '../../model/table/types.ts';
import { NextcloudError, policyOf } from '../../ocs/index.ts';
import type { ErrorKind } from '../../ocs/index.ts';
import { providersOf } from '../../servers/secondFactors.ts';
import type { Server } from '../../servers/server.ts';
import { inWords } from '../../ui/messages.ts';
import type { TableReading, ToTable } from '../../webview/table/protocol.ts';
import type { RowSink } from './reader.ts';

type RowMessage = Extract<ToTable, { type: 'rows' | 'changed' }>;

/** Users asked about at a time: of the four requests that a server gets at once, one is left for everything else. */
const atOnce = 3;

/** Answers that come within this time travel together (milliseconds). */
const gatherMs = 100;

/** What the server says of everybody alike, and says again. */
const denials: readonly ErrorKind[] = ['forbidden', 'unsupported'];

/** Asks one server about the second factors of the users in a table, one by one, for as long as the view needs them. */
export class SecondFactorReader {
  readonly server: Server;
  readonly #users: () => ReadonlySet<string>;
  readonly #sink: RowSink;
  #isWanted = false;
  /** `going`, or why not. */
  #course: 'going' | 'stopped' | Pick<TableReading, 'phase' | 'message'> = 'going';
  readonly #holds = new Set<'person' | 'hidden'>();
  #run = new AbortController();
  readonly #waiting = new Set<string>();
  #asking = 0;
  readonly #answered = new Set<string>();
  /** Why not, by user ID. */
  readonly #failed = new Map<string, string>();
  /** Answers on their way to the page. */
  readonly #cells = new Map<string, Cell>();
  #timer: NodeJS.Timeout | undefined;

  /** @param users IDs of the users that the page has */
  constructor(server: Server, users: () => ReadonlySet<string>, sink: RowSink) {
    this.server = server;
    this.#users = users;
    this.#sink = sink;
  }

  /** How far it is; `undefined` where the view does not need it. */
  get reading(): TableReading | undefined {
    if (!this.#isWanted) return undefined;
    const [loaded, total] = [this.#answered.size + this.#failed.size, this.#users().size];
    return { serverId: this.server.id, loaded, total, ...this.#state };
  }

  /** Whether the view needs them. */
  want(isWanted: boolean): void {
    if (isWanted === this.#isWanted) return;
    this.#isWanted = isWanted;
    if (isWanted) this.#goOn();
    else this.#interrupt();
  }

  /** The page got these rows: new users are asked about, and those who may have changed are once more. */
  follow(message: RowMessage): void {
    if (message.type === 'rows' && message.fresh) this.#begin();
    else if (message.type === 'changed') for (const id of message.gone) this.#drop(id);
    for (const id of message.chunk.ids) {
      this.#answered.delete(id);
      this.#failed.delete(id);
      if (this.#isWanted) this.#waiting.add(id);
    }
    this.#proceed();
  }

  pause(): void {
    this.#holds.add('person');
    this.#sink.told();
  }

  /** Goes on after a pause, a stop or a failure. */
  resume(): void {
    this.#holds.delete('person');
    this.#goOn();
  }

  stop(): void {
    this.#course = 'stopped';
    this.#interrupt();
  }

  /** A hidden tab asks nothing. */
  setVisible(isVisible: boolean): void {
    if (isVisible) this.#holds.delete('hidden');
    else this.#holds.add('hidden');
    this.#proceed();
  }

  dispose(): void {
    this.#isWanted = false;
    this.#run.abort();
    clearTimeout(this.#timer);
  }

  get #state(): Pick<TableReading, 'phase' | 'message'> {
    if (typeof this.#course === 'object') return this.#course;
    if (this.#course === 'stopped') return { phase: 'stopped', message: null };
    if (this.#waiting.size + this.#asking > 0)
      return { phase: this.#holds.has('person') ? 'paused' : 'loading', message: null };
    const [reason] = this.#failed.values();
    if (reason === undefined) return { phase: 'complete', message: null };
    const { size } = this.#failed;
    const message =
      size === 1
        ? vscode.l10n.t('The second factor of 1 user is not known. {0}', reason)
        : vscode.l10n.t('The second factors of {0} users are not known. {1}', size, reason);
    return { phase: 'failed', message };
  }

  #begin(): void {
    this.#run.abort();
    this.#run = new AbortController();
    this.#course = 'going';
    for (const known of [this.#waiting, this.#answered, this.#failed, this.#cells]) known.clear();
  }

  #goOn(): void {
    this.#course = 'going';
    this.#failed.clear();
    for (const id of this.#users()) if (!this.#answered.has(id)) this.#waiting.add(id);
    this.#proceed();
  }

  /** Whoever is being asked about has no answer then. */
  #interrupt(): void {
    this.#run.abort();
    this.#run = new AbortController();
    this.#waiting.clear();
    this.#sink.told();
  }

  #drop(id: string): void {
    for (const known of [this.#waiting, this.#answered, this.#failed, this.#cells]) known.delete(id);
  }

  #proceed(): void {
    const goes = this.#isWanted && this.#course === 'going' && this.#holds.size === 0;
    for (const id of goes ? this.#waiting : []) {
      if (this.#asking >= atOnce) break;
      this.#waiting.delete(id);
      void this.#ask(id);
    }
    if (this.#isWanted) this.#timer ??= setTimeout(() => this.#flush(), gatherMs);
  }

  async #ask(id: string): Promise<void> {
    this.#asking++;
    const { signal } = this.#run;
    try {
      const providers = await providersOf(this.server, id, signal);
      if (!signal.aborted) this.#answer(id, protectingProviders(providers));
    } catch (error) {
      if (!signal.aborted) this.#fail(id, error);
    } finally {
      this.#asking--;
      this.#proceed();
    }
  }

  #answer(id: string, cell: Cell): void {
    if (!this.#users().has(id)) return;
    this.#cells.set(id, cell);
    // While it was asked for, the user may have changed once more.
    if (!this.#waiting.has(id) && cell !== null) this.#answered.add(id);
  }

  /** What all others would meet ends the run. */
  #fail(id: string, error: unknown): void {
    const message = inWords(error);
    const isDenied = !(error instanceof NextcloudError) || denials.includes(error.kind);
    if (!isDenied && policyOf(error)?.meets === 'one') {
      this.#failed.set(id, message);
      this.#answer(id, null);
    } else {
      this.#course = { phase: isDenied ? 'unavailable' : 'failed', message };
      this.#interrupt();
    }
  }

  #flush(): void {
    this.#timer = undefined;
    const answers = [...this.#cells].filter(([id]) => this.#users().has(id));
    this.#cells.clear();
    if (answers.length > 0) {
      const ids = answers.map(([id]) => id);
      const secondFactor = answers.map(([, cell]) => cell);
      const chunk = { serverId: this.server.id, ids, columns: { secondFactor } };
      this.#sink.post({ type: 'changed', chunk, gone: [] });
    }
    this.#sink.told();
  }
}
