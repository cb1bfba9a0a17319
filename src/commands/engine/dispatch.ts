import * as vscode from 'vscode';
import { diagnosisAfter } from '../../servers/diagnosis.ts';
import { pickServer } from '../../servers/pickServer.ts';
import type { Server } from '../../servers/server.ts';
import { subjectName } from '../../subjects/subject.ts';
import type { Subject } from '../../subjects/subject.ts';
import type { MessageButton } from '../../ui/messages.ts';
import { back } from '../../ui/searchPick.ts';
import { runSteps } from '../../ui/steps.ts';
import type { Step } from '../../ui/steps.ts';
import type { Action, Given, Outcome, ActionKind } from './action.ts';
import type { ActionContext } from './context.ts';
import type { Titled } from './questions.ts';
import { chooseSubject, givenSubjects, serverOfGiven } from './targets.ts';

/** Runs an action on what the caller named, else on what the user chooses. Every error of an action ends here. */
export async function execute(context: ActionContext, action: Action, ...args: unknown[]): Promise<void> {
  const attempt = new Attempt(context, action);
  try {
    await attempt.run(args);
  } catch (error) {
    context.messages.error(error, nameOf(action), ...attempt.nextSteps(error));
  }
}

const nameOf = ({ title }: Action): string => title.replace(/…$/, '');

class Attempt {
  readonly #context: ActionContext;
  readonly #action: Action;
  #given: Given<ActionKind> | undefined;
  #server: Server | undefined;

  constructor(context: ActionContext, action: Action) {
    this.#context = context;
    this.#action = action;
  }

  async run(args: readonly unknown[]): Promise<void> {
    const { on } = this.#action;
    if (on === 'nothing') {
      await runSteps(position => this.#perform(args, position));
      return;
    }
    const subjects = await givenSubjects(this.#context, on, this.#action.key, args);
    const isAsked = on === 'app' && subjects?.every(({ kind }) => kind !== on);
    const above = isAsked ? await serverOfGiven(this.#context, args) : undefined;
    // On the row of a server, or of all its apps, the app is asked for.
    if (above) await runSteps(this.#onServer(on, above));
    else if (subjects) await this.#runOnGiven(subjects);
    else await this.#runOnChosen(on);
  }

  /** What the action itself offers, or, where the server as a whole is the reason, a diagnosis. */
  nextSteps(error: unknown): MessageButton[] {
    const offered = (this.#given && this.#action.nextSteps?.(this.#given)) ?? [];
    return offered.length > 0 || !this.#server ? offered : diagnosisAfter(error, this.#server.id);
  }

  #perform(given: Given<ActionKind>, { canGoBack, ...position }: Parameters<Step>[0]): Promise<Outcome> {
    this.#given = given;
    // A question that may be the only one has no number.
    return this.#action.run(this.#context, given, canGoBack ? { canGoBack, ...position } : {});
  }

  async #runOnGiven(given: Subject[]): Promise<void> {
    const { on, many } = this.#action;
    const fitting = given.filter(({ kind }) => kind === on);
    const subjects = many ? fitting : fitting.slice(0, 1);
    const [first] = subjects;
    if (!first) return;
    this.#server = first.server;
    this.#demandRole(first.server);
    // The value that is asked for (a group, a manager) exists on one server only.
    const here = subjects.filter(({ server }) => server === first.server);
    await runSteps(position => this.#perform(here, position));
    const others = given.filter(subject => !here.includes(subject));
    if (others.length > 0) this.#tellSkipped(others);
  }

  #tellSkipped(subjects: readonly Subject[]): void {
    const names = subjects.map(subject => subjectName(subject)).join(', ');
    this.#context.messages.warn(
      vscode.l10n.t('{0} does not apply to {1}; skipped.', nameOf(this.#action), names),
    );
  }

  /** Asks for the server, the object and the value; each question can go back to the one before. */
  async #runOnChosen(on: Subject['kind']): Promise<void> {
    const all = this.#context.servers.all();
    if (all.length === 0) throw new Error(vscode.l10n.t('Add a server first.'));
    const [only, ...others] = all.filter(server => this.#mayRun(server));
    if (!only) throw new Error(vscode.l10n.t('Only an administrator can do this.'));
    const forServer: Step = async position => {
      const server = await pickServer(this.#context, this.#context.ask, this.#titled(position));
      return typeof server === 'object' ? this.#onServer(on, server) : server;
    };
    await runSteps(others.length === 0 ? this.#onServer(on, only) : forServer);
  }

  #onServer(on: Subject['kind'], server: Server): Step {
    return async position => {
      this.#server = server;
      if (this.#action.roles) await server.connect();
      this.#demandRole(server);
      if (on === 'server') return this.#perform([{ kind: 'server', server }], position);
      const subject = await chooseSubject(this.#context, on, server, {
        ...this.#titled(position),
        find: this.#action.find,
      });
      if (subject === undefined || subject === back) return subject;
      return next => this.#perform([subject], next);
    };
  }

  /** Whether it is known that the user may not: then nothing is asked or sent. */
  #mayRun({ role }: Server): boolean {
    return role === undefined || (this.#action.roles?.includes(role) ?? true);
  }

  #demandRole(server: Server): void {
    if (!this.#mayRun(server))
      throw new Error(vscode.l10n.t('Only an administrator can do this on {0}.', server.label));
  }

  #titled(position: Parameters<Step>[0]): Titled {
    return { ...position, title: this.#action.title };
  }
}
