import type { Envelope } from '../decode/index.ts';
import type { NextcloudError } from '../errors.ts';

export interface ServerAnswer {
  status: number;
  /** Names in lower case. */
  headers: ReadonlyMap<string, string>;
  body: Uint8Array;
  /** Present if an OCS call was answered by OCS. */
  envelope?: Envelope;
  /** Why an OCS call has no envelope. */
  problem?: NextcloudError;
  /** This was the first answer of its session. */
  opened?: boolean;
}

/** What the routing of Nextcloud says about a path it does not know. Never translated. */
const unknownRoute = 'Invalid query, please check the syntax';

export function succeeded({ envelope }: ServerAnswer): boolean {
  return envelope !== undefined && (envelope.meta.statusCode === 200 || envelope.meta.statusCode === 100);
}

/** The server crashed: 996, which v2 reports as 500 up to Nextcloud 25. A write may have been stored anyway. */
export function crashed({ envelope }: ServerAnswer): boolean {
  return envelope?.meta.statusCode === 996 || envelope?.meta.statusCode === 500;
}

export function isMaintenance({ headers, envelope }: ServerAnswer): boolean {
  return headers.has('x-nextcloud-maintenance-mode') || envelope?.meta.statusCode === 503;
}

/** Whether the server lacks the call altogether. Nextcloud's own 405 has no body; one with a page comes from a firewall. */
export function isUnknownCall({ status, envelope, body }: ServerAnswer): boolean {
  if (status === 405) return body.length === 0;
  return envelope?.meta.message.startsWith(unknownRoute) ?? false;
}

/** Whether something in front of the server rejects the request because of its method. */
export function isBlocked({ status, envelope }: ServerAnswer): boolean {
  return envelope === undefined && [400, 403, 405, 406, 501].includes(status);
}

/** The status of a gateway that cannot reach the server, or not in time (52x and 530 are Cloudflare's). */
export function isOfGateway(status: number): boolean {
  return (status >= 502 && status <= 504) || (status >= 520 && status <= 527) || status === 530;
}

/** Whether the body is a web page rather than data. */
export function isPage({ body, headers }: ServerAnswer): boolean {
  const start = Buffer.from(body.buffer, body.byteOffset, Math.min(body.length, 400)).toString('latin1');
  return (
    /<(?:!doctype\s+html|html|head|body)\b/i.test(start) ||
    (headers.get('content-type') ?? '').includes('text/html')
  );
}
