import assert from 'node:assert/strict';
import {
  findingText,
  reviewInstance,
  subjectText,
  type ReviewFinding,
} from '../../../src/keep/review/review.ts';
import { reviewRules, type RuleId } from '../../../src/keep/review/rules/index.ts';
import { skeletonOf } from '../../../src/keep/review/skeleton.ts';
import { usualLimits } from '../../../src/keep/review/instance.ts';
import type { ReviewInput } from '../../../src/keep/review/types.ts';
import { daysAgo, reviewed } from './reviewed.ts';

interface Case {
  /** Instances in which the rule finds something, and the sentences. */
  for: [what: string, instance: ReviewInput, sentences: string[]][];
  /** Nearly the same, where it finds nothing. */
  against: [what: string, instance: ReviewInput][];
}

const off = { totp: false };
const gb = 1024 ** 3;

const cases: Record<RuleId, Case> = {
  adminWithoutSecondFactor: {
    for: [
      ['none', reviewed([{ id: 'root', groups: ['admin'], facts: { factors: {} } }]), ['“root” is an administrator without a second factor.']],
      ['backup codes alone', reviewed([{ id: 'root', groups: ['admin'], facts: { factors: { ...off, backup_codes: true } } }]), ['“root” is an administrator without a second factor.']],
    ],
    against: [
      ['with one', reviewed([{ id: 'root', groups: ['admin'], facts: { factors: { totp: true } } }])],
      ['unknown', reviewed([{ id: 'root', groups: ['admin'] }])],
      ['disabled', reviewed([{ id: 'root', groups: ['admin'], enabled: false, facts: { factors: {} } }])],
      ['no administrator', reviewed([{ id: 'root', groups: ['staff'], facts: { factors: {} } }])],
    ],
  },
  managerWithoutSecondFactor: {
    for: [['none', reviewed([{ id: 'lead', subadmin: ['staff'], facts: { factors: off } }]), ['“lead” administers groups without a second factor: staff']]],
    against: [
      ['with one', reviewed([{ id: 'lead', subadmin: ['staff'], facts: { factors: { totp: true } } }])],
      ['administers nothing', reviewed([{ id: 'lead', facts: { factors: off } }])],
    ],
  },
  neverSignedIn: {
    for: [['never', reviewed([{ id: 'ann', facts: { lastLogin: null } }]), ['“ann” is enabled and has never signed in.']]],
    against: [
      ['disabled', reviewed([{ id: 'ann', enabled: false, groups: [], facts: { lastLogin: null } }])],
      ['signed in', reviewed([{ id: 'ann' }])],
    ],
  },
  longAway: {
    for: [['longer', reviewed([{ id: 'ann', facts: { lastLogin: daysAgo(181) } }]), ['“ann” is enabled and last signed in 181 days ago.']]],
    against: [
      ['just as long', reviewed([{ id: 'ann', facts: { lastLogin: daysAgo(180) } }])],
      ['disabled', reviewed([{ id: 'ann', enabled: false, groups: [], facts: { lastLogin: daysAgo(900) } }])],
      ['by another limit', reviewed([{ id: 'ann', facts: { lastLogin: daysAgo(181) } }], { limits: { awayDays: 200 } })],
    ],
  },
  disabledManager: {
    for: [['disabled', reviewed([{ id: 'ann', enabled: false, subadmin: ['staff'] }]), ['“ann” is disabled and still administers: staff']]],
    against: [
      ['enabled', reviewed([{ id: 'ann', subadmin: ['staff'] }])],
      ['without a role', reviewed([{ id: 'ann', enabled: false }])],
    ],
  },
  disabledMember: {
    for: [['disabled', reviewed([{ id: 'ann', enabled: false }]), ['“ann” is disabled and still in: staff']]],
    against: [
      ['in no group', reviewed([{ id: 'ann', enabled: false, groups: [] }])],
      ['enabled', reviewed([{ id: 'ann' }])],
    ],
  },
  foreignRole: {
    for: [['no member', reviewed([{ id: 'ann', groups: [], subadmin: ['staff'] }]), ['“ann” administers “staff” without being a member.']]],
    against: [
      ['a member', reviewed([{ id: 'ann', subadmin: ['staff'] }])],
      ['an administrator', reviewed([{ id: 'ann', groups: ['admin'], subadmin: ['staff'] }])],
    ],
  },
  guestInside: {
    for: [
      ['by the backend', reviewed([{ id: 'g', facts: { backend: 'Guests' } }]), ['The guest “g” is in “staff”, as are members.']],
      ['by a group', reviewed([{ id: 'g', groups: ['guests', 'staff'] }]), ['The guest “g” is in “staff”, as are members.']],
    ],
    against: [
      ['in groups for guests', reviewed([{ id: 'g', groups: ['guest_app', 'guests'], facts: { backend: 'Guests' } }])],
      ['among guests', reviewed([{ id: 'g', groups: ['guests', 'x'] }, { id: 'h', groups: ['guests', 'x'] }])],
      ['in an open group', reviewed([{ id: 'g', facts: { backend: 'Guests' } }], { limits: { openGroups: ['staff'] } })],
      ['no guest', reviewed([{ id: 'g' }])],
    ],
  },
  lookAlikeUsers: {
    for: [
      ['a Cyrillic letter', reviewed([{ id: 'аnna' }, { id: 'anna' }]), ['These user IDs look alike: “anna”, “аnna”']],
      ['digits', reviewed([{ id: 'pau1' }, { id: 'paul' }]), ['These user IDs look alike: “pau1”, “paul”']],
      ['rn for m', reviewed([{ id: 'tirn' }, { id: 'tim' }]), ['These user IDs look alike: “tim”, “tirn”']],
      ['a letter that cannot be seen', reviewed([{ id: 'an\u200Bna' }, { id: 'anna' }]), ['These user IDs look alike: “anna”, “an\u200Bna”']],
    ],
    against: [
      ['numbers', reviewed([{ id: 'user10' }, { id: 'user01' }])],
      ['accents', reviewed([{ id: 'müller' }, { id: 'muller' }])],
    ],
  },
  lookAlikeGroups: {
    for: [['alike', reviewed([{ id: 'a', groups: ['Info', 'lnfo'] }, { id: 'b', groups: ['Info', 'lnfo'] }], { groups: ['Info', 'lnfo'] }), ['These group IDs look alike: “Info”, “lnfo”']]],
    against: [['by case only', reviewed([{ id: 'a', groups: ['info', 'Info'] }, { id: 'b', groups: ['info', 'Info'] }], { groups: ['Info', 'info'] })]],
  },
  groupsByCase: {
    for: [['twice', reviewed([], { groups: ['crew', 'Crew'] }), ['These group IDs differ by upper and lower case only: “Crew”, “crew”']]],
    against: [['once', reviewed([], { groups: ['crew', 'Crews'] })]],
  },
  sameEmail: {
    for: [['twice', reviewed([{ id: 'ann', email: 'A@x.org' }, { id: 'bob', email: 'a@X.org', enabled: false }]), ['These users have the same email (a@x.org): “ann”, “bob”']]],
    against: [
      ['once', reviewed([{ id: 'ann', email: 'a@x.org' }, { id: 'bob', email: 'b@x.org' }])],
      ['none', reviewed([{ id: 'ann', email: '' }, { id: 'bob', email: '' }])],
    ],
  },
  noEmail: {
    for: [['none', reviewed([{ id: 'ann', email: '' }]), ['“ann” has no email.']]],
    against: [
      ['one', reviewed([{ id: 'ann' }])],
      ['disabled', reviewed([{ id: 'ann', email: '', enabled: false }])],
    ],
  },
  managerGone: {
    for: [['gone', reviewed([{ id: 'ann', manager: 'gone' }]), ['The manager of “ann”, “gone”, does not exist.']]],
    against: [
      ['there', reviewed([{ id: 'ann', manager: 'FIRST' }])],
      ['none', reviewed([{ id: 'ann' }])],
    ],
  },
  managerDisabled: {
    for: [['disabled', reviewed([{ id: 'ann', manager: 'Boss' }, { id: 'boss', enabled: false }]), ['The manager of “ann”, “Boss”, is disabled.']]],
    against: [
      ['enabled', reviewed([{ id: 'ann', manager: 'boss' }, { id: 'boss' }])],
      ['both disabled', reviewed([{ id: 'ann', manager: 'boss', enabled: false }, { id: 'boss', enabled: false }])],
    ],
  },
  emptyGroup: {
    for: [['empty', reviewed([], { groups: ['crew'] }), ['The group “crew” has no members.']]],
    against: [['of the administrators', reviewed([])]],
  },
  groupOfOne: {
    for: [['one', reviewed([{ id: 'ann', groups: ['staff', 'crew'] }], { groups: ['crew'] }), ['“ann” is the only member of the group “crew”.']]],
    against: [
      ['two', reviewed([{ id: 'ann', groups: ['crew'] }, { id: 'bob', groups: ['crew'] }], { groups: ['crew'] })],
      ['of the administrators', reviewed([{ id: 'ann', groups: ['admin'] }])],
    ],
  },
  appForNobody: {
    for: [['empty and gone', reviewed([], { groups: ['crew'], apps: [{ id: 'polls', enabled: true, limitedTo: ['crew', 'gone'] }] }), ['The app “polls” is enabled only for groups without members: crew, gone']]],
    against: [
      ['somebody', reviewed([], { groups: ['crew'], apps: [{ id: 'polls', enabled: true, limitedTo: ['crew', 'staff'] }] })],
      ['everybody', reviewed([], { apps: [{ id: 'polls', enabled: true }] })],
      ['disabled', reviewed([], { apps: [{ id: 'polls', enabled: false, limitedTo: ['gone'] }] })],
    ],
  },
  unlimitedStorage: {
    for: [
      ['promised', reviewed([{ id: 'big', quota: 'none' }], { freeSpace: 2.5 * gb }), ['Users without a quota: 1. With what the others may still store, 3 GB are needed, and 2.5 GB are free.']],
      ['told by users', reviewed([{ id: 'big', quota: 'none', facts: { free: gb } }, { id: 'more', quota: 'none', facts: { free: 2 * gb } }]), ['Users without a quota: 2. With what the others may still store, 4 GB are needed, and 2 GB are free.']],
    ],
    against: [
      ['enough', reviewed([{ id: 'big', quota: 'none' }], { freeSpace: 3 * gb })],
      ['used already', reviewed([{ id: 'big', quota: 'none' }, { id: 'full', quota: '9 GB', facts: { used: 9 * gb } }], { freeSpace: 3 * gb })],
      ['nobody without a quota', reviewed([], { freeSpace: 0 })],
      ['unknown', reviewed([{ id: 'big', quota: 'none' }])],
      ['disabled', reviewed([{ id: 'big', quota: 'none', enabled: false }], { freeSpace: 0 })],
    ],
  },
}; // prettier-ignore

const foundBy = (rule: RuleId, instance: ReviewInput): ReviewFinding[] =>
  reviewInstance(instance).filter(finding => finding.rule === rule);

describe('reviewInstance', () => {
  for (const rule of Object.keys(reviewRules) as RuleId[]) {
    for (const [what, instance, sentences] of cases[rule].for)
      it(`finds ${rule}: ${what}`, () => {
        assert.deepEqual(foundBy(rule, instance).map(findingText), sentences);
      });
    for (const [what, instance] of cases[rule].against)
      it(`does not find ${rule}: ${what}`, () => assert.deepEqual(foundBy(rule, instance), []));
  }

  it('finds nothing where all is well', () => assert.deepEqual(reviewInstance(reviewed([])), []));

  it('has what is worse first, each with a key of its own that case and order of subjects do not change', () => {
    const people = [
      { id: 'ann', email: '', facts: { lastLogin: null } },
      { id: 'Bob', email: 'x@x.org', groups: ['admin'], facts: { factors: {} } },
      { id: 'carl', email: 'x@x.org', enabled: false, groups: [] },
    ];
    const findings = reviewInstance(reviewed(people));
    assert.deepEqual(
      findings.map(({ severity, rule }) => `${severity} ${rule}`),
      ['high adminWithoutSecondFactor', 'medium neverSignedIn', 'medium sameEmail', 'low noEmail'],
    );
    const again = reviewInstance(
      reviewed(people.toReversed().map(one => ({ ...one, id: one.id.toUpperCase() }))),
    );
    assert.deepEqual(new Set(again.map(({ key }) => key)), new Set(findings.map(({ key }) => key)));
    assert.equal(new Set(findings.map(({ key }) => key)).size, 4);
    assert.deepEqual(findings[2]?.subjects.map(subjectText), ['user:Bob', 'user:carl']);
  });

  it('has a title, a reason, a method and an advice for every rule', () => {
    for (const { title, reason, method, advice } of Object.values(reviewRules))
      for (const text of [title(), reason(), method(usualLimits), advice()]) {
        assert.ok(text.length > 8);
        assert.doesNotMatch(text, /[{}]|undefined|NaN/);
      }
  });
});

describe('skeletonOf', () => {
  it('is the same for what looks alike and another for what does not', () => {
    const alike = [['Info', 'lnfo', '1nfo'], ['раураl', 'paypal', 'ｐａｙｐａｌ'], ['a–b', 'a-b'], ['a b', 'a  b ']]; // prettier-ignore
    for (const ids of alike) assert.equal(new Set(ids.map(skeletonOf)).size, 1, ids.join());
    const other = ['anna', 'ana', 'hanna', '陈伟', 'müller', 'muller', 'user10', 'user01'];
    assert.equal(new Set(other.map(skeletonOf)).size, other.length);
  });
});
