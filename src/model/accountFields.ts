import * as l10n from '@vscode/l10n';
import type { EditableField } from '../ocs/editableFields.ts';
import type { UserInfo } from '../ocs/types.ts';
import type { Control, FieldSpec, ValueOf } from './fields.ts';
import { formatQuota } from './quota.ts';

export type Section = 'identity' | 'profile' | 'storage' | 'roles' | 'account';

/** The parts of the form of a user, in their order. */
export const sectionTitles: Record<Section, () => string> = {
  identity: () => l10n.t('Identity'),
  profile: () => l10n.t('Profile'),
  storage: () => l10n.t('Storage'),
  roles: () => l10n.t('Groups and roles'),
  account: () => l10n.t('Settings'),
};

/**
 * Who may edit a field (User Provisioning API, "Edit data of a single user"): `backend`, everybody whose backend stores
 * it; `listed`, where the server lists it in `user/fields`; `managers`, all who administer other users, but group
 * administrators not for themselves; `userAndManagers`, the user as well; `othersOnly`, managers, but not for themselves;
 * `administrators`, these and delegated ones.
 */
export type Editors = 'backend' | 'listed' | 'managers' | 'userAndManagers' | 'othersOnly' | 'administrators';

/** The ways in which fields of a user are edited. */
export type AccountControl = Exclude<Control, 'users' | 'apps'>;

interface AccountSpec<C extends AccountControl> extends FieldSpec {
  control: C;
  section: Section;
  editors: Editors;
  /** The value in a server's record; `undefined` where the server does not know the field. */
  read: (user: UserInfo) => ValueOf<C> | undefined;
}

/** Written by calls of their own, so the client's edit does not have them. */
type FieldWithOwnCalls = 'groups' | 'subadmin' | 'enabled';
/** Written by the client, but not part of the document: no server sends them. */
type WriteOnlyField = 'password' | 'birthdate';

type AccountTable = Record<
  Exclude<EditableField, WriteOnlyField> | FieldWithOwnCalls,
  { [C in AccountControl]: AccountSpec<C> }[AccountControl]
>;

/** Everything the extension knows of each field of a user. */
export const accountTable = {
  displayname: {
    section: 'identity',
    control: 'text',
    editors: 'backend',
    read: user => user.displayName,
    label: () => l10n.t('Display name'),
    description: () => l10n.t('The name that others see. Leave empty to use the user ID.'),
  },
  email: {
    section: 'identity',
    control: 'email',
    editors: 'listed',
    read: user => user.email,
    label: () => l10n.t('Email'),
    description: () =>
      l10n.t('The primary address, for notifications and password resets. Leave empty to remove it.'),
  },
  additional_mail: {
    section: 'identity',
    control: 'emails',
    editors: 'listed',
    read: user => user.additionalMail,
    label: () => l10n.t('Additional emails'),
    description: () => l10n.t('Further email addresses of this user.'),
  },
  notify_email: {
    section: 'identity',
    control: 'email',
    editors: 'userAndManagers',
    read: user => user.notifyEmail,
    label: () => l10n.t('Notification email'),
    description: () =>
      l10n.t(
        'Where notifications go: one of the additional emails. Leave empty to send them to the primary address.',
      ),
  },
  phone: {
    section: 'profile',
    control: 'phone',
    editors: 'listed',
    read: user => user.phone,
    label: () => l10n.t('Phone'),
    description: () =>
      l10n.t('Include the country code, for example +49 30 1234567. The server may format it differently.'),
  },
  address: {
    section: 'profile',
    control: 'text',
    editors: 'listed',
    read: user => user.address,
    label: () => l10n.t('Address'),
    description: () => l10n.t('The postal address, in one line.'),
  },
  website: {
    section: 'profile',
    control: 'url',
    editors: 'listed',
    read: user => user.website,
    label: () => l10n.t('Website'),
    description: () => l10n.t('The full address, for example https://example.com.'),
  },
  twitter: {
    section: 'profile',
    control: 'text',
    editors: 'listed',
    read: user => user.twitter,
    label: () => l10n.t('X (Twitter)'),
    description: () => l10n.t('The handle, with or without @.'),
  },
  bluesky: {
    section: 'profile',
    control: 'text',
    editors: 'listed',
    read: user => user.bluesky,
    label: () => l10n.t('Bluesky'),
    description: () => l10n.t('The handle, for example name.bsky.social.'),
  },
  fediverse: {
    section: 'profile',
    control: 'text',
    editors: 'listed',
    read: user => user.fediverse,
    label: () => l10n.t('Fediverse'),
    description: () =>
      l10n.t(
        'The handle, for example @name@mastodon.social. The server asks the host in it whether the handle exists.',
      ),
  },
  organisation: {
    section: 'profile',
    control: 'text',
    editors: 'listed',
    read: user => user.organisation,
    label: () => l10n.t('Organization'),
    description: () => l10n.t('The company, school or association.'),
  },
  role: {
    section: 'profile',
    control: 'text',
    editors: 'listed',
    read: user => user.role,
    label: () => l10n.t('Role'),
    description: () => l10n.t('The position in the organization.'),
  },
  headline: {
    section: 'profile',
    control: 'text',
    editors: 'listed',
    read: user => user.headline,
    label: () => l10n.t('Headline'),
    description: () => l10n.t('One line at the top of the profile page.'),
  },
  biography: {
    section: 'profile',
    control: 'multiline',
    editors: 'listed',
    read: user => user.biography,
    label: () => l10n.t('About'),
    description: () => l10n.t('A longer text for the profile page. In JSON, write \\n for a line break.'),
  },
  pronouns: {
    section: 'profile',
    control: 'text',
    editors: 'listed',
    read: user => user.pronouns,
    label: () => l10n.t('Pronouns'),
    description: () => l10n.t('For example she/her, he/him or they/them.'),
  },
  profile_enabled: {
    section: 'profile',
    control: 'flag',
    editors: 'listed',
    read: user => user.profileEnabled,
    label: () => l10n.t('Profile page'),
    description: () => l10n.t('Others can open the profile page of this user.'),
  },
  quota: {
    section: 'storage',
    control: 'quota',
    editors: 'managers',
    read: ({ quota }) => (quota?.quota === undefined ? undefined : formatQuota(quota.quota)),
    label: () => l10n.t('Quota'),
    description: () =>
      l10n.t(
        'How much this user may store: a size such as 5 GB (1 GB is 1024 MB), a number of bytes, none for unlimited storage, or default for the default of the server.',
      ),
  },
  groups: {
    section: 'roles',
    control: 'groups',
    editors: 'managers',
    read: user => user.groups,
    label: () => l10n.t('Groups'),
    description: () =>
      l10n.t('The groups this user belongs to. Members of the group “admin” are administrators.'),
  },
  subadmin: {
    section: 'roles',
    control: 'groups',
    editors: 'administrators',
    read: user => user.subadmin,
    label: () => l10n.t('Group administrator of'),
    description: () => l10n.t('The groups whose members this user administers.'),
  },
  enabled: {
    section: 'account',
    control: 'flag',
    editors: 'othersOnly',
    read: user => user.enabled,
    label: () => l10n.t('Enabled'),
    description: () => l10n.t('This user can sign in. Disabled users keep their files and shares.'),
  },
  language: {
    section: 'account',
    control: 'language',
    editors: 'userAndManagers',
    read: user => user.language,
    label: () => l10n.t('Language'),
    description: () =>
      l10n.t('The code of the language of the web interface and of emails, for example en or pt_BR.'),
  },
  locale: {
    section: 'account',
    control: 'locale',
    editors: 'userAndManagers',
    read: user => user.locale,
    label: () => l10n.t('Locale'),
    description: () =>
      l10n.t('The code of the locale for dates, times and numbers, for example en_GB or de_CH.'),
  },
  timezone: {
    section: 'account',
    control: 'timezone',
    editors: 'userAndManagers',
    read: user => user.timezone,
    label: () => l10n.t('Time zone'),
    description: () => l10n.t('A name from the IANA database, for example Europe/Berlin.'),
  },
  manager: {
    section: 'account',
    control: 'user',
    editors: 'managers',
    read: user => user.manager,
    label: () => l10n.t('Manager'),
    description: () => l10n.t('The user ID of the manager of this user. Leave empty for none.'),
  },
} as const satisfies AccountTable;
