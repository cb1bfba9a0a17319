import assert from 'node:assert/strict';
import { usualLimits } from '../../../src/keep/review/instance.ts';
import { judge } from '../../../src/keep/review/judge.ts';
import { reviewCsv } from '../../../src/keep/review/report/csv.ts';
import { reviewHtml } from '../../../src/keep/review/report/html.ts';
import { reviewMarkdown } from '../../../src/keep/review/report/markdown.ts';
import { powersOf, type ReviewReport } from '../../../src/keep/review/report/report.ts';
import { reviewInstance } from '../../../src/keep/review/review.ts';
import type { ReviewInput } from '../../../src/keep/review/types.ts';
import { readTable } from '../../../src/model/tables/readTable.ts';
import { usedHeap } from '../../support/heap.ts';
import { daysAgo, now, reviewed } from './reviewed.ts';

const hostile = '<img src=x onerror=alert(1)>](https://evil.example)|`*';

function reportOf(input: ReviewInput, accepted: Parameters<typeof judge>[1] = []): ReviewReport {
  return {
    server: 'Demo & <b>Co</b>',
    at: now,
    limits: usualLimits,
    users: input.state.users.size,
    groups: input.state.groups.size,
    ...judge(reviewInstance(input), accepted, '2026-11-29'),
    powers: powersOf(input),
  };
}

const report = reportOf(
  reviewed([
    { id: hostile, email: '', displayname: hostile },
    { id: 'root', groups: ['admin'], facts: { factors: { totp: false } } },
    { id: 'lead', subadmin: ['staff'], facts: { factors: { totp: true, backup_codes: true } } },
    { id: 'old', enabled: false, groups: ['admin'], facts: { lastLogin: null } },
    { id: '=cmd()', facts: { lastLogin: daysAgo(400) } },
  ]),
  [
    { rule: 'longAway', subjects: ['user:=CMD()'], reason: 'On leave', until: '2027-01-31' },
    { rule: 'disabledMember', subjects: ['user:old'], reason: 'Until handed over', until: '2026-11-28' },
    { rule: 'noEmail', subjects: ['user:gone'], reason: hostile, until: '2027-01-31' },
  ],
);

async function csvOf(from: ReviewReport): Promise<string> {
  let text = '';
  for await (const chunk of reviewCsv(from)) text += chunk;
  return text;
}

describe('powersOf', () => {
  it('has administrators first, then group administrators, with second factor and last sign-in', () =>
    assert.deepEqual(
      report.powers.map(({ user, enabled, isAdmin, secondFactor, lastLogin }) => [user, enabled, isAdmin, secondFactor, lastLogin]),
      [
        ['old', false, true, undefined, null],
        ['root', true, true, [], '2026-11-28'],
        ['lead', true, false, ['totp', 'backup_codes'], '2026-11-28'],
      ],
    )); // prettier-ignore
});

describe('reviewMarkdown', () => {
  const text = reviewMarkdown(report);

  it('has the findings by rule, what was accepted, and who administers', () => {
    assert.match(text, /^# Access review of Demo \\& \\<b\\>Co/);
    assert.match(text, /\nOpen findings: 3 \(1 high, 0 medium, 2 low\)\. Accepted: 1\.\n/);
    assert.match(text, /## Administrators without a second factor \(1, High\)\n/);
    assert.match(text, /still in\\: admin — Was accepted until 2026\\-11\\-28\\: Until handed over/);
    assert.match(text, /## Accepted\n\n- .*400 days ago.* — Accepted until 2027\\-01\\-31\\: On leave/);
    assert.match(text, /## Accepted, but not found any more\n\n- Users without an email · user\\:gone/);
    assert.match(text, /\| old \| old \| Everything \| Unknown \| Never \| No \|/);
    assert.match(text, /\| root \| root \| Everything \| None \| 2026\\-11\\-28 \| Yes \|/);
  });

  it('gives texts of the server no meaning', () => {
    assert.doesNotMatch(text, /(?<!\\)<img|(?<!\\)\]\(/);
    for (const line of text.split('\n').filter(one => one.startsWith('| ')))
      assert.equal(line.split(/(?<!\\)\|/).length, 8, line);
  });
});

describe('reviewCsv', () => {
  it('has a row for each finding that spreadsheets take for text', async () => {
    const read = readTable(await csvOf(report));
    assert.ok(read.table);
    const [, ...rows] = (await csvOf(report)).trim().split('\n');
    assert.equal(rows.length, report.findings.length);
    assert.doesNotMatch(await csvOf(report), /(?:^|,)"?=cmd/m);
    assert.match(await csvOf(report), /low,disabledMember,“old” is disabled and still in: admin,user:old,expired,/);
  }); // prettier-ignore
});

describe('reviewHtml', () => {
  const html = reviewHtml(report);

  it('needs nothing but itself and runs nothing', () => {
    assert.match(html, /Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/);
    const marks = html.replaceAll(/>[^<]*</g, '><');
    assert.doesNotMatch(marks, /<(?:script|img|link|iframe|base)|\son\w+=|\s(?:src|href)=/i);
    assert.doesNotMatch(html.slice(0, html.indexOf('</style>')), /@import|url\(/);
  });

  it('gives texts of the server no meaning', () => {
    assert.ok(html.includes('&lt;img src=x onerror=alert(1)&gt;'));
    assert.ok(html.includes('<title>Access review of Demo &amp; &lt;b&gt;Co&lt;/b&gt;</title>'));
  });

  it('has the language of the reader', () =>
    assert.match(reviewHtml(report, 'de'), /^<!DOCTYPE html>\n<html lang="de">/));
});

describe('a review of 10,000 users in 500 groups', () => {
  it('takes less than ten seconds and 300 MB, with all its reports', async () => {
    const before = usedHeap();
    const started = performance.now();
    const groups = Array.from({ length: 500 }, (_, index) => `group${index}`);
    const people = Array.from({ length: 10_000 }, (_, index) => ({
      id: `user${index}`,
      email: index % 5 === 0 ? '' : `user${index % 4000}@example.com`,
      groups: Array.from({ length: 10 }, (_, step) => groups[(index * 7 + step * 31) % 499] ?? ''),
      subadmin: index % 50 === 0 ? ['group1', 'group2'] : [],
      enabled: index % 9 !== 0,
      manager: index % 11 === 0 ? `user${index * 3}` : '',
      facts: { lastLogin: index % 3 === 0 ? null : daysAgo(index % 400), factors: { totp: index % 2 === 0 } },
    }));
    const input = reviewed(people, { groups });
    const judged = reportOf(input);
    const texts = [reviewHtml(judged), reviewMarkdown(judged), await csvOf(judged)];
    const seconds = (performance.now() - started) / 1000;
    const megabytes = (usedHeap() - before) / 1024 ** 2;
    assert.ok(judged.findings.length > 10_000);
    assert.ok(texts.every(text => text.length > 100_000));
    assert.ok(seconds < 10, `${seconds} s`);
    assert.ok(megabytes < 300, `${megabytes} MB`);
  }).timeout(60_000);
});
