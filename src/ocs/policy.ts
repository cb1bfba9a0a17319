import { NextcloudError, type ErrorKind } from './errors.ts';

/** What a failure concerns. `host` is the machine or the way to it; `server` is the Nextcloud running there. */
type Concern = 'field' | 'object' | 'person' | 'host' | 'server';

/** What follows from a kind of failure, wherever it is met. An error kind without a row does not compile. */
interface Policy {
  about: readonly Concern[];
  /** Which further calls would fail the same way: none, those of the same route, or all. */
  meets: 'one' | 'route' | 'all';
  /** Whether the trouble may pass by itself. */
  passes: boolean;
}

const policies: Readonly<Record<ErrorKind, Policy>> = {
  auth: { about: ['person'], meets: 'all', passes: false },
  forbidden: { about: ['field', 'object'], meets: 'one', passes: false },
  passwordConfirmation: { about: ['person'], meets: 'all', passes: false },
  notFound: { about: ['object'], meets: 'one', passes: false },
  conflict: { about: ['field'], meets: 'one', passes: false },
  invalid: { about: ['field', 'object'], meets: 'one', passes: false },
  rateLimited: { about: ['server'], meets: 'route', passes: true },
  maintenance: { about: ['server'], meets: 'all', passes: true },
  unsupported: { about: ['field'], meets: 'one', passes: false },
  tls: { about: ['host'], meets: 'all', passes: false },
  network: { about: ['host'], meets: 'all', passes: true },
  timeout: { about: ['host'], meets: 'all', passes: true },
  aborted: { about: ['person'], meets: 'one', passes: false },
  protocol: { about: ['object'], meets: 'one', passes: false },
  server: { about: ['field', 'object'], meets: 'one', passes: false },
};

/** The policy of a client error; `undefined` for any other error. */
export function policyOf(error: unknown): Policy | undefined {
  return error instanceof NextcloudError ? policies[error.kind] : undefined;
}

/** Whether a client error may concern one field of an edit, one object, the person, the host, or the server. */
export function isAbout(error: unknown, concern: Concern): error is NextcloudError {
  return policyOf(error)?.about.includes(concern) ?? false;
}

export function isNotFound(error: unknown): error is NextcloudError {
  return error instanceof NextcloudError && error.kind === 'notFound';
}
