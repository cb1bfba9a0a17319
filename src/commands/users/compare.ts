import * as vscode from 'vscode';
import { snapshotUri } from '../../documents/snapshots.ts';
import type { UserInfo } from '../../ocs/index.ts';
import type { Server } from '../../servers/server.ts';
import { userUri } from '../../servers/uris.ts';
import type { UserSubject } from '../../subjects/subject.ts';
import type { Position } from '../../ui/prompts.ts';
import { plainLine } from '../../ui/plain.ts';
import { done } from '../../ui/steps.ts';
import type { Step } from '../../ui/steps.ts';
import type { Outcome } from '../action.ts';
import { chooseServer, findUsers } from '../choose.ts';
import type { Commander } from '../commander.ts';

/** Shows an account beside another one, or beside the one of the same id on another server, as texts. */
export async function compareUser(
  commander: Commander,
  [subject]: UserSubject[],
  position: Position,
): Promise<Outcome | Step> {
  if (!subject) return undefined;
  const title = vscode.l10n.t('Compare {0} with', subject.id);
  const forUser =
    (server: Server): Step =>
    async next => {
      const answer = await commander.ask.search<UserInfo>({
        ...next,
        title,
        placeholder: vscode.l10n.t('Which user? Type to search by id, name or e-mail'),
        value: server === subject.server ? '' : subject.id,
        search: findUsers(server),
      });
      if (typeof answer !== 'object') return answer;
      await showDifference(subject, server, answer.userId);
      return done;
    };
  if (commander.servers.all().length === 1) return forUser(subject.server)(position);
  const server = await chooseServer(commander, position, title);
  return typeof server === 'object' ? forUser(server) : server;
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
