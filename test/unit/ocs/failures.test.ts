import assert from 'node:assert/strict';
import type { ErrorKind, NextcloudClient } from '../../../src/ocs/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import {
  clientOf,
  failsWith,
  password,
  seedPeople,
  versions,
  withNextcloud,
  type Version,
} from './support.ts';

interface Case {
  call: string;
  run: (client: NextcloudClient, nc: SimulatedNextcloud) => Promise<unknown>;
  kind: ErrorKind;
  /** Who calls; the admin unless told. */
  as?: 'subadmin' | 'plain';
  only?: readonly Version[];
  /** What the sentence must contain. */
  says?: RegExp;
  ocs?: number;
}

const before22 = [17, 20] as const;
const before32 = [17, 20, 23, 25, 28, 29] as const;
const since32 = [32, 34, 35] as const;
const before34 = [...before32, 32] as const;
const since34 = [34, 35] as const;
/** Failures that `WIRE.md` and the recordings know, and what becomes of them. */
// prettier-ignore
const cases: Case[] = [
  { call: 'users.list', as: 'plain', kind: 'forbidden', run: c => c.users.list() },
  { call: 'users.list, bad limit', kind: 'invalid', run: c => c.users.list({ limit: -1 }) },
  { call: 'users.listDetails', as: 'plain', kind: 'forbidden', run: c => c.users.listDetails() },
  { call: 'users.listDisabled', as: 'plain', kind: 'forbidden', run: c => c.users.listDisabled() },
  { call: 'users.listRecent', only: [17, 20, 25], kind: 'unsupported', says: /since Nextcloud 30/, run: c => c.users.listRecent() },
  { call: 'users.listRecent', as: 'subadmin', only: [35], kind: 'forbidden', run: c => c.users.listRecent() },
  { call: 'users.iterate', as: 'plain', kind: 'forbidden', run: c => c.users.iterate()[Symbol.asyncIterator]().next() },
  { call: 'users.get, unknown', kind: 'notFound', says: /“nobody”/, run: c => c.users.get('nobody') },
  { call: 'users.get, not managed', as: 'subadmin', only: [25, 35], kind: 'notFound', run: c => c.users.get('carol') },
  { call: 'users.get, not managed', as: 'subadmin', only: [17, 20], kind: 'forbidden', run: c => c.users.get('carol') },
  { call: 'users.get, a path', kind: 'invalid', run: c => c.users.get('a/b') },
  { call: 'users.get, dots', kind: 'invalid', run: c => c.users.get('..') },
  { call: 'users.get of no account called like a list', kind: 'notFound', run: c => c.users.get('recent') },

  { call: 'users.delete, unknown', kind: 'notFound', run: c => c.users.delete('nobody') },
  { call: 'users.delete, oneself', kind: 'forbidden', says: /signed in/, run: c => c.users.delete('admin') },
  { call: 'users.delete', as: 'plain', kind: 'forbidden', run: c => c.users.delete('bob') },
  { call: 'users.enable, oneself', kind: 'forbidden', run: c => c.users.enable('admin') },
  { call: 'users.enable, unknown', kind: 'notFound', run: c => c.users.enable('nobody') },
  { call: 'users.disable, oneself', kind: 'forbidden', run: c => c.users.disable('admin') },
  { call: 'users.disable, unknown', kind: 'notFound', run: c => c.users.disable('nobody') },
  { call: 'users.wipeDevices, oneself', kind: 'forbidden', run: c => c.users.wipeDevices('admin') },
  { call: 'users.wipeDevices, unknown', kind: 'notFound', run: c => c.users.wipeDevices('nobody') },
  { call: 'users.resendWelcomeEmail, no address', kind: 'invalid', says: /email address/, run: c => c.users.resendWelcomeEmail('carol') },
  { call: 'users.resendWelcomeEmail, unknown', kind: 'notFound', run: c => c.users.resendWelcomeEmail('nobody') },
  {
    call: 'users.resendWelcomeEmail, mail server down',
    only: [17, 20, 25],
    kind: 'server',
    run: (c, nc) => {
      nc.state.mailWorks = false;
      return c.users.resendWelcomeEmail('bob');
    },
  },
  { call: 'users.editableFields of another', only: before22, kind: 'unsupported', says: /since Nextcloud 21/, run: c => c.users.editableFields('bob') },
  { call: 'users.editableFields, unknown', only: [25, 35], kind: 'notFound', run: c => c.users.editableFields('nobody') },

  { call: 'users.addAdditionalMail', only: before22, kind: 'unsupported', says: /since Nextcloud 22/, run: c => c.users.addAdditionalMail('bob', 'b@example.org') },
  { call: 'users.addAdditionalMail, no address', kind: 'invalid', run: c => c.users.addAdditionalMail('bob', 'bad') },
  { call: 'users.removeAdditionalMail', only: before22, kind: 'unsupported', says: /since Nextcloud 22/, run: c => c.users.removeAdditionalMail('bob', 'b@example.org') },
  { call: 'users.removeAdditionalMail, unknown', only: [25, 35], kind: 'notFound', run: c => c.users.removeAdditionalMail('bob', 'b@example.org') },
  { call: 'users.setScope', only: before22, kind: 'unsupported', says: /since Nextcloud 22/, run: c => c.users.setScope('email', 'v2-local') },
  { call: 'users.setScope, not for this field', only: [25, 35], kind: 'invalid', run: c => c.users.setScope('email', 'v2-private') },

  { call: 'users.groups, unknown', kind: 'notFound', run: c => c.users.groups('nobody') },
  { call: 'users.subadminGroups, unknown', kind: 'notFound', run: c => c.users.subadminGroups('nobody') },
  { call: 'users.subadminGroups', as: 'plain', kind: 'forbidden', run: c => c.users.subadminGroups('bob') },
  { call: 'users.addToGroup, no group', kind: 'notFound', says: /“nowhere”/, run: c => c.users.addToGroup('bob', 'nowhere') },
  { call: 'users.addToGroup, unknown', kind: 'notFound', says: /“nobody”/, run: c => c.users.addToGroup('nobody', 'Staff') },
  { call: 'users.addToGroup, empty', kind: 'invalid', run: c => c.users.addToGroup('bob', '') },
  { call: 'users.addToGroup', as: 'subadmin', kind: 'forbidden', run: c => c.users.addToGroup('bob', 'Sales') },
  { call: 'users.addToGroup', as: 'plain', kind: 'forbidden', run: c => c.users.addToGroup('bob', 'Sales') },
  { call: 'users.removeFromGroup, no group', kind: 'notFound', run: c => c.users.removeFromGroup('bob', 'nowhere') },
  { call: 'users.removeFromGroup, unknown', kind: 'notFound', run: c => c.users.removeFromGroup('nobody', 'Staff') },
  { call: 'users.removeFromGroup, oneself from admin', kind: 'forbidden', says: /yourself/, run: c => c.users.removeFromGroup('admin', 'admin') },
  { call: 'users.removeFromGroup, last group', as: 'subadmin', kind: 'forbidden', run: c => c.users.removeFromGroup('bob', 'Staff') },
  { call: 'users.promoteToSubadmin, unknown', kind: 'notFound', says: /“nobody”/, run: c => c.users.promoteToSubadmin('nobody', 'Staff') },
  { call: 'users.promoteToSubadmin, no group', kind: 'notFound', says: /“nowhere”/, run: c => c.users.promoteToSubadmin('bob', 'nowhere') },
  { call: 'users.promoteToSubadmin of admin', kind: 'forbidden', run: c => c.users.promoteToSubadmin('bob', 'admin') },
  { call: 'users.promoteToSubadmin', as: 'subadmin', kind: 'forbidden', run: c => c.users.promoteToSubadmin('bob', 'Staff') },
  { call: 'users.demoteFromSubadmin, unknown', kind: 'notFound', run: c => c.users.demoteFromSubadmin('nobody', 'Staff') },
  { call: 'users.demoteFromSubadmin, not one', kind: 'notFound', run: c => c.users.demoteFromSubadmin('bob', 'Staff') },
  { call: 'users.avatar, unknown', kind: 'notFound', run: c => c.users.avatar('nobody') },
  { call: 'users.avatar, dark', only: before22, kind: 'unsupported', says: /since Nextcloud 25/, run: c => c.users.avatar('bob', { dark: true }) },
  { call: 'users.avatar, dark, unknown', kind: 'notFound', run: c => c.users.avatar('nobody', { dark: true }) },

  { call: 'groups.list', as: 'plain', kind: 'forbidden', run: c => c.groups.list() },
  { call: 'groups.listDetails', as: 'plain', kind: 'forbidden', run: c => c.groups.listDetails() },
  { call: 'groups.create, exists', kind: 'conflict', run: c => c.groups.create('Staff') },
  { call: 'groups.create, no name', kind: 'invalid', run: c => c.groups.create('') },
  { call: 'groups.create, 0', kind: 'invalid', run: c => c.groups.create('0') },
  { call: 'groups.create, too long', kind: 'invalid', run: c => c.groups.create('x'.repeat(65)) },
  { call: 'groups.create', as: 'subadmin', kind: 'forbidden', run: c => c.groups.create('new') },
  { call: 'groups.create with a name', only: [17], kind: 'unsupported', says: /was created.*since Nextcloud 20/, run: c => c.groups.create('new', 'New') },
  { call: 'groups.rename', only: [17], kind: 'unsupported', says: /since Nextcloud 20/, run: c => c.groups.rename('Staff', 'x') },
  { call: 'groups.rename, unknown', only: [20, 25, 35], kind: 'notFound', says: /“nowhere”/, run: c => c.groups.rename('nowhere', 'x') },
  { call: 'groups.rename to nothing', only: [20, 25, 35], kind: 'invalid', run: c => c.groups.rename('Staff', '') },
  { call: 'groups.delete, unknown', kind: 'notFound', run: c => c.groups.delete('nowhere') },
  { call: 'groups.delete of admin', kind: 'forbidden', run: c => c.groups.delete('admin') },
  { call: 'groups.members, unknown', kind: 'notFound', says: /“nowhere”/, run: c => c.groups.members('nowhere') },
  { call: 'groups.members, not managed', as: 'subadmin', kind: 'forbidden', run: c => c.groups.members('Sales') },
  { call: 'groups.memberDetails, unknown', kind: 'notFound', says: /“nowhere”/, run: c => c.groups.memberDetails('nowhere') },
  { call: 'groups.subadmins, unknown', kind: 'notFound', says: /“nowhere”/, run: c => c.groups.subadmins('nowhere') },

  { call: 'apps.list', as: 'subadmin', kind: 'forbidden', run: c => c.apps.list('enabled') },
  { call: 'apps.info, unknown', kind: 'notFound', says: /“nosuchapp”/, run: c => c.apps.info('nosuchapp') },
  { call: 'apps.info, an odd id', kind: 'notFound', run: c => c.apps.info('1 odd') },
  { call: 'apps.enable, unknown', kind: 'notFound', run: c => c.apps.enable('nosuchapp') },
  { call: 'apps.disable, unknown', kind: 'notFound', run: c => c.apps.disable('nosuchapp') },
  { call: 'apps.disable, protected', kind: 'forbidden', says: /“files”/, run: c => c.apps.disable('files') },
  { call: 'apps.enable', as: 'plain', kind: 'forbidden', run: c => c.apps.enable('admin_audit') },

  { call: 'apps.state', as: 'subadmin', kind: 'forbidden', run: c => c.apps.state('mail') },
  { call: 'apps.store', only: before34, kind: 'unsupported', says: /since Nextcloud 34/, run: c => c.apps.store() },
  { call: 'apps.store', as: 'plain', only: since34, kind: 'forbidden', run: c => c.apps.store() },
  { call: 'apps.categories', only: before34, kind: 'unsupported', says: /since Nextcloud 34/, run: c => c.apps.categories() },
  { call: 'apps.enable for groups', only: before34, kind: 'unsupported', says: /since Nextcloud 34/, run: c => c.apps.enable('mail', { groups: ['Sales'] }) },
  { call: 'apps.enable by force', only: before34, kind: 'unsupported', says: /since Nextcloud 34/, run: c => c.apps.enable('mail', { force: true }) },
  { call: 'apps.enable for groups, unknown', only: since34, kind: 'server', says: /“nosuchapp”/, run: c => c.apps.enable('nosuchapp', { groups: ['Sales'] }) },
  { call: 'apps.enable for groups, not to be limited', only: since34, kind: 'server', says: /limited to groups/, run: c => c.apps.enable('files', { groups: ['Sales'] }) },
  { call: 'apps.enable for groups, no group', only: since34, kind: 'notFound', says: /“nowhere”, which does not exist/, run: c => c.apps.enable('mail', { groups: ['Sales', 'nowhere'] }) },
  { call: 'apps.enable for groups', as: 'subadmin', only: since34, kind: 'forbidden', run: c => c.apps.enable('mail', { groups: ['Staff'] }) },
  { call: 'apps.update', only: before34, kind: 'unsupported', says: /since Nextcloud 34/, run: c => c.apps.update('mail') },
  { call: 'apps.update, unknown', kind: 'notFound', says: /“nosuchapp”/, run: c => c.apps.update('nosuchapp') },
  { call: 'apps.update, none', only: since34, kind: 'server', says: /no update/, run: c => c.apps.update('notes') },
  { call: 'apps.update', as: 'plain', kind: 'forbidden', run: c => c.apps.update('mail') },
  {
    call: 'apps.update without a way to the app store',
    only: since34,
    kind: 'server',
    says: /app store may be unreachable/,
    run: (c, nc) => {
      nc.state.storeWorks = false;
      return c.apps.update('mail');
    },
  },
  { call: 'apps.uninstall', only: before34, kind: 'unsupported', says: /since Nextcloud 34/, run: c => c.apps.uninstall('mail') },
  { call: 'apps.uninstall, unknown', kind: 'notFound', run: c => c.apps.uninstall('nosuchapp') },
  { call: 'apps.uninstall, comes with Nextcloud', only: since34, kind: 'forbidden', says: /come with Nextcloud/, run: c => c.apps.uninstall('comments') },

  { call: 'twoFactor.state', only: before32, kind: 'unsupported', says: /since Nextcloud 32/, run: c => c.twoFactor.state('bob') },
  { call: 'twoFactor.state, unknown', only: since32, kind: 'notFound', says: /“nobody”/, run: c => c.twoFactor.state('nobody') },
  { call: 'twoFactor.state', as: 'subadmin', only: since32, kind: 'forbidden', run: c => c.twoFactor.state('bob') },
  { call: 'twoFactor.enable', only: before32, kind: 'unsupported', says: /since Nextcloud 32/, run: c => c.twoFactor.enable('bob', ['totp']) },
  { call: 'twoFactor.enable, only by its owner', only: since32, kind: 'forbidden', says: /“bob”/, run: c => c.twoFactor.enable('bob', ['totp']) },
  { call: 'twoFactor.enable, unknown provider', only: since32, kind: 'forbidden', says: /“bob”/, run: c => c.twoFactor.enable('bob', ['webauthn']) },
  { call: 'twoFactor.enable, unknown', only: since32, kind: 'notFound', run: c => c.twoFactor.enable('nobody', ['totp']) },
  { call: 'twoFactor.disable', only: before32, kind: 'unsupported', says: /since Nextcloud 32/, run: c => c.twoFactor.disable('bob', ['totp']) },
  { call: 'twoFactor.disable, unknown', only: since32, kind: 'notFound', says: /“nobody”/, run: c => c.twoFactor.disable('nobody', ['totp']) },
  { call: 'twoFactor.disable', as: 'plain', only: since32, kind: 'forbidden', run: c => c.twoFactor.disable('bob', ['totp']) },

  { call: 'appConfig.apps', as: 'subadmin', kind: 'forbidden', run: c => c.appConfig.apps() },
  { call: 'appConfig.keys', as: 'plain', kind: 'forbidden', run: c => c.appConfig.keys('core') },
  { call: 'appConfig.keys, a path', kind: 'invalid', run: c => c.appConfig.keys('a/b') },
  { call: 'appConfig.get, a path', kind: 'invalid', run: c => c.appConfig.get('core', 'a/b') },
  { call: 'appConfig.get', as: 'subadmin', kind: 'forbidden', run: c => c.appConfig.get('core', 'vendor') },
  { call: 'appConfig.set, a path', kind: 'invalid', run: c => c.appConfig.set('core', 'a/b', 'x') },
  { call: 'appConfig.set, protected', kind: 'forbidden', says: /“enabled”.*“mail”/, run: c => c.appConfig.set('mail', 'enabled', 'no') },
  { call: 'appConfig.set, an odd app', kind: 'forbidden', says: /does not allow.*Invalid app id/, run: c => c.appConfig.set('a b', 'key', 'x') },
  { call: 'appConfig.set', as: 'plain', kind: 'forbidden', says: /authorization/, run: c => c.appConfig.set('core', 'key', 'x') },
  { call: 'appConfig.delete, a path', kind: 'invalid', run: c => c.appConfig.delete('core', 'a/b') },
  { call: 'appConfig.delete, protected', kind: 'forbidden', says: /“public_files”/, run: c => c.appConfig.delete('core', 'public_files') },
  { call: 'appConfig.delete', as: 'subadmin', kind: 'forbidden', run: c => c.appConfig.delete('core', 'vendor') },

  { call: 'notifications.send, unknown', kind: 'notFound', says: /“nobody”/, run: c => c.notifications.send('nobody', { subject: 'Hi' }) },
  { call: 'notifications.send', as: 'subadmin', kind: 'forbidden', run: c => c.notifications.send('bob', { subject: 'Hi' }) },
  { call: 'notifications.send, no subject', kind: 'invalid', run: c => c.notifications.send('bob', { subject: ' ' }) },
  { call: 'notifications.send, long subject', kind: 'invalid', says: /255 bytes/, run: c => c.notifications.send('bob', { subject: 'ü'.repeat(128) }) },
  { call: 'notifications.send, long text', kind: 'invalid', says: /4000 bytes/, run: c => c.notifications.send('bob', { subject: 'Hi', message: 'x'.repeat(4001) }) },
  {
    call: 'notifications.send, a text that the server rejects',
    kind: 'invalid',
    says: /rejected the text of the notification to “bob”/,
    run: (c, nc) => {
      const body = '{"ocs":{"meta":{"status":"failure","statuscode":400,"message":""},"data":{"error":"message"}}}';
      const headers = { 'content-type': 'application/json' };
      nc.faults.add({ kind: 'reply', match: { method: 'POST', path: 'notifications' }, reply: () => ({ status: 400, headers, body }) });
      return c.notifications.send('bob', { subject: 'Hi' });
    },
  },
  {
    call: 'notifications.send without the app',
    kind: 'unsupported',
    says: /“notifications”, which is not enabled/,
    run: (c, nc) => {
      nc.state.apps.get('notifications')!.enabled = false;
      return c.notifications.send('bob', { subject: 'Hi' });
    },
  },

  { call: 'server.info', as: 'subadmin', kind: 'forbidden', says: /Only administrators/, ocs: 401, run: c => c.server.info() },
  { call: 'server.info', as: 'plain', kind: 'forbidden', says: /Only administrators/, run: c => c.server.info() },
  {
    call: 'server.info without the app',
    kind: 'unsupported',
    says: /“serverinfo”, which is not enabled/,
    run: (c, nc) => {
      nc.state.apps.get('serverinfo')!.enabled = false;
      return c.server.info();
    },
  },
  { call: 'server.disks', as: 'plain', kind: 'forbidden', run: c => c.server.disks() },
  { call: 'users.groupDetails, unknown', kind: 'notFound', says: /“nobody”/, run: c => c.users.groupDetails('nobody') },

  { call: 'server.deleteAppPassword without one', kind: 'forbidden', says: /app password/, run: c => c.server.deleteAppPassword() },
  {
    call: 'server.createAppPassword with one',
    kind: 'forbidden',
    says: /login password/,
    run: (c, nc) => {
      c.setCredentials({ user: 'admin', password: nc.state.createAppPassword('admin', 'admin', 'x') });
      return c.server.createAppPassword();
    },
  },
  {
    call: 'anything in maintenance',
    kind: 'maintenance',
    ocs: 503,
    run: (c, nc) => {
      nc.maintenance = true;
      return c.users.list();
    },
  },
];

const callers = { subadmin: 'gina', plain: 'hank' };

for (const version of versions) {
  describe(`failures, Nextcloud ${version}`, () => {
    for (const { call, as, only = versions, kind, says, ocs, run } of cases)
      if (only.includes(version))
        it(`${call}${as ? ` as ${as}` : ''}: ${kind}`, () =>
          withNextcloud({ version }, async (nc, admin) => {
            seedPeople(nc);
            const client = as ? clientOf(nc, { credentials: { user: callers[as], password } }) : admin;
            const error = await failsWith(kind, run(client, nc));
            if (says) assert.match(error.message, says);
            if (ocs !== undefined) assert.equal(error.ocsCode, ocs);
            client.close();
          }));
  });
}
