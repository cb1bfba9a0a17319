import * as l10n from '@vscode/l10n';
import { noApp, noGroup, type FailureRow } from './row.ts';

export const groupFailures: readonly FailureRow[] = [
  {
    calls: ['groups.create'],
    ocs: [101],
    kind: 'invalid',
    say: ({ group }) => l10n.t('“{group}” is not a valid group ID.', { group }),
  },
  {
    calls: ['groups.create', 'groups.rename'],
    ocs: [102],
    kind: 'conflict',
    say: ({ group }) => l10n.t('A group with the ID or the name “{group}” already exists.', { group }),
  },
  {
    calls: ['groups.rename'],
    ocs: [101],
    kind: 'invalid',
    say: ({ group }) => l10n.t('The server rejected the new name for the group “{group}”.', { group }),
  },
  {
    calls: ['groups.delete'],
    ocs: [102],
    kind: 'forbidden',
    say: ({ group }) => l10n.t('The group “{group}” cannot be deleted.', { group }),
  },
  { calls: ['groups.delete', 'groups.subadmins'], ocs: [101], kind: 'notFound', say: noGroup },
  { calls: ['groups.rename', 'groups.members'], ocs: [404, 998], kind: 'notFound', say: noGroup },
];

export const appFailures: readonly FailureRow[] = [
  {
    calls: ['apps.list'],
    ocs: [101],
    kind: 'invalid',
    say: () => l10n.t('The server does not support this filter for apps.'),
  },
  { calls: ['apps.info'], ocs: [998, 404], kind: 'notFound', say: noApp },
  // What new servers say to an ID that no app can have, and old ones, with a reason, to whoever may not ask.
  { calls: ['apps.info'], ocs: [997], reason: false, kind: 'notFound', say: noApp },
  {
    calls: ['apps.enable'],
    ocs: [998, 404],
    kind: 'notFound',
    say: ({ app }) =>
      l10n.t('The server has no app “{app}”, and the app store has no compatible version.', { app }),
  },
  {
    calls: ['apps.disable'],
    ocs: [996, 500, 998],
    kind: 'forbidden',
    say: ({ app }) => l10n.t('The app “{app}” cannot be disabled, because the server needs it.', { app }),
  },
];

export const signInFailures: readonly FailureRow[] = [
  {
    calls: ['server.createAppPassword'],
    ocs: [403],
    kind: 'forbidden',
    say: () => l10n.t('To create an app password, sign in with the login password.'),
  },
  {
    calls: ['server.deleteAppPassword'],
    ocs: [403],
    kind: 'forbidden',
    say: () => l10n.t('There is no app password to delete, because you did not sign in with one.'),
  },
];
