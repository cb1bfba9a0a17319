import * as l10n from '@vscode/l10n';
import { RunControl } from '../../plans/control.ts';
import { stateOf, type EndEntry, type Entry, type StepEntry } from '../../plans/entries.ts';
import { isDone, isFailed } from '../../plans/outcome.ts';
import { reasonOf } from '../../plans/report.ts';
import { applyPlan } from '../../plans/runner.ts';
import type { Runs, StoredRun } from '../../plans/runs.ts';
import type { CommandContext } from '../context.ts';
import { explained, type Session } from '../session.ts';
import { lineOf } from './planning.ts';

/** What became of a step. */
export interface StepReport {
  text: string;
  state: ReturnType<typeof stateOf>;
  reason?: string;
}

/** Applies runs with their journals, one after the other, and says what becomes of each step. */
export class RunSitting {
  readonly control = new RunControl();
  readonly steps: StepReport[] = [];
  /** How many steps have changed something. */
  changes = 0;
  readonly #context: CommandContext;
  readonly #session: Session;
  readonly #runs: Runs;

  constructor(context: CommandContext, session: Session, runs: Runs) {
    this.#context = context;
    this.#session = session;
    this.#runs = runs;
    context.signal.addEventListener('abort', () => this.control.cancel());
  }

  /** Whether all of it was done. */
  async sit(run: StoredRun, passwords: ReadonlyMap<string, string>): Promise<boolean> {
    const before = this.steps.length;
    const journal = this.#runs.openJournal(run.head.id);
    const texts = new Map(run.plan.steps.map(step => [step.id, lineOf(step)] as const));
    const record = (entry: Entry) => journal.append(entry);
    try {
      const end = await this.#apply(run, passwords, record, entry =>
        this.#tell(texts.get(entry.step) ?? '', entry),
      );
      return this.#isComplete(end, this.steps.slice(before));
    } finally {
      await journal.close();
    }
  }

  #apply(
    { plan, entries }: StoredRun,
    passwords: ReadonlyMap<string, string>,
    record: (entry: Entry) => void,
    onStep: (entry: StepEntry) => void,
  ): Promise<EndEntry> {
    const { client, login } = this.#session;
    return applyPlan({
      call: work =>
        work(client).catch((error: unknown) => {
          throw explained(error, login);
        }),
      plan,
      entries,
      record,
      onStep,
      passwords,
      control: this.control,
      atOnce: () => client.writesAtOnce,
    });
  }

  #tell(text: string, entry: StepEntry): void {
    const reason = reasonOf(entry);
    const state = stateOf(entry);
    this.steps.push({ text, state, ...(reason !== undefined && { reason }) });
    if (entry.type === 'done' || (entry.type === 'failed' && entry.did)) this.changes++;
    if (!this.#context.args.json)
      this.#context.output.line(
        `${isDone(state) ? '✓' : '✗'} ${text}${reason === undefined ? '' : ` — ${reason}`}`,
      );
  }

  #isComplete({ reason, message }: EndEntry, steps: readonly StepReport[]): boolean {
    if (reason === 'stopped') this.#context.output.note(message ?? '');
    else if (reason === 'cancelled') this.#context.output.note(l10n.t('Canceled. Apply again to go on.'));
    return reason === 'complete' && !steps.some(({ state }) => isFailed(state));
  }
}
