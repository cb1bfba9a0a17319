import * as vscode from 'vscode';
import { recordIn } from '../ocs/narrow.ts';
import { isLoopback } from './address.ts';
import type { Secret } from './secrets.ts';
import { baseUrl, makeId, type ServerEntry } from './settings.ts';

/**
 * The server that `npm start` passes in NEXTCLOUD_ADMIN_DEMO (JSON: url, user, password, label).
 * Only in development mode, and only on this machine.
 */
export function demoServer(
  mode: vscode.ExtensionMode,
  json = process.env.NEXTCLOUD_ADMIN_DEMO,
): { entry: ServerEntry; secret: Secret } | undefined {
  if (mode !== vscode.ExtensionMode.Development || !json) return undefined;
  const given = recordIn(JSON.parse(json));
  const text = (name: string): string => (typeof given[name] === 'string' ? given[name] : '');
  const [url, user, password, label] = [text('url'), text('user'), text('password'), text('label')];
  const base = baseUrl(url);
  if (!base || !isLoopback(base)) return undefined;
  return {
    entry: { id: makeId(base, user, new Set()), label, url: base, user },
    secret: { origin: new URL(base).origin, user, password, revocable: false },
  };
}
