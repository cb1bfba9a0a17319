import type * as vscode from 'vscode';
import type { Log } from '../ui/log.ts';
import type { Messages } from '../ui/messages.ts';
import type { Servers } from './servers.ts';

/** Shared by the parts of the extension. */
export interface Services {
  context: vscode.ExtensionContext;
  log: Log;
  messages: Messages;
  servers: Servers;
}
