export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Names and values of a query or a form. An array is sent as one `name[]` per item. */
export type Parameters = Record<string, string | number | readonly string[] | undefined>;

export interface Request {
  method: Method;
  /** Below the base URL, each segment encoded, without a query: `/ocs/v2.php/cloud/users`. */
  path: string;
  query?: Parameters | undefined;
  form?: Parameters | undefined;
  /** What the answer is; absent for an OCS call. */
  kind?: 'json' | 'image';
  /** A list, for which some servers look at every user: it gets more time. */
  slow?: boolean;
  /** Sent without credentials and cookies. */
  anonymous?: boolean;
  /** The login password for this one request, in place of the session's. */
  password?: string | undefined;
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
