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
