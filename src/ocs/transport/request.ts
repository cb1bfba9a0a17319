import type { Envelope } from '../decode/index.ts';
import type { NextcloudError } from '../errors.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Names and values of a query or a form; an array is sent as `name[]` for each of its items. */
export type Parameters = Record<string, string | number | readonly string[] | undefined>;

export interface Request {
  method: Method;
  /** Below the base URL, each segment encoded, without a query: `/ocs/v2.php/cloud/users`. */
  path: string;
  query?: Parameters | undefined;
  form?: Parameters | undefined;
  /** Absent: an OCS call. */
  kind?: 'json' | 'image';
  /** A list: servers that look at every account for it may take their time. */
  slow?: boolean;
  /** Sent without credentials and cookies. */
  anonymous?: boolean;
  /** The login password, in this very request, instead of the session's secret. */
  password?: string | undefined;
}

export interface Answer {
  status: number;
  /** In lower case. */
  headers: ReadonlyMap<string, string>;
  body: Uint8Array;
  /** Of an OCS call that was answered as one. */
  envelope?: Envelope;
  /** Why an OCS call has no envelope. */
  problem?: NextcloudError;
  /** It was the first of its session. */
  opened?: boolean;
}

/** Said by a gateway that does not reach the server, or not in time (52x and 530: Cloudflare). */
export function isOfGateway(status: number): boolean {
  return (status >= 502 && status <= 504) || (status >= 520 && status <= 527) || status === 530;
}

/** `a=1&b[]=2`, encoded. */
export function encodeParameters(parameters: Parameters): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue;
    if (typeof value === 'object') for (const item of value) search.append(`${name}[]`, item);
    else search.append(name, String(value));
  }
  return search.toString();
}
