import PQueue from 'p-queue';
import * as vscode from 'vscode';
import type { Server } from '../../servers/server.ts';
import type { AppSubject } from '../../subjects/subject.ts';
import { inWords, isCancelled } from '../../ui/messages.ts';
import type { ActionContext } from '../engine/context.ts';
import type { WriteContext } from '../engine/work.ts';

const queues = new WeakMap<Server, PQueue>();

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
  const queue = queues.get(subject.server) ?? new PQueue({ concurrency: 1 });
  queues.set(subject.server, queue);
  try {
    await queue.add(write, { signal });
  } catch (error) {
    if (signal.aborted) throw new vscode.CancellationError();
    if (!isCancelled(error)) tree.busy.fail(subject, inWords(error));
    throw error;
  }
}
