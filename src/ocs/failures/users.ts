import * as l10n from '@vscode/l10n';
import { noGroup, noUser, type CallName, type FailureRow, type Names } from './row.ts';

const switches: readonly CallName[] = ['users.delete', 'users.enable', 'users.disable', 'users.wipeDevices'];
const memberships: readonly CallName[] = ['users.addToGroup', 'users.removeFromGroup'];
const ofBackend: readonly CallName[] = [
  'users.edit',
  'users.delete',
  'users.enable',
  'users.disable',
  ...memberships,
];
const fields: readonly CallName[] = ['users.edit', 'users.scope', 'users.additionalMail'];

export const weakPassword = ({ user }: Names): string =>
  l10n.t('The password for “{user}” is too weak. Choose another one.', { user });
const notYours = ({ user }: Names): string =>
  l10n.t('You are not allowed to change this for “{user}”, or the server has no such field.', { user });

const editing: readonly FailureRow[] = [
  { calls: ['users.edit'], ocs: [107], kind: 'invalid', say: weakPassword },
  {
    calls: ['users.edit'],
    ocs: [112],
    kind: 'forbidden',
    say: ({ user }) => l10n.t('The backend of “{user}” does not allow setting the password here.', { user }),
  },
  {
    calls: ofBackend,
    ocs: [101, 103, 105, 113],
    says: /not supported by.*backend/i,
    kind: 'forbidden',
    say: () => l10n.t('The backend does not allow changing this here.'),
  },
  { calls: ['users.edit'], ocs: [103], reason: false, kind: 'forbidden', say: notYours },
  { calls: fields, ocs: [113, 997], kind: 'forbidden', say: notYours },
  {
    calls: ['users.additionalMail', 'users.scope'],
    ocs: [103],
    kind: 'forbidden',
    say: ({ user }) => l10n.t('Only “{user}” can change this.', { user }),
  },
  {
    calls: fields,
    ocs: [101, 102, 103],
    kind: 'invalid',
    say: ({ user }) => l10n.t('The server rejected this value for “{user}”. Correct it.', { user }),
  },
  {
    calls: switches,
    ocs: [101],
    self: true,
    kind: 'forbidden',
    say: ({ user }) => l10n.t('You are signed in as “{user}” and cannot do this to yourself.', { user }),
  },
  { calls: switches, ocs: [101], kind: 'notFound', say: noUser },
  {
    calls: ['users.resendWelcomeEmail'],
    ocs: [101],
    kind: 'invalid',
    say: ({ user }) => l10n.t('“{user}” has no email address. Add one first.', { user }),
  },
  {
    calls: ['users.resendWelcomeEmail'],
    ocs: [102],
    kind: 'server',
    say: ({ user }) =>
      l10n.t('Could not send the welcome email to “{user}”. Check the email settings of the server.', {
        user,
      }),
  },
];

const joining: readonly FailureRow[] = [
  {
    calls: memberships,
    ocs: [101],
    kind: 'invalid',
    say: ({ user }) => l10n.t('No group was specified for “{user}”.', { user }),
  },
  { calls: memberships, ocs: [102], kind: 'notFound', say: noGroup },
  { calls: memberships, ocs: [103], kind: 'notFound', say: noUser },
  {
    calls: memberships,
    ocs: [104],
    kind: 'forbidden',
    say: ({ group }) => l10n.t('You are not allowed to change the members of “{group}”.', { group }),
  },
  {
    calls: memberships,
    ocs: [105],
    kind: 'forbidden',
    say: ({ user, group }) => l10n.t('“{user}” cannot be removed from “{group}”.', { user, group }),
  },
  { calls: ['users.promoteToSubadmin', 'users.subadminGroups'], ocs: [101], kind: 'notFound', say: noUser },
  { calls: ['users.promoteToSubadmin'], ocs: [102], kind: 'notFound', say: noGroup },
  {
    calls: ['users.promoteToSubadmin'],
    ocs: [103],
    kind: 'forbidden',
    say: ({ group }) => l10n.t('“{group}” cannot have group administrators.', { group }),
  },
  {
    calls: ['users.demoteFromSubadmin'],
    ocs: [101],
    kind: 'notFound',
    say: ({ user, group }) => l10n.t('There is no user “{user}” or no group “{group}”.', { user, group }),
  },
  {
    calls: ['users.demoteFromSubadmin'],
    ocs: [102],
    kind: 'notFound',
    say: ({ user, group }) => l10n.t('“{user}” does not administer “{group}”.', { user, group }),
  },
  {
    calls: ['users.avatar', 'users.darkAvatar'],
    http: [404],
    kind: 'notFound',
    say: ({ user }) => l10n.t('“{user}” has no profile picture.', { user }),
  },
];

export const userFailures: readonly FailureRow[] = [...editing, ...joining];
