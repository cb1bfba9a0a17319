import * as vscode from 'vscode';
import { registerCommands } from './commands/register.ts';
import { registerServerCommands } from './commands/servers.ts';
import { Documents } from './documents/documents.ts';
import { registerInspect } from './inspect/register.ts';
import { systemClock } from './ocs/transport/clock.ts';
import type { Clock } from './ocs/transport/clock.ts';
import { Servers } from './servers/servers.ts';
import type { Services } from './servers/services.ts';
import { registerTree, viewId } from './tree/register.ts';
import type { Tree } from './tree/register.ts';
import { Log } from './ui/log.ts';
import { Messages } from './ui/messages.ts';

/** What the suites that run inside VS Code reach the extension by. */
export interface Parts extends Services {
  documents: Documents;
  tree: Tree;
  /** The time of all clients. */
  clock: Clock;
}

/**
 * Puts the parts together. Touches neither the network nor a secret: servers connect when they are first needed.
 * Other extensions get nothing from here; the parts are given to tests alone.
 */
export function activate(context: vscode.ExtensionContext): Parts | undefined {
  const log = new Log();
  const messages = new Messages(log);
  const servers = new Servers(context, log, messages);
  context.subscriptions.push(log, servers);
  const services: Services = { context, log, messages, servers };
  const documents = new Documents(services);
  context.subscriptions.push(documents, registerServerCommands(services));
  const tree = registerTree(services);
  context.subscriptions.push(
    registerCommands({ ...services, tree, open: documents.open }),
    registerInspect(services),
  );
  if (servers.demo) void vscode.commands.executeCommand(`${viewId}.focus`);
  const parts: Parts = { ...services, documents, tree, clock: systemClock };
  return context.extensionMode === vscode.ExtensionMode.Test ? parts : undefined;
}
