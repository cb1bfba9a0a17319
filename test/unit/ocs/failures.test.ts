import assert from 'node:assert/strict';
import { CreateError, EditError, type ErrorKind, type NextcloudClient } from '../../../src/ocs/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { clientOf, failsWith, password, versions, withNextcloud, type Version } from './support.ts';

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
const long = 'x'.repeat(470);

/** Failures that `WIRE.md` and the recordings know, and what becomes of them. */
const cases: Case[] = [
  { call: 'users.list', as: 'plain', kind: 'forbidden', run: c => c.users.list() },
  { call: 'users.list, bad limit', kind: 'invalid', run: c => c.users.list({ limit: -1 }) },
  { call: 'users.listDetails', as: 'plain', kind: 'forbidden', run: c => c.users.listDetails() },
  { call: 'users.listDisabled', as: 'plain', kind: 'forbidden', run: c => c.users.listDisabled() },
  {
    call: 'users.listRecent',
    only: [17, 20, 25],
    kind: 'unsupported',
    says: /since Nextcloud 30/,
    run: c => c.users.listRecent(),
  },
  { call: 'users.listRecent', as: 'subadmin', only: [35], kind: 'forbidden', run: c => c.users.listRecent() },
  {
    call: 'users.iterate',
    as: 'plain',
    kind: 'forbidden',
    run: c => c.users.iterate()[Symbol.asyncIterator]().next(),
  },
  { call: 'users.get, unknown', kind: 'notFound', says: /“nobody”/, run: c => c.users.get('nobody') },
  { call: 'users.get, not managed', as: 'subadmin', kind: 'notFound', run: c => c.users.get('carol') },
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
  {
    call: 'users.resendWelcomeEmail, no address',
    kind: 'invalid',
    says: /e-mail address/,
    run: c => c.users.resendWelcomeEmail('carol'),
  },
  {
    call: 'users.resendWelcomeEmail, unknown',
    kind: 'notFound',
    run: c => c.users.resendWelcomeEmail('nobody'),
  },
  {
    call: 'users.resendWelcomeEmail, mail server down',
    only: [17, 20, 25],
    kind: 'server',
    run: (c, nc) => {
      nc.state.mailWorks = false;
      return c.users.resendWelcomeEmail('bob');
    },
  },
  {
    call: 'users.editableFields of another',
    only: before22,
    kind: 'unsupported',
    says: /since Nextcloud 21/,
    run: c => c.users.editableFields('bob'),
  },
  {
    call: 'users.editableFields, unknown',
    only: [25, 35],
    kind: 'notFound',
    run: c => c.users.editableFields('nobody'),
  },

  {
    call: 'users.addAdditionalMail',
    only: before22,
    kind: 'unsupported',
    says: /since Nextcloud 22/,
    run: c => c.users.addAdditionalMail('bob', 'b@example.org'),
  },
  {
    call: 'users.addAdditionalMail, no address',
    kind: 'invalid',
    run: c => c.users.addAdditionalMail('bob', 'bad'),
  },
  {
    call: 'users.removeAdditionalMail',
    only: before22,
    kind: 'unsupported',
    says: /since Nextcloud 22/,
    run: c => c.users.removeAdditionalMail('bob', 'b@example.org'),
  },
  {
    call: 'users.removeAdditionalMail, unknown',
    only: [25, 35],
    kind: 'notFound',
    run: c => c.users.removeAdditionalMail('bob', 'b@example.org'),
  },
  {
    call: 'users.setScope',
    only: before22,
    kind: 'unsupported',
    says: /since Nextcloud 22/,
    run: c => c.users.setScope('email', 'v2-local'),
  },
  {
    call: 'users.setScope, not for this field',
    only: [25, 35],
    kind: 'invalid',
    run: c => c.users.setScope('email', 'v2-private'),
  },

  { call: 'users.groups, unknown', kind: 'notFound', run: c => c.users.groups('nobody') },
  { call: 'users.subadminGroups, unknown', kind: 'notFound', run: c => c.users.subadminGroups('nobody') },
  { call: 'users.subadminGroups', as: 'plain', kind: 'forbidden', run: c => c.users.subadminGroups('bob') },
  {
    call: 'users.addToGroup, no group',
    kind: 'notFound',
    says: /“nowhere”/,
    run: c => c.users.addToGroup('bob', 'nowhere'),
  },
  {
    call: 'users.addToGroup, unknown',
    kind: 'notFound',
    says: /“nobody”/,
    run: c => c.users.addToGroup('nobody', 'Staff'),
  },
  { call: 'users.addToGroup, empty', kind: 'invalid', run: c => c.users.addToGroup('bob', '') },
  {
    call: 'users.addToGroup',
    as: 'subadmin',
    kind: 'forbidden',
    run: c => c.users.addToGroup('bob', 'Sales'),
  },
  { call: 'users.addToGroup', as: 'plain', kind: 'forbidden', run: c => c.users.addToGroup('bob', 'Sales') },
  {
    call: 'users.removeFromGroup, no group',
    kind: 'notFound',
    run: c => c.users.removeFromGroup('bob', 'nowhere'),
  },
  {
    call: 'users.removeFromGroup, unknown',
    kind: 'notFound',
    run: c => c.users.removeFromGroup('nobody', 'Staff'),
  },
  {
    call: 'users.removeFromGroup, oneself from admin',
    kind: 'forbidden',
    says: /yourself/,
    run: c => c.users.removeFromGroup('admin', 'admin'),
  },
  {
    call: 'users.removeFromGroup, last group',
    as: 'subadmin',
    kind: 'forbidden',
    run: c => c.users.removeFromGroup('bob', 'Staff'),
  },
  {
    call: 'users.promoteToSubadmin, unknown',
    kind: 'notFound',
    says: /“nobody”/,
    run: c => c.users.promoteToSubadmin('nobody', 'Staff'),
  },
  {
    call: 'users.promoteToSubadmin, no group',
    kind: 'notFound',
    says: /“nowhere”/,
    run: c => c.users.promoteToSubadmin('bob', 'nowhere'),
  },
  {
    call: 'users.promoteToSubadmin of admin',
    kind: 'forbidden',
    run: c => c.users.promoteToSubadmin('bob', 'admin'),
  },
  {
    call: 'users.promoteToSubadmin',
    as: 'subadmin',
    kind: 'forbidden',
    run: c => c.users.promoteToSubadmin('bob', 'Staff'),
  },
  {
    call: 'users.demoteFromSubadmin, unknown',
    kind: 'notFound',
    run: c => c.users.demoteFromSubadmin('nobody', 'Staff'),
  },
  {
    call: 'users.demoteFromSubadmin, not one',
    kind: 'notFound',
    run: c => c.users.demoteFromSubadmin('bob', 'Staff'),
  },
  { call: 'users.avatar, unknown', kind: 'notFound', run: c => c.users.avatar('nobody') },
  {
    call: 'users.avatar, dark',
    only: before22,
    kind: 'unsupported',
    says: /since Nextcloud 25/,
    run: c => c.users.avatar('bob', { dark: true }),
  },
  {
    call: 'users.avatar, dark, unknown',
    kind: 'notFound',
    run: c => c.users.avatar('nobody', { dark: true }),
  },

  { call: 'groups.list', as: 'plain', kind: 'forbidden', run: c => c.groups.list() },
  { call: 'groups.listDetails', as: 'plain', kind: 'forbidden', run: c => c.groups.listDetails() },
  { call: 'groups.create, exists', kind: 'conflict', run: c => c.groups.create('Staff') },
  { call: 'groups.create, no name', kind: 'invalid', run: c => c.groups.create('') },
  { call: 'groups.create, 0', kind: 'invalid', run: c => c.groups.create('0') },
  { call: 'groups.create, too long', kind: 'invalid', run: c => c.groups.create('x'.repeat(65)) },
  { call: 'groups.create', as: 'subadmin', kind: 'forbidden', run: c => c.groups.create('new') },
  {
    call: 'groups.create with a name',
    only: [17],
    kind: 'unsupported',
    says: /was created.*since Nextcloud 20/,
    run: c => c.groups.create('new', 'New'),
  },
  {
    call: 'groups.rename',
    only: [17],
    kind: 'unsupported',
    says: /since Nextcloud 20/,
    run: c => c.groups.rename('Staff', 'x'),
  },
  {
    call: 'groups.rename, unknown',
    only: [20, 25, 35],
    kind: 'notFound',
    says: /“nowhere”/,
    run: c => c.groups.rename('nowhere', 'x'),
  },
  {
    call: 'groups.rename to nothing',
    only: [20, 25, 35],
    kind: 'invalid',
    run: c => c.groups.rename('Staff', ''),
  },
  { call: 'groups.delete, unknown', kind: 'notFound', run: c => c.groups.delete('nowhere') },
  { call: 'groups.delete of admin', kind: 'forbidden', run: c => c.groups.delete('admin') },
  {
    call: 'groups.members, unknown',
    kind: 'notFound',
    says: /“nowhere”/,
    run: c => c.groups.members('nowhere'),
  },
  {
    call: 'groups.members, not managed',
    as: 'subadmin',
    kind: 'forbidden',
    run: c => c.groups.members('Sales'),
  },
  {
    call: 'groups.memberDetails, unknown',
    kind: 'notFound',
    says: /“nowhere”/,
    run: c => c.groups.memberDetails('nowhere'),
  },
  {
    call: 'groups.subadmins, unknown',
    kind: 'notFound',
    says: /“nowhere”/,
    run: c => c.groups.subadmins('nowhere'),
  },

  { call: 'apps.list', as: 'subadmin', kind: 'forbidden', run: c => c.apps.list('enabled') },
  { call: 'apps.info, unknown', kind: 'notFound', says: /“nosuchapp”/, run: c => c.apps.info('nosuchapp') },
  { call: 'apps.info, an odd id', kind: 'notFound', run: c => c.apps.info('1 odd') },
  { call: 'apps.enable, unknown', kind: 'notFound', run: c => c.apps.enable('nosuchapp') },
  { call: 'apps.disable, unknown', kind: 'notFound', run: c => c.apps.disable('nosuchapp') },
  { call: 'apps.disable, protected', kind: 'forbidden', says: /“files”/, run: c => c.apps.disable('files') },
  { call: 'apps.enable', as: 'plain', kind: 'forbidden', run: c => c.apps.enable('admin_audit') },

  {
    call: 'server.deleteAppPassword without one',
    kind: 'forbidden',
    says: /app password/,
    run: c => c.server.deleteAppPassword(),
  },
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

function seed({ state }: SimulatedNextcloud): void {
  state.createGroup('Sales');
  state.createUser({ id: 'gina', password, groups: ['Staff'], subadmin: ['Staff'] });
  state.createUser({ id: 'hank', password });
  state.createUser({ id: 'bob', email: 'bob@example.org', groups: ['Staff'] });
  state.createUser({ id: 'carol', groups: ['Sales'] });
}

const callers = { subadmin: 'gina', plain: 'hank' };

for (const version of versions) {
  describe(`failures, Nextcloud ${version}`, () => {
    for (const { call, as, only = versions, kind, says, ocs, run } of cases)
      if (only.includes(version))
        it(`${call}${as ? ` as ${as}` : ''}: ${kind}`, () =>
          withNextcloud({ version }, async (nc, admin) => {
            seed(nc);
            const client = as ? clientOf(nc, { credentials: { user: callers[as], password } }) : admin;
            const error = await failsWith(kind, run(client, nc));
            if (says) assert.match(error.message, says);
            if (ocs !== undefined) assert.equal(error.ocsCode, ocs);
            client.close();
          }));
  });

  describe(`create, Nextcloud ${version}`, () => {
    const create = (
      name: string,
      id: string,
      options: Parameters<NextcloudClient['users']['create']>[1],
      expected: { kind: ErrorKind; created?: boolean; requests?: number; only?: readonly Version[] },
    ) => {
      if (!(expected.only ?? versions).includes(version)) return;
      it(name, () =>
        withNextcloud({ version }, async (nc, client) => {
          seed(nc);
          await client.users.get();
          nc.requests.length = 0;
          const error = await failsWith(expected.kind, client.users.create(id, options));
          assert(error instanceof CreateError);
          assert.equal(error.created, expected.created ?? false, error.message);
          assert.equal(nc.state.users.has('new'), expected.created ?? false);
          if (expected.requests !== undefined) assert.equal(nc.requests.length, expected.requests);
        }),
      );
    };
    create('exists', 'BOB', { password }, { kind: 'conflict' });
    create('a bad id', 'a+b', { password }, { kind: 'invalid', requests: 0 });
    create('a long id', 'x'.repeat(65), { password }, { kind: 'invalid', requests: 0 });
    create('a long password', 'new', { password: long }, { kind: 'invalid', requests: 0 });
    create(
      'a quota that would be misread',
      'new',
      { password, quota: '5 GiB' },
      { kind: 'invalid', requests: 0 },
    );
    create('no e-mail address', 'new', { email: 'not-an-email' }, { kind: 'invalid', requests: 0 });
    create('neither password nor address', 'new', {}, { kind: 'invalid', requests: 0 });
    create('a weak password', 'new', { password: 'abc' }, { kind: 'invalid' });
    create('an unknown group', 'new', { password, groups: ['nowhere'] }, { kind: 'notFound' });
    create(
      'an unknown group to administer',
      'new',
      { password, subadmin: ['nowhere'] },
      { kind: 'notFound' },
    );
    create('subadmin of admin', 'new', { password, subadmin: ['admin'] }, { kind: 'invalid' });
    create('a bad language', 'new', { password, language: 'xx' }, { kind: 'invalid', created: true });
    create('an unknown manager', 'new', { password, manager: 'nobody' }, { kind: 'invalid' });
    create(
      'a manager, which it ignores',
      'new',
      { password, manager: 'bob' },
      { kind: 'unsupported', created: true, only: [17, 20, 25] },
    );
    create('a crash that leaves an account', 'new', { email: 'a@b@c' }, { kind: 'invalid', requests: 0 });

    it('a subadmin without a group of his, or with another', () =>
      withNextcloud({ version }, async nc => {
        seed(nc);
        const client = clientOf(nc, { credentials: { user: 'gina', password } });
        await failsWith('invalid', client.users.create('new', { password }));
        await failsWith('forbidden', client.users.create('new', { password, groups: ['Sales'] }));
        assert.equal(await client.users.create('new', { password, groups: ['Staff'] }), 'new');
        client.close();
      }));
  });

  describe(`edit, Nextcloud ${version}`, () => {
    const edit = (
      name: string,
      id: string,
      changes: Parameters<NextcloudClient['users']['edit']>[1],
      expected: {
        saved?: string[];
        failed: Record<string, ErrorKind>;
        as?: 'plain';
        only?: readonly Version[];
      },
    ) => {
      if (!(expected.only ?? versions).includes(version)) return;
      it(name, () =>
        withNextcloud({ version }, async (nc, admin) => {
          seed(nc);
          const client = expected.as ? clientOf(nc, { credentials: { user: 'hank', password } }) : admin;
          const [kind] = Object.values(expected.failed);
          const error = await failsWith(kind!, client.users.edit(id, changes));
          assert(error instanceof EditError);
          assert.deepEqual(
            Object.fromEntries([...error.failed].map(([field, { kind }]) => [field, kind])),
            expected.failed,
          );
          assert.deepEqual([...error.saved].sort(), expected.saved ?? []);
          client.close();
        }),
      );
    };
    edit(
      'a bad e-mail address among others',
      'bob',
      { displayname: 'B', email: 'bad', quota: '1 GB' },
      { saved: ['displayname', 'quota'], failed: { email: 'invalid' } },
    );
    edit(
      'several bad values',
      'bob',
      { email: 'bad', language: 'xx', phone: '+49 711 252428' },
      { saved: ['phone'], failed: { email: 'invalid', language: 'invalid' } },
    );
    edit(
      'a quota that would be misread',
      'bob',
      { displayname: 'B', quota: '2,5 GB' },
      { saved: ['displayname'], failed: { quota: 'invalid' } },
    );
    edit('a weak password', 'bob', { password: 'abc' }, { failed: { password: 'invalid' } });
    edit('a long password', 'bob', { password: long }, { failed: { password: 'invalid' } });
    edit(
      'an unknown account',
      'nobody',
      { email: 'x@example.org', phone: '' },
      { failed: { email: 'notFound', phone: 'notFound' } },
    );
    edit('an unknown manager', 'bob', { manager: 'nobody' }, { failed: { manager: 'invalid' } });
    edit(
      'a field that came later',
      'bob',
      { pronouns: 'they', role: 'Boss' },
      { only: before22, failed: { role: 'unsupported', pronouns: 'unsupported' } },
    );
    edit(
      'a field that came later',
      'bob',
      { pronouns: 'they', role: 'Boss' },
      { only: [25], saved: ['role'], failed: { pronouns: 'unsupported' } },
    );
    edit(
      'what only an administrator may',
      'hank',
      { quota: '1 GB', displayname: 'Hank' },
      { as: 'plain', saved: ['displayname'], failed: { quota: 'forbidden' } },
    );
    edit(
      'what is validated by newer servers',
      'bob',
      { phone: 'abc', website: 'javascript:alert(1)' },
      { only: [35], failed: { phone: 'invalid', website: 'invalid' } },
    );
  });
}
