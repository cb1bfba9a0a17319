import assert from 'node:assert/strict';
import { CreateError, type ErrorKind, type NextcloudClient } from '../../../src/ocs/index.ts';
import {
  clientOf,
  failsWith,
  password,
  seedPeople,
  versions,
  withNextcloud,
  type Version,
} from './support.ts';

const long = 'x'.repeat(470);

for (const version of versions) {
  describe(`users.create, Nextcloud ${version}`, () => {
    const create = (
      name: string,
      id: string,
      options: Parameters<NextcloudClient['users']['create']>[1],
      expected: { kind: ErrorKind; created?: boolean; requests?: number; only?: readonly Version[] },
    ) => {
      if (!(expected.only ?? versions).includes(version)) return;
      it(name, () =>
        withNextcloud({ version }, async (nc, client) => {
          seedPeople(nc);
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
    create('no email address', 'new', { email: 'not-an-email' }, { kind: 'invalid', requests: 0 });
    create('neither password nor address', 'new', {}, { kind: 'invalid', requests: 0 });
    create('a weak password', 'new', { password: 'abc' }, { kind: version === 17 ? 'protocol' : 'invalid' });
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

    it('a group administrator who names no group, or a group of somebody else', () =>
      withNextcloud({ version }, async nc => {
        seedPeople(nc);
        const client = clientOf(nc, { credentials: { user: 'gina', password } });
        await failsWith('invalid', client.users.create('new', { password }));
        await failsWith('forbidden', client.users.create('new', { password, groups: ['Sales'] }));
        await failsWith('conflict', client.users.create('carol', { password, groups: ['Staff'] }));
        assert.equal(await client.users.create('new', { password, groups: ['Staff'] }), 'new');
        client.close();
      }));
  });
}
