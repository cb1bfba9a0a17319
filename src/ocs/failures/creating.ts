import * as l10n from '@vscode/l10n';
import type { FailureRow } from './row.ts';
import { weakPassword } from './users.ts';

/** How creating a user fails. */
export const creatingFailures: readonly FailureRow[] = [
  {
    ocs: [102],
    kind: 'conflict',
    say: ({ user }) => l10n.t('The server did not create “{user}”.', { user }),
  },
  {
    ocs: [104],
    kind: 'notFound',
    say: ({ user }) => l10n.t('A group selected for “{user}” does not exist.', { user }),
  },
  {
    ocs: [105],
    kind: 'forbidden',
    say: ({ user }) => l10n.t('You are not allowed to add “{user}” to one of the selected groups.', { user }),
  },
  {
    ocs: [106],
    kind: 'invalid',
    say: ({ user }) =>
      l10n.t(
        'Select one of your groups for “{user}”. Group administrators can create users only in groups they administer.',
        { user },
      ),
  },
  { ocs: [107], kind: 'invalid', say: weakPassword },
  {
    ocs: [108],
    kind: 'invalid',
    say: ({ user }) =>
      l10n.t('Enter a password for “{user}”, or an email address to send a sign-in link to.', { user }),
  },
  {
    ocs: [109],
    kind: 'notFound',
    say: ({ user }) => l10n.t('A group that “{user}” should administer does not exist.', { user }),
  },
  {
    http: [200],
    empty: true,
    kind: 'protocol',
    say: ({ user }) =>
      l10n.t(
        'The server failed while creating “{user}”. Old servers do this if the password is too weak. Choose another one.',
        { user },
      ),
  },
  {
    ocs: [110],
    kind: 'invalid',
    say: ({ user }) => l10n.t('The server requires an email address for “{user}”.', { user }),
  },
  {
    ocs: [111],
    kind: 'server',
    say: () => l10n.t('The server could not generate an ID for the new user. Enter one.'),
  },
  {
    ocs: [101, 103],
    kind: 'invalid',
    say: ({ user }) => l10n.t('The server rejected the values for “{user}”.', { user }),
  },
];
