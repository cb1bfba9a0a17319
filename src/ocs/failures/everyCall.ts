import * as l10n from '@vscode/l10n';
import { nothing, type FailureRow, type Names } from './row.ts';

/** Come before the rows of single calls: the server does nothing at all. */
export const standstills: readonly FailureRow[] = [
  {
    ocs: [429],
    kind: 'rateLimited',
    say: ({ host }) =>
      l10n.t(
        '{host} has seen too many failed sign-ins from this network and rejects all requests for up to half an hour. Wait, and then try again once.',
        { host },
      ),
  },
  {
    http: [429],
    kind: 'rateLimited',
    say: ({ host }) =>
      l10n.t('{host} limits how often this can be done. Try again in a few minutes.', { host }),
  },
  {
    ocs: [503],
    kind: 'maintenance',
    say: ({ host }) => l10n.t('{host} is in maintenance mode. Try again when maintenance is over.', { host }),
  },
];

const ownError = ({ host }: Names): string =>
  l10n.t('{host} failed with an internal error. See the log of the server for the cause.', { host });

/** Come after the rows of single calls. */
export const generalFailures: readonly FailureRow[] = [
  { ocs: [404, 998], kind: 'notFound', say: nothing },
  {
    ocs: [403, 997],
    says: /IP address/i,
    kind: 'forbidden',
    say: ({ host }) =>
      l10n.t('{host} admits administrators from certain networks only, and yours is not one of them.', {
        host,
      }),
  },
  {
    ocs: [403, 997],
    kind: 'forbidden',
    say: ({ host }) => l10n.t('You are not allowed to do this on {host}.', { host }),
  },
  {
    ocs: [422],
    kind: 'invalid',
    say: () => l10n.t('The server rejected these values. Correct them.'),
  },
  { ocs: [996, 500, 999], kind: 'server', say: ownError },
  { http: [500], kind: 'server', say: ownError },
];
