import assert from 'node:assert/strict';
import {
  checkMail,
  checkNewGroupId,
  checkNewUserId,
  checkPassword,
  checkQuota,
} from '../../../src/ocs/checks.ts';
import { isStored } from '../../../src/ocs/users/storedFields.ts';
import { CookieJar } from '../../../src/ocs/transport/cookies.ts';
import type { EditableField, UserInfo } from '../../../src/ocs/index.ts';

const checks: [string, (text: string) => void, string[], string[]][] = [
  [
    'quota',
    checkQuota,
    ['none', 'default', '0', '1073741824', '5 GB', '5GB', '1.5 TB', '100 mb', '7 B'],
    [
      '',
      '5 GiB',
      '2,5 GB',
      '40/10 GB',
      '-3',
      '-1',
      '5 G B',
      'lots',
      '1e3 GB',
      '5 GB ',
      ' 5 GB',
      '٣ GB',
      '99999999999999999999',
      '0x10',
    ],
  ],
  [
    'user id',
    checkNewUserId,
    ['a', 'john doe', 'carol@example.com', "o'neil", 'a-b_c.d', '12345', 'x'.repeat(64)],
    ['', ' a', 'a ', '.', '..', 'a/b', 'a+b', 'müller', 'a\nb', 'a\n', 'x'.repeat(65)],
  ],
  ['group id', checkNewGroupId, ['a/b', ' lead', '😀'.repeat(64), 'x'.repeat(64)], ['', '0', 'x'.repeat(65)]],
  ['password', checkPassword, ['', 'x'.repeat(469)], ['x'.repeat(470), 'ü'.repeat(235)]],
  ['email address', checkMail, ['a@b', 'a.b+c@example.org'], ['', 'a', '@b', 'a@', 'a b@c', 'a@b@c']],
];

describe('checks before sending', () => {
  for (const [name, check, good, bad] of checks) {
    for (const text of good) it(`accept “${text.slice(0, 20)}” as ${name}`, () => check(text));
    for (const text of bad)
      it(`refuse “${text.slice(0, 20)}” as ${name}`, () =>
        assert.throws(() => check(text), { kind: 'invalid' }));
  }
});

const user: UserInfo = {
  userId: 'bob',
  displayName: 'Bob B.',
  email: 'bob@example.org',
  phone: '+4971125242890',
  quota: { quota: 1.2 * 1024 ** 3 },
  profileEnabled: true,
  additionalMail: ['Two@example.org'],
  twitter: 'nextclouders',
};

describe('isStored', () => {
  const stored: [EditableField, string, boolean][] = [
    ['displayname', 'Bob B.', true],
    ['displayname', '', false],
    ['email', 'BOB@Example.org ', true],
    ['phone', '+49 711 25242890', true],
    ['phone', '+49 711', false],
    ['quota', String(Math.round(1.21 * 1024 ** 3)), true],
    ['quota', '1.2 GB', true],
    ['quota', '2 GB', false],
    ['quota', 'none', false],
    ['profile_enabled', '1', true],
    ['profile_enabled', '0', false],
    ['additional_mail', 'two@example.org', true],
    ['additional_mail', 'three@example.org', false],
    ['twitter', '@nextclouders', true],
    ['role', 'Boss', false],
    ['password', 'x', false],
  ];
  for (const [field, value, expected] of stored)
    it(`${field} “${value}”: ${expected}`, () => assert.equal(isStored(user, field, value), expected));
  it('tells an unlimited quota from a missing one', () => {
    assert(isStored({ userId: 'bob', quota: { quota: 'none' } }, 'quota', 'default'));
    assert(!isStored({ userId: 'bob' }, 'quota', '1 GB'));
  });
});

describe('CookieJar', () => {
  it('keeps cookies by name until they expire', () => {
    const jar = new CookieJar();
    jar.store(['a=1; Path=/x; HttpOnly', 'b=2%20; Expires=Fri, 31-Dec-2100 23:59:59 GMT', 'a=3'], 0);
    assert.equal(jar.header(), 'a=3; b=2%20');
    jar.store(['a=; Max-Age=0', 'b=deleted; expires=Thu, 01-Jan-1970 00:00:01 GMT'], Date.now());
    assert.equal(jar.header(), undefined);
  });
});
