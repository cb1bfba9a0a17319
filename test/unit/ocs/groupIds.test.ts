import assert from 'node:assert/strict';
import { encodeGroupId, encodeSegment } from '../../../src/ocs/encode.ts';
import { failsWith, versions, withNextcloud } from './support.ts';

const ids = [
  'a/b',
  '50%',
  'C++',
  'x#1',
  'q?a=b&c',
  '%41',
  'Grüße ☂',
  'details',
  'users',
  ' lead',
  'a%2Fb',
  'a b/c d%e#f?g',
  'x/users',
  'x/subadmins',
  'new\nline',
  '12345',
  'back\\slash',
  '100% +1',
];
/** What a badly encoded id would reach. */
const neighbours = ['A', 'C  ', 'a', 'b', 'x', 'a/b', '50%25', 'C%2B%2B', '%2541', 'ab', '100%  1'];

for (const version of versions)
  describe(`group IDs in URLs, Nextcloud ${version}`, () => {
    for (const id of ids)
      it(`“${id}” is reached by every call, and no other group is`, () =>
        withNextcloud({ version }, async (nc, client) => {
          nc.state.createUser({ id: 'bob', groups: [id], subadmin: [id] });
          for (const other of neighbours) if (other !== id) nc.state.createGroup(other, 'untouched');
          assert.deepEqual(await client.groups.members(id), ['bob']);
          assert.deepEqual(
            (await client.groups.memberDetails(id)).map(({ userId }) => userId),
            ['bob'],
          );
          assert.deepEqual(await client.groups.subadmins(id), ['bob']);
          if (version >= 20) {
            await client.groups.rename(id, 'renamed');
            assert.equal(nc.state.groups.get(id)?.displayname, 'renamed');
          }
          await client.groups.delete(id);
          assert(!nc.state.groups.has(id));
          for (const other of neighbours)
            if (other !== id) assert.equal(nc.state.groups.get(other)?.displayname, 'untouched');
        }));

    for (const id of ['.', '..', '', 'a\0b', '\ud800'])
      it(`“${id}” is refused without a request`, () =>
        withNextcloud({ version }, async (nc, client) => {
          for (const call of [
            client.groups.members(id),
            client.groups.delete(id),
            client.groups.rename(id, 'x'),
            client.groups.subadmins(id),
          ])
            await failsWith('invalid', call);
          assert.equal(nc.requests.length, 0);
        }));

    for (const id of ['a/../b', '/a', 'a//b', 'a/', './a'])
      it(`“${id}” is reached or refused`, () =>
        withNextcloud({ version }, async (nc, client) => {
          for (const other of ['a', 'b', '/b', 'a/b']) nc.state.createGroup(other);
          nc.state.createUser({ id: 'bob', groups: [id] });
          await failsWith('invalid', client.groups.subadmins(id));
          if (version === 17) await failsWith('invalid', client.groups.delete(id));
          else await client.groups.delete(id);
          assert.equal(nc.state.groups.has(id), version === 17);
          assert(['a', 'b', '/b', 'a/b'].every(other => nc.state.groups.has(other)));
        }));
  });

describe('encodeGroupId for versions between the known ones', () => {
  for (const major of [18, 19])
    it(`refuses IDs that ${major} might read differently`, async () => {
      const encode = (id: string) => encodeGroupId(id, 'onceMore', () => Promise.resolve(major));
      await failsWith('invalid', encode('C++'));
      await failsWith('invalid', encode('%41'));
      assert.equal(await encode('50%'), '50%25');
      assert.equal(await encode('a/b c'), 'a/b%20c');
    });
});

describe('encodeSegment', () => {
  it('encodes an ID once, as one segment', () => {
    assert.equal(encodeSegment("o'neil 1@x+y%41"), "o'neil%201%40x%2By%2541");
    for (const id of ['', '.', '..', 'a/b', 'a\0'])
      assert.throws(() => encodeSegment(id), { kind: 'invalid' });
  });
});
