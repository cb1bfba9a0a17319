import * as vscode from 'vscode';
import { appQueue } from '../../servers/appQueue.ts';
import type { AppSubject } from '../../subjects/subject.ts';
import { inWords, isCancelled } from '../../ui/messages.ts';
import type { ActionContext } from '../engine/context.ts';
import type { WriteContext } from '../engine/work.ts';

/**
 * Installing and updating apps changes the code of the server, which may be in maintenance mode meanwhile: one after the other
 * on each server, whoever asked for it. A failure is shown at the app.
 */
export async function inTurn(
  { tree }: ActionContext,
  subject: AppSubject,
  { signal }: Pick<WriteContext, 'signal'>,
  write: () => Promise<unknown>,
): Promise<void> {
  try {
    await appQueue(subject.server).add(write, { signal });
  } catch (error) {
    if (signal.aborted) throw new vscode.CancellationError();
    if (!isCancelled(error)) tree.busy.fail(subject, inWords(error));
    throw error;
  }
}
