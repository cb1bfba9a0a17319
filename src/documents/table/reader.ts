import { rowsChunk } from '../../model/table/rows.ts';
import type { UserInfo } from '../../ocs/index.ts';
import { throwIfAborted } from '../../ocs/transport/clock.ts';
import type { Server } from '../../servers/server.ts';
import { pagesOfMembers } from '../../servers/userReads.ts';
import { inWords, isCancelled } from '../../ui/messages.ts';
import type { TableReading, ToTable } from '../../webview/table/protocol.ts';

/** Where the rows go. */
export interface RowSink {
  post(message: Extract<ToTable, { type: 'rows' | 'changed' }>): void;
  /** How far it is read has changed. */
  told(): void;
}

/** Reads the users of one server for a table, page by page, and keeps no more of them than their IDs. */
export class TableReader {
  readonly server: Server;
  readonly #group: string | null;
  readonly #sink: RowSink;
  #reading: TableReading;
  #run = new AbortController();
  /** The users that the page has. */
  #known = new Set<string>();
  /** Those that were read in this run. */
  #seen = new Set<string>();
  /** What holds up the reading: the person, or a hidden tab. */
  readonly #holds = new Set<'person' | 'hidden'>();
  #go: (() => void)[] = [];
  /** All rows are to be compared with the server once more, when the present run has ended. */
  #isStale = false;

  constructor(server: Server, group: string | null, sink: RowSink) {
    this.server = server;
    this.#group = group;
    this.#sink = sink;
    this.#reading = { serverId: server.id, phase: 'loading', loaded: 0, total: null, message: null };
  }

  get reading(): TableReading {
    return this.#reading;
  }

  /** The users that the page has. */
  get ids(): ReadonlySet<string> {
    return this.#known;
  }

  get isReading(): boolean {
    return ['loading', 'paused'].includes(this.#reading.phase);
  }

  /** Reads from the beginning; all rows from before are void. */
  async start(): Promise<void> {
    this.#holds.delete('person');
    await this.#begin('fresh');
  }

  pause(): void {
    if (this.#reading.phase === 'loading') this.#hold('person');
  }

  /** Goes on where the reading was paused, or from the beginning where it has ended. */
  async resume(): Promise<void> {
    if (this.#reading.phase === 'paused') this.#release('person');
    else if (this.#reading.phase !== 'loading') await this.start();
  }

  stop(): void {
    if (!['loading', 'paused'].includes(this.#reading.phase)) return;
    this.#isStale = false;
    this.#run.abort();
    this.#set({ phase: 'stopped' });
  }

  /** A hidden tab reads nothing. */
  setVisible(isVisible: boolean): void {
    if (isVisible) this.#release('hidden');
    else this.#hold('hidden');
  }

  /** Users who were read anew, and IDs of those who are not there any more. `whileReading`: they changed while pages were read. */
  take(users: readonly UserInfo[], gone: readonly string[], whileReading: boolean): void {
    const here = users.filter(user => this.#belongs(user));
    const lost = [...gone, ...users.filter(user => !this.#belongs(user)).map(({ userId }) => userId)];
    const isMoved =
      lost.some(id => this.#known.has(id)) || here.some(({ userId }) => !this.#known.has(userId));
    for (const { userId } of here) this.#note(userId);
    for (const id of lost) this.#known.delete(id);
    this.#sink.post({ type: 'changed', chunk: rowsChunk(this.server.id, here), gone: lost });
    this.#set({ loaded: this.#known.size });
    // What comes or goes while pages are read moves others to pages that were read already.
    if (isMoved && whileReading) void this.compare();
  }

  /** Who was changed is not known: reads all rows anew without taking any from the screen. */
  async compare(): Promise<void> {
    if (this.isReading) this.#isStale = true;
    else if (this.#reading.phase === 'complete') await this.#begin('quiet');
  }

  expect(total: number | undefined): void {
    this.#set({ total: total ?? null });
  }

  dispose(): void {
    this.#run.abort();
    this.#holds.clear();
    this.#proceed();
  }

  async #begin(how: 'fresh' | 'quiet'): Promise<void> {
    this.#run.abort();
    const { signal } = (this.#run = new AbortController());
    this.#takeStale();
    this.#seen = new Set();
    this.#set({ phase: this.#phaseNow(), message: null, ...(how === 'fresh' && { loaded: 0 }) });
    try {
      await this.server.call(() => this.#read(how, signal));
      throwIfAborted(signal);
      this.#set({ phase: 'complete' });
      if (this.#takeStale()) await this.#begin('quiet');
    } catch (error) {
      if (signal.aborted) return;
      this.#run.abort();
      this.#set(isCancelled(error) ? { phase: 'stopped' } : { phase: 'failed', message: inWords(error) });
    }
  }

  #takeStale(): boolean {
    const isStale = this.#isStale;
    this.#isStale = false;
    return isStale;
  }

  async #read(how: 'fresh' | 'quiet', signal: AbortSignal): Promise<void> {
    await this.#unheld();
    const { client } = await this.server.connect(signal);
    const pages =
      this.#group === null ? client.users.pages({ signal }) : pagesOfMembers(client, this.#group, signal);
    const before = this.#known;
    let isFirst = how === 'fresh';
    if (isFirst) this.#known = new Set();
    for await (const page of pages) {
      await this.#unheld();
      throwIfAborted(signal);
      // Whoever was read anew meanwhile is known better than by this page.
      const users = page.filter(({ userId }) => !this.#seen.has(userId));
      for (const { userId } of users) this.#note(userId);
      const chunk = rowsChunk(this.server.id, users);
      if (how === 'fresh') this.#sink.post({ type: 'rows', chunk, fresh: isFirst });
      else this.#sink.post({ type: 'changed', chunk, gone: [] });
      isFirst = false;
      this.#set({ loaded: this.#known.size });
    }
    const chunk = rowsChunk(this.server.id, []);
    if (isFirst) this.#sink.post({ type: 'rows', chunk, fresh: true });
    const gone = how === 'quiet' ? [...before].filter(id => !this.#seen.has(id)) : [];
    if (gone.length > 0) this.take([], gone, false);
  }

  #note(id: string): void {
    this.#known.add(id);
    this.#seen.add(id);
  }

  #belongs({ groups }: UserInfo): boolean {
    return this.#group === null || groups === undefined || groups.includes(this.#group);
  }

  #hold(by: 'person' | 'hidden'): void {
    this.#holds.add(by);
    this.#showPhase();
  }

  #release(by: 'person' | 'hidden'): void {
    this.#holds.delete(by);
    this.#showPhase();
    this.#proceed();
  }

  #proceed(): void {
    if (this.#holds.size === 0) for (const go of this.#go.splice(0)) go();
  }

  async #unheld(): Promise<void> {
    if (this.#holds.size > 0) await new Promise<void>(resolve => this.#go.push(resolve));
  }

  #showPhase(): void {
    if (this.isReading) this.#set({ phase: this.#phaseNow() });
  }

  /** A reading that waits only for its tab to be shown goes on by itself: nobody needs to resume it. */
  #phaseNow(): TableReading['phase'] {
    return this.#holds.has('person') ? 'paused' : 'loading';
  }

  #set(news: Partial<TableReading>): void {
    this.#reading = { ...this.#reading, ...news };
    this.#sink.told();
  }
}
