import * as vscode from 'vscode';
import type { Server } from '../../servers/server.ts';

const asked = new WeakMap<Server, number>();
const changed = new vscode.EventEmitter<Server>();

/** Somebody has asked to see the updates of a server's apps. */
export const onDidAskForUpdates = changed.event;

/** Its form shows the updates, whether it is open or about to be opened. */
export function askForUpdates(server: Server): void {
  asked.set(server, Date.now());
  changed.fire(server);
}

/** When they were last asked for, in ms since 1970; `null`: never. */
export const updatesAskedAt = (server: Server): number | null => asked.get(server) ?? null;
