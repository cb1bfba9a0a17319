import * as l10n from '@vscode/l10n';
import { nothing, type FailureRow } from './row.ts';

/** Answers that are not OCS: they come from a web server, a proxy, or a firewall in front of Nextcloud. */
export const gatewayFailures: readonly FailureRow[] = [
  {
    calls: ['server.status'],
    http: [401],
    kind: 'auth',
    say: ({ host }) => l10n.t('{host} requires a separate sign-in before it answers anything.', { host }),
  },
  { http: [404], known: true, about: true, method: ['GET'], kind: 'notFound', say: nothing },
  {
    http: [400],
    known: false,
    kind: 'invalid',
    say: ({ host }) =>
      l10n.t(
        '{host} rejected the request. If it is a Nextcloud, its administrator must add this address to “trusted_domains”.',
        { host },
      ),
  },
  {
    http: [400, 422],
    kind: 'invalid',
    say: ({ host, status }) =>
      l10n.t('{host} rejected the request (HTTP {status}), and a proxy in front of it hides the reason.', {
        host,
        status,
      }),
  },
  {
    http: [405, 501],
    kind: 'forbidden',
    say: ({ host, method, status }) =>
      l10n.t(
        'Something in front of {host} blocks {method} requests (HTTP {status}). Ask its operator to allow GET, POST, PUT, PATCH, and DELETE below /ocs/.',
        { host, method, status },
      ),
  },
  {
    http: [403],
    method: ['PUT', 'PATCH', 'DELETE', 'POST'],
    known: true,
    kind: 'forbidden',
    say: ({ host, method }) =>
      l10n.t(
        'Something in front of {host}, such as a firewall, rejected this {method} request (HTTP 403). Ask its operator to allow GET, POST, PUT, PATCH, and DELETE below /ocs/.',
        { host, method },
      ),
  },
  {
    http: [401, 403],
    kind: 'forbidden',
    say: ({ host, status }) =>
      l10n.t('Something in front of {host} denies access (HTTP {status}).', { host, status }),
  },
  {
    http: [406],
    kind: 'forbidden',
    say: ({ host }) =>
      l10n.t(
        'A firewall in front of {host} rejected the request (HTTP 406). Ask its operator to allow requests below /ocs/.',
        { host },
      ),
  },
  {
    http: [412],
    kind: 'protocol',
    say: ({ host }) =>
      l10n.t(
        '{host} does not accept API requests, because something on the way removes the header “OCS-APIRequest”.',
        { host },
      ),
  },
  {
    http: [413, 414, 431],
    kind: 'invalid',
    say: ({ host }) => l10n.t('This is more than {host} accepts at once.', { host }),
  },
  {
    http: [507],
    kind: 'server',
    say: ({ host }) => l10n.t('The server behind {host} has run out of space (HTTP 507).', { host }),
  },
  {
    http: [509],
    kind: 'server',
    say: ({ host }) =>
      l10n.t('{host} has used up its bandwidth allowance (HTTP 509). Try again later.', { host }),
  },
  {
    http: [502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530],
    kind: 'server',
    say: ({ host, status }) =>
      l10n.t('{host} is overloaded, or not running behind its gateway (HTTP {status}). Try again later.', {
        host,
        status,
      }),
  },
  {
    http: [200, 203],
    page: true,
    known: true,
    kind: 'protocol',
    say: ({ host }) =>
      l10n.t(
        'A web page, such as a sign-in page, is in front of {host}. Ask its operator to let requests to /ocs/ and /status.php through.',
        { host },
      ),
  },
];
