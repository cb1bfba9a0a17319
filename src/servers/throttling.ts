import * as vscode from 'vscode';
import { NextcloudError } from '../ocs/index.ts';
import { recordIn } from '../ocs/narrow.ts';
import type { Log } from '../ui/log.ts';
import { openClient, type Endpoint } from './connection.ts';

const anonymous = { user: '', password: '' };

/**
 * After a refused sign-in: a sentence on how long the server delays the next one, or ''.
 * Asks without credentials, since another wrong password would increase the delay.
 */
export async function delayAfter(error: unknown, place: Endpoint | undefined, log: Log): Promise<string> {
  const refused = error instanceof NextcloudError && ['auth', 'rateLimited'].includes(error.kind);
  if (!refused || !place) return '';
  const client = openClient(place, anonymous, { log: log.request(new URL(place.url).host) });
  try {
    const { capabilities } = await client.server.capabilities();
    const { delay } = recordIn(capabilities.bruteforce);
    if (typeof delay !== 'number' || delay <= 0) return '';
    return vscode.l10n.t(
      'After repeated failures, the server delays the next sign-in by {0} seconds.',
      delay / 1000,
    );
  } catch {
    return '';
  } finally {
    client.close();
  }
}
