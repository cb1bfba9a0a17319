import assert from 'node:assert/strict';
import {
  acceptanceKey,
  readAcceptances,
  writeAcceptances,
  type Acceptance,
} from '../../../src/keep/review/acceptances.ts';
import {
  isUrgent,
  judge,
  readRecord,
  writeRecord,
  type ReviewRecord,
} from '../../../src/keep/review/judge.ts';
import { reviewInstance } from '../../../src/keep/review/review.ts';
import { reviewed } from './reviewed.ts';

const noEmail: Acceptance = {
  rule: 'noEmail',
  subjects: ['user:ann'],
  reason: 'A service account',
  until: '2027-06-30',
};
const sameEmail: Acceptance = {
  rule: 'sameEmail',
  subjects: ['user:carl', 'user:Bob'],
  reason: 'A “shared” mailbox\nof two',
  until: '2026-12-31',
};

const findings = reviewInstance(
  reviewed([
    { id: 'Ann', email: '' },
    { id: 'bob', email: 'team@example.com' },
    { id: 'carl', email: 'TEAM@example.com' },
  ]),
);

const statesOn = (today: string, ...accepted: Acceptance[]): string[] =>
  judge(findings, accepted, today).findings.map(({ rule, status }) => `${rule} ${status}`);

describe('judge', () => {
  it('takes whatever nobody has accepted as open', () =>
    assert.deepEqual(statesOn('2026-11-29'), ['sameEmail open', 'noEmail open']));

  it('knows what is accepted whatever the case and the order of the subjects', () =>
    assert.deepEqual(statesOn('2026-11-29', noEmail, sameEmail), ['sameEmail accepted', 'noEmail accepted']));

  it('lets an acceptance expire on the day after its last one', () => {
    assert.deepEqual(statesOn('2026-12-31', sameEmail), ['sameEmail accepted', 'noEmail open']);
    assert.deepEqual(statesOn('2027-01-01', sameEmail), ['sameEmail expired', 'noEmail open']);
  });

  it('takes for urgent what is not accepted, or not any more', () => {
    const { findings: judged } = judge(findings, [noEmail, sameEmail], '2027-01-01');
    assert.deepEqual(
      judged.filter(isUrgent).map(({ rule }) => rule),
      ['sameEmail'],
    );
  });

  it('does not accept a finding about other subjects', () => {
    const more = { ...sameEmail, subjects: [...sameEmail.subjects, 'user:dora'] };
    const { findings: judged, obsolete } = judge(findings, [more], '2026-11-29');
    assert.deepEqual(
      judged.map(({ status }) => status),
      ['open', 'open'],
    );
    assert.deepEqual(obsolete, [more]);
  });

  it('tells what the last review did not find, and nothing where there was none', () => {
    const last = readRecord(
      writeRecord(
        findings.filter(({ rule }) => rule === 'noEmail'),
        '2026-11-01',
      ),
    );
    assert.equal(last?.day, '2026-11-01');
    const news = (record?: ReviewRecord) =>
      judge(findings, [], '2026-11-29', record).findings.map(({ isNew }) => isNew);
    assert.deepEqual(news(last), [true, false]);
    assert.deepEqual(news(), [undefined, undefined]);
  });
});

describe('readRecord', () => {
  for (const text of [
    '',
    'null',
    '[]',
    '{',
    '{"version":2,"day":"2026-11-01","keys":[]}',
    '{"version":1,"keys":[]}',
    '{"version":1,"day":"2026-11-01","keys":{}}',
  ])
    // prettier-ignore
    it(`knows nothing by ${text || 'an empty file'}`, () => assert.equal(readRecord(text), undefined));
});

describe('writeAcceptances', () => {
  it('writes the same whatever the order, and readAcceptances reads it back', () => {
    const text = writeAcceptances([sameEmail, noEmail]);
    const turned = { ...sameEmail, subjects: sameEmail.subjects.toReversed() };
    assert.equal(writeAcceptances([noEmail, turned]), text);
    const read = readAcceptances('accepted.json', text);
    assert.ok('acceptances' in read);
    assert.deepEqual(new Set(read.acceptances.map(acceptanceKey)), new Set([noEmail, sameEmail].map(acceptanceKey)));
    assert.deepEqual(read.acceptances.find(({ rule }) => rule === 'noEmail'), noEmail);
    assert.match(text, /\n$/);
  }); // prettier-ignore
});

describe('readAcceptances', () => {
  const file = (...accepted: object[]) => JSON.stringify({ version: 1, accepted });
  const wrong: [what: string, text: string, says: RegExp][] = [
    ['another version', '{"version":9,"accepted":[]}', /1:12 .*another version/],
    ['no list', '{"version":1}', /“accepted” is missing/],
    ['another field', '{"version":1,"accepted":[],"more":1}', /1:28 “more” is not a field/],
    ['something else in place of the list', '{"version":1,"accepted":{}}', /must be a list/],
    ['an unknown finding', file({ ...noEmail, rule: 'toString' }), /no finding “toString”/],
    ['a missing reason', file({ ...noEmail, reason: undefined }), /“reason” is missing/],
    ['an empty reason', file({ ...noEmail, reason: ' ' }), /Enter why/],
    ['a day that no calendar has', file({ ...noEmail, until: '2027-02-30' }), /Enter a day/],
    ['a time in place of a day', file({ ...noEmail, until: '2027-02-03T00:00:00Z' }), /Enter a day/],
    ['no subject', file({ ...noEmail, subjects: [] }), /what the finding is about/],
    ['a subject of no kind', file({ ...noEmail, subjects: ['ann'] }), /Enter a subject such as/],
    ['a server with a name', file({ ...noEmail, subjects: ['server:x'] }), /Enter a subject such as/],
    ['subjects that are no list', file({ ...noEmail, subjects: 'user:ann' }), /must be a list/],
    ['another field of an acceptance', file({ ...noEmail, by: 'me' }), /“by” is not a field/],
    ['the same twice', file(noEmail, { ...noEmail, subjects: ['user:ANN'] }), /accepted twice/],
    ['a cut file', file(noEmail).slice(0, -4), /^accepted\.json:1:/],
  ];
  for (const [what, text, says] of wrong)
    it(`refuses ${what}`, () => {
      const read = readAcceptances('accepted.json', text);
      assert.ok('problem' in read);
      const { path, line, column, message } = read.problem;
      assert.match(`${path}:${line}:${column} ${message}`, says);
    });
});
