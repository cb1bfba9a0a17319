import assert from 'node:assert/strict';
import { matcher } from '../../../../src/model/conditions/conditions.ts';
import type { Condition, SimpleCondition } from '../../../../src/model/conditions/conditions.ts';
import {
  conditionOf,
  conditionText,
  conditionWords,
  valueProblem,
} from '../../../../src/model/conditions/words.ts';
import type { ConditionKind } from '../../../../src/model/conditions/conditions.ts';
import type { UserInfo } from '../../../../src/ocs/types.ts';

const matches = (one: UserInfo, condition: Condition): boolean => matcher(condition)(one);

const user = (values: Partial<UserInfo>): UserInfo => ({ userId: 'ada', ...values });

/** For each kind: a condition, whom it is true of, and whom it is not. */
const cases: Record<ConditionKind, [SimpleCondition, yes: Partial<UserInfo>, no: Partial<UserInfo>]> = {
  neverSignedIn: [{ is: 'neverSignedIn' }, { lastLogin: null }, { lastLogin: new Date() }],
  signedInBefore: [
    { is: 'signedInBefore', value: '2026-01-31' },
    { lastLogin: new Date('2026-01-30T23:59:59') },
    { lastLogin: new Date('2026-01-31T00:00:00') },
  ],
  inGroup: [{ is: 'inGroup', value: 'crew' }, { groups: ['crew'] }, { groups: ['Crew'] }],
  notInGroup: [{ is: 'notInGroup', value: 'crew' }, { groups: [] }, { groups: ['a', 'crew'] }],
  quotaUsedOver: [
    { is: 'quotaUsedOver', value: 90 },
    { quota: { quota: 1000, used: 901 } },
    { quota: { quota: 1000, used: 900 } },
  ],
  disabled: [{ is: 'disabled' }, { enabled: false }, { enabled: true }],
  disabledInGroups: [
    { is: 'disabledInGroups' },
    { enabled: false, groups: ['crew'] },
    { enabled: false, groups: [] },
  ],
  noEmail: [{ is: 'noEmail' }, { email: '' }, { email: 'ada@example.com' }],
  backend: [{ is: 'backend', value: 'LDAP' }, { backend: 'LDAP' }, { backend: 'Database' }],
  manager: [{ is: 'manager', value: 'Bob' }, { manager: 'bob' }, { manager: '' }],
  language: [{ is: 'language', value: 'de' }, { language: 'de' }, { language: 'de_DE' }],
  filter: [
    { is: 'filter', value: 'group:sales -group:alumni' },
    { groups: ['sales'] },
    { groups: ['sales', 'alumni'] },
  ],
};

describe('matcher', () => {
  for (const [kind, [condition, yes, no]] of Object.entries(cases)) {
    it(`${kind} › is true for some users, false for others, and neither if nothing is known`, () => {
      assert.ok(matches(user(yes), condition));
      assert.ok(!matches(user(no), condition));
      assert.ok(matches(user(no), { not: condition }));
      assert.ok(!matches(user({}), condition));
      assert.ok(!matches(user({}), { not: condition }));
    });

    it(`${kind} › survives JSON`, () =>
      assert.ok(matches(user(yes), JSON.parse(JSON.stringify(condition)) as Condition)));
  }

  it('combines conditions with all, any and not', () => {
    const [noEmail, disabled] = [{ is: 'noEmail' }, { is: 'disabled' }] as const;
    const ada = user({ email: '', enabled: true });
    assert.ok(!matches(ada, { all: [noEmail, disabled] }));
    assert.ok(matches(ada, { all: [noEmail, { not: disabled }] }));
    assert.ok(matches(ada, { any: [disabled, noEmail] }));
    assert.ok(matches(ada, { all: [] }));
    assert.ok(!matches(ada, { any: [] }));
  });

  it('treats unknown values as neither true nor false', () => {
    const [noEmail, disabled] = [{ is: 'noEmail' }, { is: 'disabled' }] as const;
    const ada = user({ email: '' });
    assert.ok(!matches(ada, { all: [noEmail, disabled] }));
    assert.ok(matches(ada, { any: [noEmail, disabled] }));
    assert.ok(!matches(user({ email: 'a@b.c' }), { not: { all: [{ not: noEmail }, disabled] } }));
  });

  it('quotaUsedOver › applies only to limited storage, including a quota of 0', () => {
    const over = { is: 'quotaUsedOver', value: 90 } as const;
    assert.ok(!matches(user({ quota: { quota: 'none', used: 5e12, relative: 99 } }), over));
    assert.ok(matches(user({ quota: { quota: 0, used: 1 } }), over));
    assert.ok(!matches(user({ quota: { quota: 0, used: 0 } }), over));
  });
});

describe('condition words', () => {
  it('conditionOf › turns typed values into conditions, and conditionText describes them', () => {
    assert.deepEqual(conditionOf('quotaUsedOver', '90'), { is: 'quotaUsedOver', value: 90 });
    assert.deepEqual(conditionOf('noEmail', ''), { is: 'noEmail' });
    assert.equal(conditionText(conditionOf('inGroup', 'crew')), 'in the group “crew”');
    assert.equal(conditionText(conditionOf('manager', '')), 'no manager');
    for (const [condition] of Object.values(cases))
      assert.deepEqual(
        conditionOf(condition.is, 'value' in condition ? String(condition.value) : ''),
        condition,
      );
  });

  it('valueProblem › refuses nonexistent dates and invalid numbers', () => {
    for (const text of ['2026-02-30', '26-01-01', 'yesterday', '2026-13-01'])
      assert.match(valueProblem('date', text) ?? '', /2026-01-31/);
    assert.equal(valueProblem('date', '2024-02-29'), undefined);
    for (const text of ['-1', '90%', 'x']) assert.match(valueProblem('percent', text) ?? '', /90/);
    assert.equal(valueProblem('percent', '99.5'), undefined);
    assert.equal(valueProblem('group', 'anything'), undefined);
    assert.equal(valueProblem('filter', 'group:sales'), undefined);
    assert.match(valueProblem('filter', 'grup:sales') ?? '', /“grup”.*Did you mean “group”/);
    assert.match(valueProblem('filter', ' ') ?? '', /group:sales/);
    assert.match(valueProblem('filter', 'enabled -(mfa:totp or empty:2fa)') ?? '', /table of users only/);
  });

  it('end with an ellipsis if a value is requested', () => {
    for (const { title, value } of Object.values(conditionWords))
      assert.equal(title().endsWith('…'), value !== undefined, title());
  });
});
