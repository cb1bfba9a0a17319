import type { AccountDocument } from '../../model/account.ts';
import { adminGroup } from '../../ocs/adminGroup.ts';
import { namesIn } from '../../ocs/narrow.ts';
import type { InstanceState } from '../../keep/instance/state.ts';
import type { JudgedFinding } from '../../keep/review/judge.ts';
import {
  noteOf,
  powerCells,
  powerHeads,
  summaryOf,
  type ReviewReport,
} from '../../keep/review/report/report.ts';
import { findingText, subjectText } from '../../keep/review/review.ts';
import { reviewRules } from '../../keep/review/rules/index.ts';
import type { ReviewLimits } from '../../keep/review/types.ts';
import type {
  MatrixPart,
  MatrixUser,
  ReviewedServer,
  ReviewRow,
  ReviewRuleWords,
} from '../../webview/review/protocol.ts';

/** What the page shows of a review, in words. */
export function reviewedServer(report: ReviewReport, state: InstanceState): ReviewedServer {
  const { at, limits, findings, powers } = report;
  return {
    at: at.getTime(),
    summary: summaryOf(findings),
    rules: ruleWords(limits),
    findings: findings.map(rowOf),
    powers: { heads: powerHeads(), rows: powers.map(powerCells) },
    ...matrixOf(state),
  };
}

const rowOf = (finding: JudgedFinding): ReviewRow => ({
  key: finding.key,
  rule: finding.rule,
  text: findingText(finding),
  status: finding.status,
  isNew: finding.isNew ?? false,
  note: noteOf(finding),
  isFixable: finding.fix !== undefined,
  subjects: finding.subjects.map(subjectText),
});

/** What is said of each rule, by its name. */
export function ruleWords(limits: ReviewLimits): Record<string, ReviewRuleWords> {
  const words = namesIn(reviewRules).map(rule => {
    const { title, severity, reason, method, advice } = reviewRules[rule];
    const texts = { title: title(), reason: reason(), method: method(limits), advice: advice() };
    return [rule, { severity, ...texts }] as const;
  });
  return Object.fromEntries(words);
}

/** Groups by name; users by name, in their parts. */
export function matrixOf({ users, groups }: InstanceState): Pick<ReviewedServer, 'users' | 'groups'> {
  const names = new Map([...groups].map(([id, { displayname }]) => [id, displayname ?? id]));
  const all = [...users.values()];
  for (const group of all.flatMap(user => [...(user.groups ?? []), ...(user.subadmin ?? [])]))
    if (!names.has(group)) names.set(group, group);
  const order = new Intl.Collator(undefined, { numeric: true }).compare;
  const sorted = [...names].sort(([, a], [, b]) => order(a, b));
  const indexes = new Map(sorted.map(([id], index) => [id, index]));
  const counts = new Map<string, number>();
  for (const group of all.flatMap(user => user.groups ?? [])) counts.set(group, (counts.get(group) ?? 0) + 1);
  const indexesOf = (ids: readonly string[] = []) => ids.flatMap(id => indexes.get(id) ?? []);
  return {
    groups: sorted.map(([id, name]) => ({ id, name, members: counts.get(id) ?? 0 })),
    users: all
      .map((user): MatrixUser => ({
        id: user.id,
        name: user.displayname || user.id,
        part: partOf(user),
        groups: indexesOf(user.groups),
        roles: indexesOf(user.subadmin),
      }))
      .sort((a, b) => order(a.name, b.name)),
  };
}

function partOf({ enabled, groups = [], subadmin = [] }: AccountDocument): MatrixPart {
  if (enabled === false) return 'disabled';
  if (groups.includes(adminGroup)) return 'admins';
  return subadmin.length > 0 ? 'managers' : 'users';
}
