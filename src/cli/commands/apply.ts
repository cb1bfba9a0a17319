import * as l10n from '@vscode/l10n';
import { userKey } from '../../model/plan/types.ts';
import type { DesiredUser } from '../../keep/code/types.ts';
import { passwordsNeeded } from '../../plans/entries.ts';
import { takeLock } from '../../plans/lock.ts';
import { Runs, type StoredRun } from '../../plans/runs.ts';
import { fingerprint, readCode, type CodeInFiles } from '../codeFiles.ts';
import type { CliCommand, CommandContext, Result } from '../context.ts';
import { addressIn, stateFolder, variableOf } from '../environment.ts';
import { withSession, type Session } from '../session.ts';
import { noteProblems, planNow, problemsIn, saidFindings, showPlan } from './planning.ts';
import { interruptedRun, openSteps, serverKey } from './stored.ts';
import { RunSitting, type StepReport } from './sitting.ts';

/** Makes the server as the files say: first what an earlier run has left open, then whatever is still to be done. */
export const apply: CliCommand = async context => {
  const { args, env } = context;
  const code = await readCode(context, addressIn(env, args.allowHttp));
  return withSession(context, async session => {
    const runs = new Runs(stateFolder(env, args.state));
    await runs.removeOld();
    const sitting = new RunSitting(context, session, runs);
    const lock = await takeLock(await runs.lockPath(serverKey(session.login)), 'command line', () =>
      sitting.control.cancel(),
    );
    if (typeof lock === 'string')
      throw new Error(l10n.t('Another run of this program is applying a plan on {0}.', session.login.url));
    try {
      return await new Application(context, session, code, runs, sitting).run();
    } finally {
      await lock.release();
    }
  });
};

class Application {
  readonly #context: CommandContext;
  readonly #session: Session;
  readonly #code: CodeInFiles;
  readonly #runs: Runs;
  readonly #sitting: RunSitting;

  constructor(context: CommandContext, session: Session, code: CodeInFiles, runs: Runs, sitting: RunSitting) {
    this.#context = context;
    this.#session = session;
    this.#code = code;
    this.#runs = runs;
    this.#sitting = sitting;
  }

  async run(): Promise<Result> {
    const source = fingerprint(this.#code.desired);
    const left = await interruptedRun(this.#runs, this.#session.login, source);
    if (left) {
      this.#context.output.note(l10n.t('Going on with the run that was interrupted: {0}', left.head.id));
      if (!(await this.#sitting.sit(left, this.#passwordsFor(left)))) return this.#end([], 'error');
    }
    const planned = await planNow(this.#context, this.#session, this.#code);
    const problems = problemsIn(planned);
    if (problems.length > 0 && !this.#context.args.partly) {
      if (!this.#context.args.json) showPlan(this.#context, planned, this.#code);
      this.#context.output.note(
        l10n.t('Nothing was applied. Correct the file, or apply the rest by --partly.'),
      );
      return this.#end(saidFindings(planned, this.#code), 'error');
    }
    noteProblems(this.#context, planned, this.#code);
    const { steps } = planned.plan;
    const isComplete = steps.length === 0 || (await this.#begin(planned.plan, source));
    const findings = saidFindings({ ...planned, findings: problems }, this.#code);
    return this.#end(findings, isComplete && problems.length === 0 ? this.#done() : 'error');
  }

  #done(): Result {
    return this.#sitting.changes > 0 ? 'changes' : 'nothing';
  }

  async #begin(plan: StoredRun['plan'], source: string): Promise<boolean> {
    const { login, viewpoint } = this.#session;
    const passwords = this.#passwordsFor({ plan, entries: [] });
    const run = await this.#runs.create(plan, {
      server: serverKey(login),
      url: login.url,
      user: viewpoint.me.userId,
      title: this.#code.path,
      source,
    });
    return this.#sitting.sit(run, passwords);
  }

  /** Throws before anything is sent where one is missing. */
  #passwordsFor({ plan, entries }: Pick<StoredRun, 'plan' | 'entries'>): ReadonlyMap<string, string> {
    const { users } = this.#code.desired;
    return new Map(
      passwordsNeeded(openSteps({ plan, entries }), entries).map(user => {
        const key = userKey(user);
        return [key, this.#password(user, users.get(key))] as const;
      }),
    );
  }

  #password(user: string, wanted: DesiredUser | undefined): string {
    const variable = wanted?.password && variableOf(wanted.password);
    const password = variable === undefined ? undefined : this.#context.env[variable];
    if (!password)
      throw new Error(
        l10n.t(
          'The password of “{0}” is missing: the environment variable {1} is not set.',
          user,
          variable ?? '',
        ),
      );
    this.#context.output.hide(password);
    return password;
  }

  #end(findings: readonly object[], result: Result): Result {
    const { args, output } = this.#context;
    const { steps, changes } = this.#sitting;
    if (args.json)
      output.json({ result, url: this.#session.login.url, steps: steps satisfies StepReport[], findings });
    else if (result === 'nothing') output.line(l10n.t('Nothing to do.'));
    else output.line(l10n.t('Changes made: {0}', changes));
    return result;
  }
}
