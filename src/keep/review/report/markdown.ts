import * as l10n from '@vscode/l10n';
import { markdownCell } from '../../../model/tables/safeCells.ts';
import { isUrgent } from '../judge.ts';
import { findingText } from '../review.ts';
import { reviewRules } from '../rules/index.ts';
import { noteOf, powerCells, powerHeads, sectionsOf, severityTitles, summaryOf, timeText } from './report.ts';
import type { PowerRow, ReviewReport, ReviewSection } from './report.ts';

/** A review as Markdown. Texts from the server mean nothing in it. */
export function reviewMarkdown(report: ReviewReport): string {
  const { server, at, users, groups, findings, obsolete, powers } = report;
  const urgent = findings.filter(isUrgent);
  const accepted = findings.filter(finding => !isUrgent(finding));
  const parts = [
    `# ${l10n.t('Access review of {0}', markdownCell(server))}`,
    `${timeText(at)} · ${l10n.t('{0} users, {1} groups', users, groups)}`,
    summaryOf(findings),
    ...sectionsOf(urgent).flatMap(section => sectionLines(section, report)),
    ...(accepted.length > 0 ? [`## ${l10n.t('Accepted')}`, listOf(accepted)] : []),
    ...(obsolete.length > 0
      ? [
          `## ${l10n.t('Accepted, but not found any more')}`,
          obsolete
            .map(
              ({ rule, subjects, reason }) =>
                `- ${cells(reviewRules[rule].title(), subjects.join(', '), reason)}`,
            )
            .join('\n'),
        ]
      : []),
    `## ${l10n.t('Who administers')}`,
    powersTable(powers),
  ];
  return `${parts.join('\n\n')}\n`;
}

const cells = (...texts: string[]): string => texts.map(markdownCell).join(' · ');

function sectionLines({ rule, findings }: ReviewSection, { limits }: ReviewReport): string[] {
  const { title, severity, reason, method, advice } = reviewRules[rule];
  return [
    `## ${title()} (${findings.length}, ${severityTitles[severity]()})`,
    markdownCell(reason()),
    [
      `- ${l10n.t('How it is found: {0}', markdownCell(method(limits)))}`,
      `- ${l10n.t('What to do: {0}', markdownCell(advice()))}`,
    ].join('\n'),
    listOf(findings),
  ];
}

function listOf(findings: ReviewReport['findings']): string {
  return findings
    .map(finding => {
      const note = noteOf(finding);
      return `- ${markdownCell(findingText(finding))}${note ? ` — ${markdownCell(note)}` : ''}`;
    })
    .join('\n');
}

function powersTable(powers: readonly PowerRow[]): string {
  const line = (row: readonly string[]) => `| ${row.join(' | ')} |`;
  return [
    line(powerHeads()),
    line(powerHeads().map(() => '---')),
    ...powers.map(row => line(powerCells(row).map(markdownCell))),
  ].join('\n');
}
