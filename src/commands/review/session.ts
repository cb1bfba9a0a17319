import * as vscode from 'vscode';
import { usersConcerned } from '../../model/plan/concerned.ts';
import { loadPresent } from '../../runs/present.ts';
import { acceptanceKey } from '../../keep/review/acceptances.ts';
import { fixPlan } from '../../keep/review/fixPlan.ts';
import { dayOf, judge, type ReviewRecord } from '../../keep/review/judge.ts';
import { powersOf, type ReviewReport } from '../../keep/review/report/report.ts';
import { findingText, subjectText, type ReviewFinding } from '../../keep/review/review.ts';
import { reviewRules } from '../../keep/review/rules/index.ts';
import type { Server } from '../../servers/server.ts';
import { appsUri, groupUri, userUri } from '../../servers/uris.ts';
import { Disposables } from '../../ui/disposables.ts';
import { inWords, isCancelled } from '../../ui/messages.ts';
import { withLateProgress } from '../../ui/progress.ts';
import type { FromReview, ReviewHandlers, ReviewPageState } from '../../webview/review/protocol.ts';
import type { ActionContext } from '../engine/context.ts';
import { openPlan } from '../plans/openPlan.ts';
import { AcceptedFile } from './acceptedFile.ts';
import { askAcceptance } from './askAcceptance.ts';
import { LastReview } from './lastReview.ts';
import { reviewedServer } from './pageState.ts';
import { readReview, type Review } from './readReview.ts';
import { saveReport } from './saveReport.ts';

/** The review of one server for as long as its page is open; `show` gets what is new on the page. */
export class ReviewSession extends Disposables {
  readonly #context: ActionContext;
  readonly #server: Server;
  readonly #show: (change: Partial<ReviewPageState>) => void;
  readonly #file: AcceptedFile;
  readonly #last: LastReview;
  #state: ReviewPageState;
  #review: Review | undefined;
  #report: ReviewReport | undefined;
  /** What the last review before this page found; `null`: not looked up yet. */
  #baseline: ReviewRecord | undefined | null = null;
  #reading: AbortController | undefined;

  constructor(context: ActionContext, server: Server, show: (change: Partial<ReviewPageState>) => void) {
    super();
    this.#context = context;
    this.#server = server;
    this.#show = show;
    this.#file = new AcceptedFile(server);
    this.#last = new LastReview(context.context, server);
    this.#state = {
      title: vscode.l10n.t('Access Review'),
      server: server.label,
      reading: null,
      problem: null,
      fileProblem: null,
      isOutdated: false,
      isBusy: false,
      found: null,
    };
    this.add(server.changes.onDidChange(() => this.#tell({ isOutdated: this.#review !== undefined })));
    this.add(this.#file.onDidChange(() => void this.#attempt(() => this.#judge())));
    this.add({ dispose: () => this.#reading?.abort() });
  }

  get state(): ReviewPageState {
    return this.#state;
  }

  /** What the page asks for. Resolves when it is done; what goes wrong is said. */
  take(message: FromReview): Promise<void> {
    return this.#attempt(() => handle(this.#handlers, message.type, message));
  }

  /** Reads the server from the beginning, and reviews it. A reading that is under way is given up. */
  async run(): Promise<void> {
    this.#reading?.abort();
    const reading = (this.#reading = new AbortController());
    const { signal } = reading;
    const report = (text: string) => signal.aborted || this.#tell({ reading: text });
    this.#tell({ reading: vscode.l10n.t('Reading {0}…', this.#server.label), problem: null });
    try {
      const review = await readReview(this.#server, { signal, report });
      if (signal.aborted) return;
      if (this.#baseline === null) this.#baseline = await this.#last.read();
      await this.#last.write(review.findings, review.at);
      this.#review = review;
      this.#tell({ isOutdated: false });
      await this.#judge();
    } catch (error) {
      if (!signal.aborted && !isCancelled(error)) this.#tell({ problem: inWords(error) });
    } finally {
      if (this.#reading === reading) this.#tell({ reading: null });
    }
  }

  /** Looks up again what is accepted. */
  async #judge(): Promise<void> {
    if (!this.#review) return;
    const { at, instance, limits, findings } = this.#review;
    const { acceptances, problem } = await this.#file.read();
    this.#report = {
      server: this.#server.label,
      at,
      limits,
      users: instance.state.users.size,
      groups: instance.state.groups.size,
      ...judge(findings, acceptances, dayOf(new Date()), this.#baseline ?? undefined),
      powers: powersOf(instance),
    };
    this.#tell({
      found: reviewedServer(this.#report, instance.state),
      fileProblem:
        problem === undefined ? null : vscode.l10n.t('Accepted findings cannot be read: {0}', problem),
    });
  }

  readonly #handlers: ReviewHandlers = {
    ready: () => undefined,
    again: () => this.run(),
    cancel: () => this.#reading?.abort(),
    saveReport: () => this.#report && saveReport(this.#context, this.#report),
    showFile: () => this.#file.show(),
    fix: ({ keys }) => this.#busy(() => this.#fix(this.#findings(keys))),
    accept: ({ keys }) => this.#busy(() => this.#accept(this.#findings(keys))),
    withdraw: ({ keys }) => this.#busy(() => this.#withdraw(keys)),
    open: ({ subject }) => this.#open(subject),
  };

  #findings(keys: readonly string[]): ReviewFinding[] {
    const wanted = new Set(keys);
    return (this.#review?.findings ?? []).filter(({ key }) => wanted.has(key));
  }

  async #fix(findings: readonly ReviewFinding[]): Promise<void> {
    const title = titleOf(findings);
    const wanted = findings.flatMap(({ fix }) => fix?.users ?? []);
    const users = usersConcerned(wanted);
    const present = await withLateProgress(vscode.l10n.t('Planning: {0}', title), ({ signal, report }) =>
      loadPresent(this.#server, { signal, report, ...(users && { users }) }),
    );
    await openPlan(this.#context, this.#server, { title, plan: fixPlan(findings, present) });
  }

  async #accept(findings: readonly ReviewFinding[]): Promise<void> {
    this.#file.needed();
    const title = vscode.l10n.t('Accept: {0}', titleOf(findings));
    const decision = await askAcceptance(this.#context, title, new Date());
    if (!decision) return;
    const added = findings.map(({ rule, subjects }) => ({
      rule,
      subjects: subjects.map(subjectText),
      ...decision,
    }));
    await this.#without(
      findings.map(({ key }) => key),
      added,
    );
  }

  async #withdraw(keys: readonly string[]): Promise<void> {
    await this.#without(keys, []);
  }

  async #without(
    keys: readonly string[],
    added: Parameters<Parameters<AcceptedFile['change']>[0]>[0],
  ): Promise<void> {
    const gone = new Set(keys);
    await this.#file.change(before => [...before.filter(one => !gone.has(acceptanceKey(one))), ...added]);
    await this.#judge();
  }

  async #open(subject: string): Promise<void> {
    const [kind = '', ...rest] = subject.split(':');
    const uri = uriOf[kind]?.(this.#server.id, rest.join(':'));
    if (uri) await this.#context.open(uri);
  }

  async #busy(task: () => Promise<void>): Promise<void> {
    this.#tell({ isBusy: true });
    try {
      await task();
    } finally {
      this.#tell({ isBusy: false });
    }
  }

  async #attempt(task: () => unknown): Promise<void> {
    try {
      await task();
    } catch (error) {
      this.#context.messages.error(error, this.#state.title);
    }
  }

  #tell(change: Partial<ReviewPageState>): void {
    this.#state = { ...this.#state, ...change };
    this.#show(change);
  }
}

const handle = <Type extends FromReview['type']>(
  handlers: ReviewHandlers,
  type: Type,
  message: Extract<FromReview, { type: Type }>,
): unknown => handlers[type](message);

const uriOf: Readonly<Record<string, (serverId: string, id: string) => vscode.Uri>> = {
  user: userUri,
  group: groupUri,
  app: appsUri,
};

/** One finding by its sentence, several of a rule by its title. */
function titleOf(findings: readonly ReviewFinding[]): string {
  const [first] = findings;
  if (!first) return '';
  if (findings.length === 1) return findingText(first);
  return findings.every(({ rule }) => rule === first.rule)
    ? reviewRules[first.rule].title()
    : vscode.l10n.t('{0} findings', findings.length);
}
