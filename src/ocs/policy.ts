import { NextcloudError, type ErrorKind } from './errors.ts';

/** What a failure may be about. `host`: the way to the machine, or the machine; `server`: the Nextcloud on it. */
type Subject = 'field' | 'object' | 'person' | 'host' | 'server';

/** What follows from a kind of failure, whoever meets it. A kind that is missing here does not compile. */
interface Policy {
  about: readonly Subject[];
  /** Which further calls would fail in the same way: none, those of the same route, or all. */
  meets: 'one' | 'route' | 'all';
  /** It may be over by itself. */
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

/** The policy of an error of the client; `undefined` for any other. */
export function policyOf(error: unknown): Policy | undefined {
  return error instanceof NextcloudError ? policies[error.kind] : undefined;
}

/** Whether the error may be about this: a field of an edit, one account, the way to the server. */
export function isAbout(error: unknown, subject: Subject): error is NextcloudError {
  return policyOf(error)?.about.includes(subject) ?? false;
}
