import * as vscode from 'vscode';
import { userUri } from '../../servers/uris.ts';
import type { Action } from '../action.ts';
import { asking, define, opening, plainly, titled } from '../define.ts';
import { compareUser } from './compare.ts';
import { duplicateUser, recreateUser } from './form.ts';
import { copyIds, copyMails, openInWeb } from '../links.ts';
import * as fields from './fields.ts';
import * as mails from './mails.ts';
import * as memberships from './memberships.ts';
import { resetPassword } from './passwords.ts';
import * as states from './states.ts';

const t = vscode.l10n.t;

export const userActions: readonly Action<'user'>[] = [
  define('user', {
    id: 'openUser',
    title: t('Open User'),
    icon: 'go-to-file',
    menu: { group: '1_open@1' },
    key: { key: 'enter' },
    run: opening(userUri),
  }),
  define('user', {
    id: 'openUserInWeb',
    title: t('Open User in Web Interface'),
    menu: { group: '1_open@3' },
    run: openInWeb,
  }),
  define('user', {
    id: 'compareUser',
    title: t('Compare User with…'),
    icon: 'diff',
    menu: { group: '1_open@4' },
    run: compareUser,
  }),
  define('user', {
    id: 'duplicateUser',
    title: t('Duplicate as New User…'),
    icon: 'copy',
    menu: { group: '1_open@5' },
    run: duplicateUser,
  }),
  define('user', { id: 'recreateUser', title: t('Recreate User…'), rowsOnly: true, run: recreateUser }),
  define('user', {
    id: 'enableUsers',
    title: t('Enable User'),
    icon: 'check',
    many: true,
    rows: 'user;.*disabled;',
    menu: { group: '2_state@1', inline: 1 },
    run: plainly(states.enable),
  }),
  define('user', {
    id: 'disableUsers',
    title: t('Disable User'),
    icon: 'circle-slash',
    many: true,
    rows: 'user;enabled;',
    menu: { group: '2_state@2', inline: 1 },
    run: plainly(states.disable),
  }),
  define('user', {
    id: 'changeGroups',
    title: t('Groups of User…'),
    icon: 'organization',
    many: true,
    menu: { group: '3_roles@1', inline: 2 },
    run: asking(memberships.changeGroups, titled(t('Groups of User'), memberships.askGroups)),
  }),
  define('user', {
    id: 'changeSubadminRoles',
    roles: ['admin', 'delegated'],
    title: t('Subadmin Roles of User…'),
    many: true,
    menu: { group: '3_roles@2' },
    run: asking(
      memberships.changeSubadminRoles,
      titled(t('Subadmin Roles of User'), memberships.askSubadminRoles),
    ),
  }),
  define('user', {
    id: 'renameUser',
    title: t('Change Display Name of User…'),
    menu: { group: '4_fields@1' },
    key: { key: 'f2' },
    run: asking(
      fields.setField('displayname', what => t('Renamed {0}', what)),
      titled(t('Display Name'), fields.askField('displayname', t('Nothing brings back the id'))),
    ),
  }),
  define('user', {
    id: 'changeEmail',
    title: t('Change E-Mail Address of User…'),
    menu: { group: '4_fields@2' },
    run: asking(
      fields.setField('email', what => t('Changed the e-mail address of {0}', what)),
      titled(t('E-Mail Address'), fields.askField('email', t('Nothing removes it'))),
    ),
  }),
  define('user', {
    id: 'addEmail',
    title: t('Add E-Mail Address to User…'),
    menu: { group: '4_fields@3' },
    run: asking(mails.addMail, titled(t('Add E-Mail Address'), mails.askNewMail)),
  }),
  define('user', {
    id: 'removeEmail',
    title: t('Remove Additional E-Mail Address of User…'),
    menu: { group: '4_fields@4' },
    run: asking(mails.removeMail, titled(t('Remove E-Mail Address'), mails.askOldMail)),
  }),
  define('user', {
    id: 'changeQuota',
    title: t('Change Quota of User…'),
    many: true,
    menu: { group: '4_fields@5' },
    run: asking(
      fields.setField('quota', what => t('Changed the quota of {0}', what)),
      titled(t('Quota'), fields.askQuota),
    ),
  }),
  define('user', {
    id: 'changeManager',
    title: t('Change Manager of User…'),
    many: true,
    menu: { group: '4_fields@6' },
    run: asking(
      fields.setField('manager', what => t('Changed the manager of {0}', what)),
      titled(t('Manager'), fields.askManager),
    ),
  }),
  define('user', {
    id: 'changeLanguage',
    title: t('Change Language of User…'),
    many: true,
    menu: { group: '4_fields@7' },
    run: asking(
      fields.setField('language', what => t('Changed the language of {0}', what)),
      titled(t('Language'), fields.askLanguage),
    ),
  }),
  define('user', {
    id: 'resetPassword',
    title: t('Reset Password of User…'),
    icon: 'key',
    many: true,
    rows: 'user;(?!.*fixedPassword;)',
    menu: { group: '5_access@1' },
    run: resetPassword,
  }),
  define('user', {
    id: 'resendWelcomeEmail',
    title: t('Resend Welcome E-Mail to User'),
    many: true,
    menu: { group: '5_access@2' },
    run: plainly(states.resendWelcome),
  }),
  define('user', {
    id: 'copyUserIds',
    title: t('Copy User Id'),
    many: true,
    menu: { group: '7_copy@1' },
    run: copyIds,
  }),
  define('user', {
    id: 'copyEmails',
    title: t('Copy E-Mail Address of User'),
    many: true,
    menu: { group: '7_copy@2' },
    run: copyMails,
  }),
  define('user', {
    id: 'wipeDevices',
    title: t('Wipe Devices of User…'),
    many: true,
    destructive: true,
    menu: { group: '9_destroy@1' },
    run: plainly(states.wipeDevices),
  }),
  define('user', {
    id: 'deleteUsers',
    title: t('Delete User…'),
    icon: 'trash',
    many: true,
    destructive: true,
    menu: { group: '9_destroy@2' },
    key: { key: 'delete', mac: 'cmd+backspace' },
    run: plainly(states.remove),
  }),
];
