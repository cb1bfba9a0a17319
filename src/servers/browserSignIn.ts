import * as vscode from 'vscode';
import { startLoginFlow } from '../ocs/index.ts';
import type { Log } from '../ui/log.ts';
import { withProgress } from '../ui/progress.ts';
import type { Prompts } from '../ui/prompts.ts';
import { userAgent, type Place } from './connection.ts';
import type { Secret } from './secrets.ts';

/**
 * Login Flow v2 (Developer manual, "Login Flow"): the person grants access on the server's own page,
 * and an app password comes back, within the 20 minutes that the page is open. Throws NextcloudError, `aborted` where the
 * person cancelled.
 */
export async function browserSignIn(
  place: Place,
  { prompts, log }: { prompts: Prompts; log: Log },
): Promise<Secret> {
  const { host, origin } = new URL(place.url);
  const options = { ca: place.certificate, userAgent, log: log.request(host) };
  return withProgress(vscode.l10n.t('Sign in to {0} in the browser', host), async progress => {
    const { signal } = progress;
    const flow = await startLoginFlow(place.url, { ...options, signal });
    progress.report(vscode.l10n.t('waiting for you to grant access there'));
    await prompts.open(flow.loginUrl);
    const { loginName, appPassword } = await flow.poll({ signal });
    return { origin, user: loginName, password: appPassword, revocable: true };
  });
}
