import * as l10n from '@vscode/l10n';
import { NextcloudError } from '../errors.ts';
import type { ServerAnswer } from './answer.ts';
import type { Request } from './request.ts';

export const maxRedirects = 5;

/**
 * Where an answer redirects to, or `undefined` if it does not redirect. Follows reads, and redirects that keep method and
 * body, within the origin only. Throws `network` for another origin and `protocol` for anything else.
 * @param base the address of the server
 * @param known whether Nextcloud itself has answered before
 */
export function redirectTarget(
  from: URL,
  request: Request,
  answer: ServerAnswer,
  base: URL,
  known: boolean,
): URL | undefined {
  const location = answer.headers.get('location');
  if (answer.status < 300 || answer.status > 399 || location === undefined) return undefined;
  const { host } = base;
  const context = { ...request, httpStatus: answer.status };
  if (!URL.canParse(location, from.href))
    throw new NextcloudError(
      'protocol',
      l10n.t('{host} redirects to an invalid address.', { host }),
      context,
    );
  const to = new URL(location, from);
  if (to.origin !== base.origin) throw new NextcloudError('network', elsewhere(to, base, known), context);
  if (request.method !== 'GET' && answer.status !== 307 && answer.status !== 308)
    throw new NextcloudError(
      'protocol',
      l10n.t('{host} redirects to another path, so no changes were made. Check the address of the server.', {
        host,
      }),
      context,
    );
  to.username = to.password = '';
  return to;
}

export function redirectsInCircle(host: string, request: Request): NextcloudError {
  return new NextcloudError('protocol', l10n.t('{host} redirects in a circle.', { host }), request);
}

/** A Nextcloud that has answered does not move: it is a sign-in page in front of it that redirects. */
function elsewhere(to: URL, { origin, host }: URL, known: boolean): string {
  const names = { origin, target: to.origin, host };
  const isSignIn = /log-?in|sign-?in|auth|sso|saml|oidc|idp|cas|realms/i.test(to.host + to.pathname);
  return known || isSignIn
    ? l10n.t(
        '{origin} redirects to {target}: a sign-in page is in front of {host}. Ask its operator to let requests to /ocs/ and /status.php through. Nothing was sent there.',
        names,
      )
    : l10n.t(
        '{origin} redirects to {target}. Nothing was sent there. If that is the right server, use its address.',
        names,
      );
}
