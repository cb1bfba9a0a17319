import * as vscode from 'vscode';
import type { UserInfo } from '../../ocs/index.ts';
import { pickServer } from '../../servers/pickServer.ts';
import type { Server } from '../../servers/server.ts';
import type { UserSubject } from '../../subjects/subject.ts';
import type { Position } from '../../ui/prompts.ts';
import { done, type Step } from '../../ui/steps.ts';
import type { Outcome } from '../engine/action.ts';
import type { ActionContext } from '../engine/context.ts';
import { findUsers } from '../engine/questions.ts';

/** Asks for another user, or for the same one on another server, and shows both. */
export async function askOther(
  context: ActionContext,
  [subject]: UserSubject[],
  position: Position,
  show: (subject: UserSubject, server: Server, other: string) => Promise<void>,
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
      await show(subject, server, answer.userId);
      return done;
    };
  if (context.servers.all().length === 1) return forUser(subject.server)(position);
  const server = await pickServer(context, context.ask, { ...position, title });
  return typeof server === 'object' ? forUser(server) : server;
}
