import * as vscode from 'vscode';
import { NextcloudError } from '../ocs/index.ts';
import type { Log } from '../ui/log.ts';
import { openClient, type Place } from './connection.ts';

const stranger = { user: '', password: '' };

/**
 * After a refused sign-in, a sentence on how long the server now delays the next one, or ''.
 * Asked as a stranger: another wrong password would make it longer.
 */
export async function delayAfter(error: unknown, place: Place | undefined, log: Log): Promise<string> {
  const refused = error instanceof NextcloudError && ['auth', 'rateLimited'].includes(error.kind);
  if (!refused || !place) return '';
  const client = openClient(place, stranger, { log: log.request(new URL(place.url).host) });
  try {
    const { capabilities } = await client.server.capabilities();
    const { delay } = (capabilities.bruteforce ?? {}) as { delay?: unknown };
    if (typeof delay !== 'number' || delay <= 0) return '';
    return ` ${vscode.l10n.t('After so many failures the server delays the next sign-in by {0} s.', delay / 1000)}`;
  } catch {
    return '';
  } finally {
    client.close();
  }
}
