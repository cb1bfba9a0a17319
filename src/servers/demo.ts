import * as vscode from 'vscode';
import { recordIn } from '../ocs/narrow.ts';
import { isLoopback } from './address.ts';
import type { Secret } from './secrets.ts';
import { baseUrl, makeId, type ServerEntry } from './settings.ts';

/** A server that is in no setting: it is there for as long as the window. */
export interface LentServer {
  entry: ServerEntry;
  secret: Secret;
}

/** The server that `npm start` passes in NEXTCLOUD_ADMIN_DEMO, as JSON. Only in development mode. */
export function demoServer(
  mode: vscode.ExtensionMode,
  json = process.env.NEXTCLOUD_ADMIN_DEMO,
): LentServer | undefined {
  return mode === vscode.ExtensionMode.Development && json ? onThisMachine(JSON.parse(json)) : undefined;
}

/** The server with this `url`, `user`, `password` and `label`, if it is on this machine. Its ID is made from it, or `id`. */
export function onThisMachine(value: unknown, id?: string): LentServer | undefined {
  const given = recordIn(value);
  const text = (name: string): string => (typeof given[name] === 'string' ? given[name] : '');
  const [url, user, password, label] = [text('url'), text('user'), text('password'), text('label')];
  const base = baseUrl(url);
  if (!base || !isLoopback(base)) return undefined;
  return {
    entry: { id: id ?? makeId(base, user, new Set()), label, url: base, user },
    secret: { origin: new URL(base).origin, user, password, revocable: false },
  };
}
