import * as vscode from 'vscode';
import { snapshotUri } from '../../documents/snapshots.ts';
import type { UserInfo } from '../../ocs/index.ts';
import { pickServer } from '../../servers/pickServer.ts';
import type { Server } from '../../servers/server.ts';
import { userUri } from '../../servers/uris.ts';
import type { UserSubject } from '../../subjects/subject.ts';
import type { Position } from '../../ui/prompts.ts';
import { plainLine } from '../../ui/plain.ts';
import { done } from '../../ui/steps.ts';
import type { Step } from '../../ui/steps.ts';
import type { Outcome } from '../engine/action.ts';
import { findUsers } from '../engine/questions.ts';
import type { ActionContext } from '../engine/context.ts';
import { givenSubjects } from '../engine/targets.ts';

/** Compares the JSON of a user with that of another user, or of the same user on another server. */
export async function compareUser(
  context: ActionContext,
  [subject]: UserSubject[],
  position: Position,
): Promise<Outcome> {
  if (!subject) return undefined;
  const title = vscode.l10n.t('Compare {0} With', subject.id);
  const forUser =
    (server: Server): Step =>
    async next => {
      const answer = await context.ask.search<UserInfo>({
        ...next,
        title,
        placeholder: vscode.l10n.t('Select a user. Type to search by ID, name or email'),
        value: server === subject.server ? '' : subject.id,
        search: findUsers(server),
      });
      if (typeof answer !== 'object') return answer;
      await showDifference(subject, server, answer.userId);
      return done;
    };
  if (context.servers.all().length === 1) return forUser(subject.server)(position);
  const server = await pickServer(context, context.ask, { ...position, title });
  return typeof server === 'object' ? forUser(server) : server;
}

/** Compares two selected users. */
export async function compareUsers(context: ActionContext, args: readonly unknown[]): Promise<Outcome> {
  const subjects = (await givenSubjects(context, 'user', undefined, args)) ?? [];
  const [one, other, ...more] = subjects.filter(subject => subject.kind === 'user');
  if (!one || !other || more.length > 0) throw new Error(vscode.l10n.t('Select two users first.'));
  await showDifference(other, one.server, one.id);
  return done;
}

async function showDifference(subject: UserSubject, server: Server, other: string): Promise<void> {
  const names = [
    [server, other],
    [subject.server, subject.id],
  ] as const;
  const title = names.map(([{ label }, id]) => `${id} (${label})`).join(' ↔ ');
  await vscode.commands.executeCommand(
    'vscode.diff',
    snapshotUri(userUri(server.id, other)),
    userUri(subject.server.id, subject.id),
    plainLine(title),
  );
}
