import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { rowActions } from './commands/table/rowActions.ts';
import { registerCommands } from './commands/register.ts';
import { Documents } from './documents/documents.ts';
import { Inspector } from './inspect/inspector.ts';
import { systemClock } from './ocs/transport/clock.ts';
import type { Clock } from './ocs/transport/clock.ts';
import { RunDesk } from './runs/desk.ts';
import { followInterrupted } from './runs/interrupted.ts';
import { Servers } from './servers/servers.ts';
import type { Services } from './servers/services.ts';
import { Busy } from './subjects/busy.ts';
import { registerTree, viewId } from './tree/register.ts';
import type { Tree } from './tree/register.ts';
import { Log } from './ui/log.ts';
import { Messages } from './ui/messages.ts';

/** What the tests inside VS Code reach of the extension. */
export interface Parts extends Services {
  documents: Documents;
  desk: RunDesk;
  tree: Tree;
  /** The time of all clients. */
  clock: Clock;
}

/**
 * Puts the parts together. Touches neither the network nor a secret: servers connect when they are first needed.
 * Returns the parts to tests only; other extensions get nothing.
 */
export function activate(context: vscode.ExtensionContext): Parts | undefined {
  // What knows nothing of VS Code takes its translations from here.
  if (vscode.l10n.bundle) l10n.config({ contents: vscode.l10n.bundle });
  const log = new Log();
  const messages = new Messages(log);
  const servers = new Servers(context, log, messages);
  context.subscriptions.push(log, servers);
  const services: Services = { context, log, messages, servers };
  const desk = new RunDesk(services);
  const busy = new Busy();
  const documents = new Documents(services, desk, busy, rowActions);
  context.subscriptions.push(desk, busy, followInterrupted(services, desk), documents);
  const tree = registerTree(services, desk, busy);
  const inspector = new Inspector(services);
  context.subscriptions.push(
    inspector,
    registerCommands({
      ...services,
      desk,
      tree,
      inspector,
      open: documents.open,
      refresh: documents.refresh,
    }),
  );
  if (servers.hasLent) void vscode.commands.executeCommand(`${viewId}.focus`);
  const parts: Parts = { ...services, documents, desk, tree, clock: systemClock };
  return context.extensionMode === vscode.ExtensionMode.Test ? parts : undefined;
}
