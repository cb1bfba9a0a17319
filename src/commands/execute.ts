import * as vscode from 'vscode';
import type { Server } from '../servers/server.ts';
import { subjectName } from '../subjects/subject.ts';
import type { Subject } from '../subjects/subject.ts';
import { back } from '../ui/searchPick.ts';
import { runSteps } from '../ui/steps.ts';
import type { Step } from '../ui/steps.ts';
import type { Action } from './action.ts';
import { chooseServer } from './choose.ts';
import type { Commander } from './commander.ts';
import { chooseSubject, givenSubjects } from './subjects.ts';

/** Runs an action on what the caller named, else on what the person chooses. The one place where its errors end. */
export async function execute(commander: Commander, action: Action, ...args: unknown[]): Promise<void> {
  try {
    const given = await givenSubjects(commander, action, args);
    if (given) await runOnGiven(commander, action, given);
    else await runOnChosen(commander, action);
  } catch (error) {
    commander.messages.error(error, nameOf(action));
  }
}

const nameOf = ({ title }: Action): string => title.replace(/…$/, '');

/** Where it is known that we may not, nothing is asked or sent. */
function mayRun({ roles }: Action, { role }: Server): boolean {
  return role === undefined || (roles?.includes(role) ?? true);
}

function refuse(server: Server): never {
  throw new Error(vscode.l10n.t('Only an administrator can do this on {0}.', server.label));
}

async function runOnGiven(commander: Commander, action: Action, given: Subject[]): Promise<void> {
  const fitting = given.filter(({ kind }) => kind === action.on);
  const subjects = action.many ? fitting : fitting.slice(0, 1);
  const [first] = subjects;
  if (!first) return;
  if (!mayRun(action, first.server)) refuse(first.server);
  // What is chosen next (a group, a manager) exists on one server only.
  const here = subjects.filter(({ server }) => server === first.server);
  const others = given.filter(subject => !here.includes(subject));
  // A question that may be the only one has no number.
  await runSteps(position => action.run(commander, here, position.canGoBack ? position : {}));
  if (others.length > 0) leftOut(commander, action, others);
}

function leftOut({ messages }: Commander, action: Action, subjects: readonly Subject[]): void {
  const names = subjects.map(subject => subjectName(subject)).join(', ');
  messages.warn(vscode.l10n.t('{0} does not apply to {1}; skipped.', nameOf(action), names));
}

/** Server, object, value: each step can go back to the one before. */
async function runOnChosen(commander: Commander, action: Action): Promise<void> {
  const all = commander.servers.all();
  if (all.length === 0) throw new Error(vscode.l10n.t('Add a server first.'));
  const [only, ...others] = all.filter(server => mayRun(action, server));
  if (!only) throw new Error(vscode.l10n.t('Only an administrator can do this.'));
  const forObject =
    (server: Server): Step =>
    async position => {
      const subject = await chooseSubject(commander, action, server, position);
      if (subject === undefined || subject === back) return subject;
      return next => action.run(commander, [subject], next);
    };
  const forServer: Step = async position => {
    const server = await chooseServer(commander, position, action.title);
    if (server === undefined || server === back) return server;
    return stepAfterServer(server);
  };
  const stepAfterServer =
    (server: Server): Step =>
    async position => {
      if (action.roles) await server.connect();
      if (!mayRun(action, server)) refuse(server);
      return action.on === 'server'
        ? action.run(commander, [{ kind: 'server', server }], position)
        : forObject(server)(position);
    };
  await runSteps(others.length === 0 ? stepAfterServer(only) : forServer);
}
