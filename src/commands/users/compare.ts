import * as vscode from 'vscode';
import { snapshotUri } from '../../documents/snapshots.ts';
import type { Server } from '../../servers/server.ts';
import { userUri } from '../../servers/uris.ts';
import type { UserSubject } from '../../subjects/subject.ts';
import type { Position } from '../../ui/prompts.ts';
import { plainLine } from '../../ui/plain.ts';
import { done } from '../../ui/steps.ts';
import type { Outcome } from '../engine/action.ts';
import type { ActionContext } from '../engine/context.ts';
import { givenSubjects } from '../engine/targets.ts';
import { askOther } from './askOther.ts';

/** Compares the JSON of a user with that of another user, or of the same user on another server. */
export const compareUser = (
  context: ActionContext,
  subjects: UserSubject[],
  position: Position,
): Promise<Outcome> => askOther(context, subjects, position, showDifference);

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
