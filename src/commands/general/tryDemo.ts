import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import * as vscode from 'vscode';
import { onThisMachine } from '../../servers/demo.ts';
import { viewId } from '../../tree/register.ts';
import type { ActionContext } from '../engine/context.ts';

/** Always the same, so that the plans of one demo do not outlive it. */
const demoId = 'demo';

/** Starts the simulated server that comes with the extension, unless it runs already, and shows it. */
export async function tryDemo(context: ActionContext): Promise<void> {
  const running = context.servers.get(demoId);
  if (running?.state.kind === 'signedOut') await context.servers.remove(running);
  if (!context.servers.get(demoId)) await start(context);
  await vscode.commands.executeCommand(`${viewId}.focus`);
}

async function start({ context, servers, desk, messages }: ActionContext): Promise<void> {
  await desk.forget({ id: demoId });
  const worker = new Worker(context.asAbsolutePath('dist/demo.js'));
  const given: unknown[] = await once(worker, 'message');
  const demo = onThisMachine(given[0], demoId);
  if (!demo) {
    await worker.terminate();
    throw new Error(vscode.l10n.t('The demo did not start.'));
  }
  servers.lend(demo, () => worker.terminate());
  messages.info(
    vscode.l10n.t(
      'The demo is a simulated Nextcloud on this computer, with invented people. Change whatever you like: it is gone when this window closes.',
    ),
  );
}
