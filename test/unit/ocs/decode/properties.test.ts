import assert from 'node:assert/strict';

import fc from 'fast-check';

import { decodeGroups, decodeIds, decodeUser, decodeUsersById } from '../../../../src/ocs/decode/index.ts';
import { parseJson } from '../../../../src/ocs/decode/json.ts';
import { isIntegerKey } from '../../../nextcloud/data.ts';
import { dataOf, formats, sent } from './support.ts';
import { anyId, group, nameableId, userOf, wireGroup, wireUser } from './wire.ts';

/** As PHP's `json_encode` writes an array's keys as a list: those of digits only are numbers. */
const writeKeys = (ids: readonly string[]): string =>
  `[${ids.map(id => (isIntegerKey(id) ? id : JSON.stringify(id))).join()}]`;

describe('the decoders return exactly what a server holds', () => {
  for (const format of formats) {
    it(`decodeUser › any user in ${format}`, () => {
      fc.assert(
        fc.property(userOf(anyId), user => {
          assert.deepEqual(decodeUser(sent(wireUser(user), format)), user);
        }),
      );
    });

    it(`decodeUsersById › any page of users in ${format}, in the server's order`, () => {
      const users = fc.uniqueArray(userOf(format === 'xml' ? nameableId : anyId), {
        maxLength: 5,
        selector: ({ userId }) => userId,
      });
      fc.assert(
        fc.property(users, page => {
          const byId = new Map(page.map(user => [user.userId, wireUser(user)]));
          assert.deepEqual(decodeUsersById(sent({ users: byId }, format)), page);
        }),
      );
    });

    it(`decodeGroups › any groups in ${format}`, () => {
      fc.assert(
        fc.property(fc.array(group, { maxLength: 5 }), groups => {
          assert.deepEqual(decodeGroups(sent({ groups: groups.map(wireGroup) }, format)), groups);
        }),
      );
    });

    it(`decodeIds › any list of IDs in ${format}`, () => {
      fc.assert(
        fc.property(fc.array(anyId), ids => {
          assert.deepEqual(decodeIds(sent({ users: ids }, format), 'users'), ids);
          assert.deepEqual(decodeIds(sent(ids, format)), ids);
        }),
      );
    });
  }

  it('decodeIds › any IDs that PHP turned into numbers', () => {
    fc.assert(
      fc.property(fc.array(anyId), ids => {
        const body = `{"ocs":{"meta":{"status":"ok","statuscode":100},"data":{"users":${writeKeys(ids)}}}}`;
        assert.deepEqual(decodeIds(dataOf(body), 'users'), ids);
      }),
    );
  });
});

describe('parseJson', () => {
  /** Texts that look like the tokens which the parser protects. */
  const tricky = fc.string({
    unit: fc.constantFrom('"', '\\', '12', '1234567890123456789', ':', ',', '[', '-', '.', 'e', ' ', 'x'),
    maxLength: 12,
  });
  const values = fc.letrec<{ value: unknown }>(tie => ({
    value: fc.oneof(
      { maxDepth: 4 },
      tricky,
      fc.double({ noNaN: true, noDefaultInfinity: true }).map(value => (value === 0 ? 0 : value)),
      fc.constantFrom(null, true, false),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(
        tricky.filter(key => !/^-?\d+$/.test(key)),
        tie('value'),
        { maxKeys: 4, noNullPrototype: true },
      ),
    ),
  })).value;

  it('keeps numeric keys and long numbers, and everything else unchanged', () => {
    const isLong = (value: unknown): boolean => /[[:,]-?\d{16,}[,\]}]/.test(`[${JSON.stringify(value)}]`);
    fc.assert(
      fc.property(
        values.filter(value => !isLong(value)),
        value => {
          const json = `{"value":${JSON.stringify(value)},"map":{"9":"a","-4":"b","x":"c"},"id":9223372036854775807}`;
          assert.deepEqual(parseJson(json), { value, map: ['a', 'b', 'c'], id: '9223372036854775807' });
        },
      ),
    );
  });
});
