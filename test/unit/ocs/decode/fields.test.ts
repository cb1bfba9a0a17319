import assert from 'node:assert/strict';

import {
  decodeAppInfo,
  decodeCapabilities,
  decodeCreatedId,
  decodeFieldErrors,
  decodeGroups,
  decodeIds,
  decodeUser,
  decodeUsersById,
  noting,
} from '../../../../src/ocs/decode/index.ts';
import type { Data } from '../../../nextcloud/data.ts';
import { dataOf, refusal, sent } from './support.ts';
import { textFields } from './wire.ts';

type Wrong = Record<'json' | 'xml', Data[]>;

const SECRET = 'hunter2';

/** What is none of a kind. XML has text for every leaf, so that less can be wrong in it. */
const wrongs = {
  text: { json: [true, 12, [SECRET], { a: SECRET }], xml: [[SECRET], { a: SECRET }] },
  id: {
    json: ['', true, null, 1.5, 2 ** 70, [SECRET], { a: SECRET }],
    xml: ['', null, [SECRET], { a: SECRET }],
  },
  list: { json: [SECRET, true, 12, null], xml: [SECRET, true] },
  texts: { json: [[12], [[SECRET]], { a: [SECRET] }], xml: [[[SECRET]], { a: { b: SECRET } }] },
  ids: { json: [[true], [null], [['a']], [1.5]], xml: [[''], [['a']]] },
  map: { json: [SECRET, true, 12, null, [SECRET]], xml: [SECRET, true, [SECRET]] },
  number: {
    json: [SECRET, '', '0x10', '1 GB', true, null, [1], { a: 1 }],
    xml: [SECRET, '', '0x10', '1 GB', null, [1], { a: 1 }],
  },
  integer: { json: [1.5, 2 ** 70, '1.5'], xml: [1.5, '1e400'] },
  time: { json: [-2, 9e15], xml: [-2, '9e15'] },
  boolean: { json: [SECRET, 2, null, [], ['a'], { a: 1 }], xml: [SECRET, 2, ['a'], { a: 1 }] },
  /** Any text is taken. */
  flag: { json: [1, null, [], { a: 1 }], xml: [['a'], { a: 1 }] },
  /** false is "not known". */
  count: { json: [SECRET, true, null, 1.5, [1], { a: 1 }], xml: [SECRET, 1.5, [1], { a: 1 }] },
} satisfies Record<string, Wrong>;

type Kind = keyof typeof wrongs;

const userFields: Record<string, Kind[]> = {
  ...Object.fromEntries(textFields.map(([, wire]) => [wire, ['text']])),
  id: ['id'],
  enabled: ['boolean'],
  firstLoginTimestamp: ['number', 'integer', 'time'],
  lastLogin: ['number', 'integer', 'time'],
  subadmin: ['list', 'ids'],
  groups: ['list', 'ids'],
  additional_mail: ['list', 'texts'],
  additional_mailScope: ['list', 'texts'],
  emailScope: ['text'],
  profile_enabled: ['flag'],
  backendCapabilities: ['map'],
  'backendCapabilities.setDisplayName': ['boolean'],
  'backendCapabilities.setPassword': ['boolean'],
  'quota.quota': ['number'],
  'quota.used': ['number'],
  'quota.free': ['number'],
  'quota.total': ['number'],
  'quota.relative': ['number'],
};

const groupFields: Record<string, Kind[]> = {
  id: ['id'],
  displayname: ['text'],
  usercount: ['count'],
  disabled: ['count'],
  canAdd: ['boolean'],
  canRemove: ['boolean'],
};

/** `place('a.b', 1)` is `{ a: { b: 1 } }`. */
const place = (path: string, value: Data): Record<string, Data> => {
  const [first, ...rest] = path.split('.') as [string, ...string[]];
  return { [first]: rest.length > 0 ? place(rest.join('.'), value) : value };
};

/** The sentence names the place and says nothing of the value. */
function assertRefused(path: string, action: () => unknown): void {
  const sentence = refusal(action);
  assert.ok(sentence.includes(`at data.${path}`), sentence);
  assert.ok(!sentence.includes(SECRET) && sentence.length < 200, sentence);
}

/** What is read, and the parts that were left out, none of which tells a value. */
function readOddly<T>(read: () => T): { value: T; oddities: string[] } {
  const oddities: string[] = [];
  const value = noting(oddity => oddities.push(oddity), read);
  for (const oddity of oddities) assert.ok(!oddity.includes(SECRET) && oddity.length < 200, oddity);
  return { value, oddities };
}

for (const format of ['json', 'xml'] as const) {
  describe(`a wrong type in ${format} costs only one field or record`, () => {
    const { id: userId, ...ofUsers } = userFields;
    for (const [path, kinds] of Object.entries(ofUsers)) {
      it(`${path} of a user`, () => {
        for (const value of kinds.flatMap((kind): Data[] => wrongs[kind][format])) {
          const user = { id: 'alice', phone: '+49', ...place(path, value) };
          const one = readOddly(() => decodeUser(sent(user, format)));
          const many = readOddly(() =>
            decodeUsersById(sent({ users: { a: { id: 'a', role: 'x' }, b: user } }, format)),
          );
          assert.deepEqual(many.value, [{ userId: 'a', role: 'x' }, one.value]);
          assert.equal(one.value.userId, 'alice');
          assert.equal(one.value.problem, undefined);
          assert.deepEqual(one.value.unreadable, [path.split('.').at(-1)]);
          if (path !== 'phone') assert.equal(one.value.phone, '+49');
          assert.equal(one.oddities.length, 1);
          assert.deepEqual(many.oddities, one.oddities);
        }
      });
    }

    const { id: groupId, ...ofGroups } = groupFields;
    for (const [path, kinds] of Object.entries(ofGroups)) {
      it(`${path} of a group`, () => {
        for (const value of kinds.flatMap((kind): Data[] => wrongs[kind][format])) {
          const groups = [{ id: 'staff', ...place(path, value) }, { id: 'other' }];
          const { value: read, oddities } = readOddly(() => decodeGroups(sent({ groups }, format)));
          assert.deepEqual(read, [{ id: 'staff' }, { id: 'other' }]);
          assert.equal(oddities.length, 1);
        }
      });
    }

    it('decodeUsersById › keeps a record with an invalid ID under its key, with a problem', () => {
      for (const value of userId!.flatMap((kind): Data[] => wrongs[kind][format])) {
        const users = { a: { id: 'a', role: 'x' }, b: { id: value, role: 'y' } };
        const { value: read, oddities } = readOddly(() => decodeUsersById(sent({ users }, format)));
        assert.equal(read.length, 2);
        assert.deepEqual(read[0], { userId: 'a', role: 'x' });
        assert.match(read[1]!.problem!, /cannot be read/);
        assert.ok(oddities.length > 0);
        assertRefused('id', () => decodeUser(sent({ id: value }, format)));
      }
    });

    it('decodeGroups › skips a group without a valid ID', () => {
      for (const value of groupId!.flatMap((kind): Data[] => wrongs[kind][format]))
        assert.deepEqual(decodeGroups(sent({ groups: [{ id: value }, { id: 'staff' }] }, format)), [
          { id: 'staff' },
        ]);
    });
  });

  describe(`a wrong structure in ${format} is refused`, () => {
    it('decodeIds and decodeUsersById › refuse an invalid or missing list', () => {
      for (const value of [...wrongs.list[format], ...wrongs.ids[format]]) {
        assertRefused('users', () => decodeIds(sent({ users: value }, format), 'users'));
      }
      assertRefused('users', () => decodeIds(sent({ groups: [] }, format), 'users'));
      assertRefused('users', () => decodeUsersById(sent([], format)));
    });

    it('other decoders › refuse an answer without the ID, errors, app or version', () => {
      assertRefused('id', () => decodeUser(sent({ displayname: 'Alice' }, format)));
      assertRefused('id', () => decodeCreatedId(sent([], format)));
      assertRefused('id', () => decodeAppInfo(sent([], format)));
      assertRefused('errors', () => decodeFieldErrors(sent([], format)));
      assertRefused('version', () => decodeCapabilities(sent({ capabilities: [] }, format)));
    });
  });
}

describe('values that servers send in more than one form', () => {
  const userWith = (fields: Record<string, Data>): ReturnType<typeof decodeUser> =>
    decodeUser(sent({ id: 'alice', ...fields }));

  it('decodeUsersById and decodeIds › keep the order of numeric IDs, even if the page is a list', () => {
    const page = (users: string): string =>
      `{"ocs":{"meta":{"status":"ok","statuscode":100},"data":{"users":${users}}}}`;
    const idsOf = (users: string): string[] =>
      decodeUsersById(dataOf(page(users))).map(({ userId }) => userId);
    assert.deepEqual(idsOf('{"zoe":{"id":"zoe"},"12345":{"id":"12345"},"7":{"id":"7"}}'), [
      'zoe',
      '12345',
      '7',
    ]);
    assert.deepEqual(idsOf('[{"id":"0"},{"id":"1"}]'), ['0', '1']);
    assert.deepEqual(idsOf('{ "9" : {"id":"9"}, "__proto__": {"id":"__proto__"} }'), ['9', '__proto__']);
    assert.deepEqual(decodeIds(dataOf(page('[0,9007199254740993,"a"]')), 'users'), [
      '0',
      '9007199254740993',
      'a',
    ]);
  });

  it('decodeIds › accepts a list sent as an object', () => {
    assert.deepEqual(decodeIds(sent({ apps: { '5': 'admin_audit', '11': 'testing' } }), 'apps'), [
      'admin_audit',
      'testing',
    ]);
    assert.deepEqual(decodeIds(sent({ groups: { Staff: 'Staff' } }), 'groups'), ['Staff']);
  });

  it('decodeUsersById › returns only the ID and a problem for an unreadable user', () => {
    assert.deepEqual(decodeUsersById(sent({ users: { bob: { id: 'bob' }, eve: null, kai: 'gone' } })), [
      {
        userId: 'bob',
        problem: 'The server cannot read this user. See the log of the server for the cause.',
      },
      { userId: 'eve', problem: 'The server sent a record that cannot be read.' },
      { userId: 'kai', problem: 'The server sent a record that cannot be read.' },
    ]);
  });

  it('decodeUser › reads both forms of "unlimited" and of quotas, and omits an unknown limit', () => {
    assert.deepEqual(userWith({ quota: { quota: -3, used: 5 } }).quota, { quota: 'none', used: 5 });
    assert.deepEqual(userWith({ quota: { quota: 'none', free: -7 } }).quota, { quota: 'none', free: -7 });
    assert.deepEqual(userWith({ quota: { quota: -2 } }).quota, {});
    assert.deepEqual(userWith({ quota: 1024 }).quota, { quota: 1024 });
    assert.deepEqual(userWith({ quota: [] }).quota, {});
  });

  it('decodeUser › distinguishes "never" from "unknown", and milliseconds from seconds', () => {
    const never = userWith({ firstLoginTimestamp: 0, lastLogin: 0 });
    assert.deepEqual([never.firstLogin, never.lastLogin], [null, null]);
    const date = new Date('2026-11-21T20:00:00Z');
    const known = userWith({ firstLoginTimestamp: date.getTime() / 1000, lastLogin: date.getTime() });
    assert.deepEqual([known.firstLogin, known.lastLogin], [date, date]);
    assert.ok(!('firstLogin' in userWith({ firstLoginTimestamp: -1 })));
  });

  it('decodeUser › reads null as empty text, and omits profile_enabled unless it is 1 or 0', () => {
    const user = userWith({ email: null, notify_email: null, manager: null, profile_enabled: 'maybe' });
    assert.deepEqual(user, { userId: 'alice', email: '', notifyEmail: '', manager: '' });
  });

  it('decodeUser › returns scopes by field, whatever its name', () => {
    const user = decodeUser(
      dataOf(
        '{"ocs":{"meta":{"status":"ok","statuscode":100},"data":{"id":"a","emailScope":"v2-local","__proto__Scope":"x","additional_mailScope":["v2-private"]}}}',
      ),
    );
    assert.deepEqual(Object.entries(user.scopes!), [
      ['email', 'v2-local'],
      ['__proto__', 'x'],
    ]);
    assert.deepEqual(user.additionalMailScopes, ['v2-private']);
  });

  it('decodeAppInfo › reads what info.xml allows: one or many, with or without attributes', () => {
    const attributes = { '@attributes': { mail: 'a@example.com' }, '@value': 'Ann' };
    const app = { id: 'notes', author: attributes, category: 'office', types: [], licence: ['agpl', 'mit'] };
    const { raw, ...info } = decodeAppInfo(sent(app));
    assert.deepEqual(info, {
      id: 'notes',
      authors: ['Ann'],
      categories: ['office'],
      types: [],
      licence: 'agpl, mit',
    });
    assert.deepEqual(raw, app);
    const xml = { id: 'notes', author: [{ '@attributes': { mail: 'a@example.com', value: 'Ann' } }, 'Bob'] };
    assert.deepEqual(decodeAppInfo(sent(xml, 'xml')).authors, ['Ann', 'Bob']);
  });

  const german = { '@attributes': { lang: 'de' }, '@value': 'FindeEs' };
  const english = { '@attributes': { lang: 'en' }, '@value': 'FindIt' };
  const appFields: [what: string, sent: Record<string, Data>, read: object][] = [
    ['a name in several languages', { name: ['FindIt', german] }, { name: 'FindIt' }],
    ['a name in named languages only', { name: [german, english] }, { name: 'FindIt' }],
    ['a name in a single named language', { name: [german] }, { name: 'FindeEs' }],
    ['a name that is not text', { name: { a: { b: 'c' } } }, {}],
    [
      'documentation as text',
      { documentation: 'https://a.example' },
      { documentation: { user: 'https://a.example' } },
    ],
    [
      'repeated documentation',
      { documentation: { user: ['https://a', 'https://b'], admin: '' } },
      { documentation: { user: 'https://a' } },
    ],
    ['a repeated namespace', { namespace: ['Survey_Client', ''] }, { namespace: 'Survey_Client' }],
    ['a repeated website', { website: ['https://a', 'https://b'] }, { website: 'https://a' }],
    ['dependencies as text', { dependencies: 'php' }, {}],
    ['an empty list', { name: [], website: [] }, {}],
    ['an invalid author', { author: ['Ann', { a: 1 }] }, { authors: ['Ann'] }],
    ['a category that is a number', { category: 5 }, {}],
    ['null everywhere', { author: null, category: null, types: null, screenshot: null }, { screenshots: [] }],
  ];
  for (const [what, fields, read] of appFields)
    it(`decodeAppInfo › reads an app with ${what}`, () => {
      const { raw, ...info } = decodeAppInfo(sent({ id: 'app', version: '1.0', ...fields }));
      const always = { id: 'app', version: '1.0', authors: [], categories: [], types: [] };
      assert.deepEqual(info, { ...always, ...read });
      assert.deepEqual(raw, { id: 'app', version: '1.0', ...fields });
    });
});
