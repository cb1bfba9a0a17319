import * as l10n from '@vscode/l10n';
import { readFile } from 'node:fs/promises';
import { readInstance } from '../../keep/instance/readInstance.ts';
import { usualScope } from '../../keep/instance/scope.ts';
import { collectInstance } from '../../keep/instance/state.ts';
import { readAcceptances, type Acceptance } from '../../keep/review/acceptances.ts';
import { usualLimits } from '../../keep/review/instance.ts';
import { dayOf, isUrgent, judge, type JudgedFinding } from '../../keep/review/judge.ts';
import { reviewCsv } from '../../keep/review/report/csv.ts';
import { reviewHtml } from '../../keep/review/report/html.ts';
import { reviewMarkdown } from '../../keep/review/report/markdown.ts';
import { powersOf, severityTitles, summaryOf, type ReviewReport } from '../../keep/review/report/report.ts';
import { findingText, reviewInstance, subjectText } from '../../keep/review/review.ts';
import type { NextcloudClient } from '../../ocs/index.ts';
import { choice } from '../choice.ts';
import { CodeFault } from '../codeFiles.ts';
import type { CliCommand, CommandContext } from '../context.ts';
import type { Output } from '../output.ts';
import { withSession } from '../session.ts';
import { readable } from './files.ts';

type Show = (report: ReviewReport, output: Output) => void | Promise<void>;

const formats = ['text', 'json', 'csv', 'html', 'markdown'] as const;

const shows: Record<(typeof formats)[number], Show> = {
  text(report, output) {
    for (const finding of report.findings.filter(isUrgent))
      output.line(`${severityTitles[finding.severity]()}: ${findingText(finding)}`);
    output.line(summaryOf(report.findings));
  },
  json: ({ server, at, findings, powers }, output) =>
    output.json({ server, at, findings: findings.map(said), powers }),
  csv: async (report, output) => {
    for await (const chunk of reviewCsv(report)) output.raw(chunk);
  },
  html: (report, output) => output.raw(reviewHtml(report)),
  markdown: (report, output) => output.raw(reviewMarkdown(report)),
};

/** Reviews who may do what. Findings that are not accepted count as changes. */
export const review: CliCommand = async context => {
  const { args, output } = context;
  if (args.operands.length > 0) throw new Error(l10n.t('This command takes no file.'));
  const format = choice(args.format ?? (args.json ? 'json' : 'text'), formats);
  const acceptances = await accepted(args.accepted);
  return withSession(context, async ({ client, login }) => {
    const report = await reportOf(context, client, login.url, acceptances);
    await shows[format](report, output);
    return report.findings.some(isUrgent) ? 'changes' : 'nothing';
  });
};

async function reportOf(
  { args, signal }: CommandContext,
  client: NextcloudClient,
  server: string,
  acceptances: readonly Acceptance[],
): Promise<ReviewReport> {
  const limits = { ...usualLimits, awayDays: awayDays(args.awayDays) };
  const instance = await collectInstance(readInstance(client, usualScope, { signal, factorsOf: 'managers' }));
  const at = new Date();
  const findings = reviewInstance({ ...instance, now: at, limits });
  return {
    server,
    at,
    limits,
    users: instance.state.users.size,
    groups: instance.state.groups.size,
    ...judge(findings, acceptances, dayOf(at)),
    powers: powersOf(instance),
  };
}

async function accepted(path: string | undefined): Promise<readonly Acceptance[]> {
  if (path === undefined) return [];
  const read = readAcceptances(path, await readable(path, readFile(path, 'utf8')));
  if ('acceptances' in read) return read.acceptances;
  const { line, column, message } = read.problem;
  throw new CodeFault([`${path}:${line}:${column}: ${message}`]);
}

function awayDays(given: string | undefined): number {
  const days = given === undefined ? usualLimits.awayDays : Number(given);
  if (!Number.isInteger(days) || days < 1)
    throw new Error(l10n.t('{0} takes a number of days.', '--away-days'));
  return days;
}

const said = (finding: JudgedFinding): object => ({
  rule: finding.rule,
  severity: finding.severity,
  status: finding.status,
  subjects: finding.subjects.map(subjectText),
  text: findingText(finding),
  ...(finding.acceptance && { accepted: finding.acceptance }),
});
