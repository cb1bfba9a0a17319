import assert from 'node:assert/strict';
import { EditError, type ErrorKind, type NextcloudClient } from '../../../src/ocs/index.ts';
import {
  clientOf,
  failsWith,
  password,
  seedPeople,
  versions,
  withNextcloud,
  type Version,
} from './support.ts';

const before22 = [17, 20] as const;
const long = 'x'.repeat(470);

for (const version of versions) {
  describe(`users.edit, Nextcloud ${version}`, () => {
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
          seedPeople(nc);
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
      'a bad email address among others',
      'bob',
      { displayname: 'B', email: 'bad', quota: '1 GB' },
      { saved: ['displayname', 'quota'], failed: { email: 'invalid' } },
    );
    edit(
      'several bad values',
      'bob',
      { email: 'bad@host', language: 'xx', phone: '+49 711 252428' },
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
      'an unknown user',
      'nobody',
      { email: 'x@example.org', phone: '' },
      { failed: { email: 'notFound', phone: 'notFound' } },
    );
    edit('an unknown manager', 'bob', { manager: 'nobody' }, { failed: { manager: 'invalid' } });
    edit(
      'a field that only newer servers have',
      'bob',
      { pronouns: 'they', role: 'Boss' },
      { only: before22, failed: { role: 'unsupported', pronouns: 'unsupported' } },
    );
    edit(
      'a field that only newer servers have',
      'bob',
      { pronouns: 'they', role: 'Boss' },
      { only: [25], saved: ['role'], failed: { pronouns: 'unsupported' } },
    );
    edit(
      'a field that only administrators may change',
      'hank',
      { quota: '1 GB', displayname: 'Hank' },
      { as: 'plain', saved: ['displayname'], failed: { quota: 'forbidden' } },
    );
    edit(
      'values that only newer servers validate',
      'bob',
      { phone: 'abc', website: 'javascript:alert(1)' },
      { only: [35], failed: { phone: 'invalid', website: 'invalid' } },
    );

    for (const blank of ['', '  '])
      it(`the display name “${blank}” reverts to the user ID`, () =>
        withNextcloud({ version }, async (nc, client) => {
          seedPeople(nc);
          const bob = nc.state.users.get('bob')!;
          bob.displayname = 'Robert';
          await client.users.edit('BOB', { displayname: blank });
          assert.equal(bob.displayname, 'bob');
        }));

    it('refuses invalid values without sending them', () =>
      withNextcloud({ version }, async (nc, client) => {
        seedPeople(nc);
        await client.users.get('bob');
        nc.requests.length = 0;
        await failsWith(
          'invalid',
          client.users.edit('bob', { email: 'bad', quota: '5 GiB', password: long }),
        );
        assert.deepEqual(nc.requests, []);
      }));

    it('sends several fields in as few requests as possible', () =>
      withNextcloud({ version }, async (nc, client) => {
        seedPeople(nc);
        await client.users.get('bob');
        nc.requests.length = 0;
        await client.users.edit('bob', { email: 'b@example.org', language: 'de', quota: 'none' });
        await client.users.edit('bob', { email: '', language: 'en' });
        const count = (method: string) => nc.requests.filter(request => request.method === method).length;
        assert.deepEqual([count('PATCH'), count('PUT')], version >= 34 ? [2, 0] : [1, 5]);
      }));
  });
}
