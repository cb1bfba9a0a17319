import * as vscode from 'vscode';
import { userUri } from '../../servers/uris.ts';
import { copyIds, copyMails, openInWeb } from '../copyAndOpen.ts';
import type { DefinitionTable } from '../engine/action.ts';
import { asking, define, opening, plainly } from '../engine/define.ts';
import * as fields from './fields.ts';
import * as mails from './mails.ts';
import * as memberships from './memberships.ts';
import * as states from './states.ts';

export const userActions = {
  openUser: define('user', {
    icon: 'go-to-file',
    menu: { group: '1_open@1' },
    key: { key: 'enter' },
    run: opening(userUri),
  }),
  openUserInWeb: define('user', {
    menu: { group: 'openIn/1_open@2' },
    run: openInWeb,
  }),
  compareUser: define('user', {
    icon: 'diff',
    menu: { group: '1_open@4' },
    run: async (...given) => (await import('./compare.ts')).compareUser(...given),
  }),
  compareUsers: define('nothing', {
    many: true,
    pair: true,
    palette: 'never',
    rows: 'user;',
    menu: { group: '1_open@4', when: 'listMultiSelection' },
    run: async (context, given) => (await import('./compare.ts')).compareUsers(context, given),
  }),
  duplicateUser: define('user', {
    icon: 'copy',
    menu: { group: '1_open@5' },
    run: async (context, subjects) => (await import('./form.ts')).duplicateUser(context, subjects),
  }),
  recreateUser: define('user', {
    palette: 'never',
    run: async (context, subjects) => (await import('./form.ts')).recreateUser(context, subjects),
  }),
  enableUsers: define('user', {
    icon: 'check',
    many: true,
    rows: 'user;.*disabled;',
    menu: { group: '2_state@1', inline: 1 },
    run: plainly(states.enable),
  }),
  disableUsers: define('user', {
    icon: 'circle-slash',
    many: true,
    rows: 'user;enabled;',
    menu: { group: '2_state@2', inline: 1 },
    run: plainly(states.disable),
  }),
  changeGroups: define('user', {
    icon: 'organization',
    many: true,
    menu: { group: 'edit/2_roles@1', inline: 2 },
    run: asking(memberships.changeGroups, vscode.l10n.t('Group Memberships'), memberships.askGroups),
  }),
  changeSubadminRoles: define('user', {
    roles: ['admin', 'delegated'],
    many: true,
    menu: { group: 'edit/2_roles@2' },
    run: asking(
      memberships.changeSubadminRoles,
      vscode.l10n.t('Group Administrator Roles'),
      memberships.askSubadminRoles,
    ),
  }),
  renameUser: define('user', {
    menu: { group: 'edit/1_name@1' },
    key: { key: 'f2' },
    run: asking(
      fields.setField('displayname', what => vscode.l10n.t('Changed the display name of {0}', what)),
      vscode.l10n.t('Display Name'),
      fields.askField('displayname', vscode.l10n.t('Leave empty to use the user ID')),
    ),
  }),
  changeEmail: define('user', {
    menu: { group: 'edit/1_name@2' },
    run: asking(
      fields.setField('email', what => vscode.l10n.t('Changed the email address of {0}', what)),
      vscode.l10n.t('Email Address'),
      fields.askField('email', vscode.l10n.t('Leave empty to remove the address')),
    ),
  }),
  addEmail: define('user', {
    menu: { group: 'edit/1_name@3' },
    run: asking(mails.addMail, vscode.l10n.t('Add Email Address'), mails.askNewMail),
  }),
  removeEmail: define('user', {
    menu: { group: 'edit/1_name@4' },
    run: asking(mails.removeMail, vscode.l10n.t('Remove Additional Email Address'), mails.askOldMail),
  }),
  changeQuota: define('user', {
    many: true,
    menu: { group: 'edit/3_fields@1' },
    run: asking(
      fields.setField('quota', what => vscode.l10n.t('Changed the quota of {0}', what)),
      vscode.l10n.t('Quota'),
      fields.askQuota,
    ),
  }),
  changeManager: define('user', {
    many: true,
    menu: { group: 'edit/3_fields@2' },
    run: asking(
      fields.setField('manager', what => vscode.l10n.t('Changed the manager of {0}', what)),
      vscode.l10n.t('Manager'),
      fields.askManager,
    ),
  }),
  changeLanguage: define('user', {
    many: true,
    menu: { group: 'edit/3_fields@3' },
    run: asking(
      fields.setField('language', what => vscode.l10n.t('Changed the language of {0}', what)),
      vscode.l10n.t('Language'),
      fields.askLanguage,
    ),
  }),
  resetPassword: define('user', {
    icon: 'key',
    many: true,
    rows: 'user;(?!.*fixedPassword;)',
    menu: { group: 'access/1_password@1' },
    run: async (...given) => (await import('./passwords.ts')).resetPassword(...given),
  }),
  resetSecondFactor: define('user', {
    icon: 'shield',
    roles: ['admin'],
    many: true,
    menu: { group: 'access/1_password@2' },
    run: async (context, subjects) =>
      (await import('./secondFactor.ts')).resetSecondFactor(context, subjects),
  }),
  resendWelcomeEmail: define('user', {
    many: true,
    menu: { group: 'access/1_password@3' },
    run: plainly(states.resendWelcome),
  }),
  copyUserIds: define('user', {
    many: true,
    menu: { group: 'copy/1_copy@1' },
    run: copyIds,
  }),
  copyEmails: define('user', {
    many: true,
    menu: { group: 'copy/1_copy@2' },
    run: copyMails,
  }),
  wipeDevices: define('user', {
    many: true,
    destructive: true,
    menu: { group: 'access/9_wipe@1' },
    run: plainly(states.wipeDevices),
  }),
  deleteUsers: define('user', {
    icon: 'trash',
    many: true,
    destructive: true,
    menu: { group: '9_destroy@1' },
    key: { key: 'delete', mac: 'cmd+backspace' },
    run: plainly(states.remove),
  }),
  createUser: define('server', {
    icon: 'person-add',
    rows: '(server;connected|users);',
    menu: { group: 'create/1_users@1', inline: 1 },
    run: async (...given) => (await import('./create.ts')).createUser(...given),
  }),
  createUserInForm: define('server', {
    rows: '(server;connected|users);',
    menu: { group: 'create/1_users@2' },
    run: async (context, subjects) => (await import('./form.ts')).createUserInForm(context, subjects),
  }),
  changeVisibility: define('server', {
    rows: 'server;connected;',
    menu: { group: 'edit/2_own@1' },
    run: async (...given) => (await import('./visibility.ts')).changeVisibility(...given),
  }),
} satisfies DefinitionTable;
