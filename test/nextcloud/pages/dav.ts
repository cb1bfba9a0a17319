import type { Gate } from '../auth.ts';
import type { HttpAnswer, Request } from '../messages.ts';

type Refused = Exclude<ReturnType<Gate['authenticate']>, object>;

const noHeader =
  "No public access to this resource., No 'Authorization: Basic' header found. Either the client didn't send one, or the server is misconfigured";

const refusals: Readonly<Record<Refused, string>> = {
  anonymous: message(noHeader),
  unauthorised: message('No public access to this resource., Username or password was incorrect'),
  disabled: message('No public access to this resource., Username or password was incorrect'),
  needsAppPassword: '<s:message/><o:hint xmlns:o="o:">password login forbidden</o:hint>',
  throttled: message('Too many requests'),
};

/** The door of WebDAV, which says why it stays closed. What is behind it is not simulated. */
export function answerDav(
  { gate }: { gate: Gate },
  { received }: Request,
  path: string,
): HttpAnswer | undefined {
  if (!path.startsWith('remote.php/dav')) return undefined;
  const caller = gate.authenticate(received.headers, false);
  return typeof caller === 'string'
    ? davRefusal(caller)
    : {
        status: 200,
        headers: { 'content-type': 'text/plain' },
        body: 'This is the WebDAV interface.',
        caller,
      };
}

export function davRefusal(why: Refused): HttpAnswer {
  return {
    status: 401,
    headers: {
      'content-type': 'application/xml; charset=utf-8',
      'www-authenticate': 'Basic realm="Nextcloud"',
    },
    body: `<?xml version="1.0" encoding="utf-8"?>\n<d:error xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns"><s:exception>Sabre\\DAV\\Exception\\NotAuthenticated</s:exception>${refusals[why]}</d:error>\n`,
  };
}

function message(text: string): string {
  return `<s:message>${text}</s:message>`;
}
