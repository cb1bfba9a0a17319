import * as vscode from 'vscode';
import { startLoginFlow } from '../ocs/index.ts';
import type { Log } from '../ui/log.ts';
import { withProgress } from '../ui/progress.ts';
import type { Prompts } from '../ui/prompts.ts';
import { userAgent, type Endpoint } from './connection.ts';
import type { Secret } from './secrets.ts';

/**
 * Signs in by Login Flow v2 (see “Login Flow” in Nextcloud's developer manual): the user grants access on a page of the
 * server within 20 minutes, and the server returns an app password. Throws NextcloudError, of kind `aborted` if the user
 * canceled.
 */
export async function browserSignIn(
  place: Endpoint,
  { prompts, log }: { prompts: Prompts; log: Log },
): Promise<Secret> {
  const { host, origin } = new URL(place.url);
  const options = { ca: place.certificate, userAgent, log: log.request(host) };
  return withProgress(vscode.l10n.t('Signing in to {0} in the browser', host), async progress => {
    const { signal } = progress;
    const flow = await startLoginFlow(place.url, { ...options, signal });
    progress.report(vscode.l10n.t('Waiting for you to grant access'));
    await prompts.open(flow.loginUrl);
    const { loginName, appPassword } = await flow.poll({ signal });
    return { origin, user: loginName, password: appPassword, revocable: true };
  });
}
