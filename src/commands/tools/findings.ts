import * as vscode from 'vscode';
import { isUrgent, judge, dayOf, type JudgedFinding } from '../../keep/review/judge.ts';
import { noteOf, severityTitles, summaryOf } from '../../keep/review/report/report.ts';
import { findingText, subjectText } from '../../keep/review/review.ts';
import { namesIn } from '../../ocs/narrow.ts';
import { AcceptedFile } from '../review/acceptedFile.ts';
import { ruleWords } from '../review/pageState.ts';
import { readReview } from '../review/readReview.ts';
import { askEach, capped, type Tool, type ToolCall } from './tool.ts';

const mostFindings = 100;

/** Reviews a server as its page does, but leaves the record of the last review alone. */
export const listFindings: Tool = {
  title: () => vscode.l10n.t('Review access to a Nextcloud server'),
  texts: ['severity'],
  isForOne: true,
  shows: ({ texts }) => [
    [vscode.l10n.t('Query'), severityIn(texts) ? (texts.severity ?? '') : vscode.l10n.t('everything')],
  ],
  async run(call) {
    const severity = severityIn(call.texts);
    return askEach(call, async server => {
      const { findings, limits } = await readReview(server, { signal: call.signal, report: () => undefined });
      const { acceptances, problem } = await new AcceptedFile(server).read();
      const judged = judge(findings, acceptances, dayOf(new Date())).findings;
      const wanted = judged.filter(finding => severity === undefined || finding.severity === severity);
      const { items, ...counts } = capped([...wanted].sort(openFirst), mostFindings);
      const words = Object.entries(ruleWords(limits)).filter(([name]) =>
        items.some(({ rule }) => rule === name),
      );
      return {
        summary: summaryOf(judged),
        ...(problem !== undefined && { acceptedFindingsUnreadable: problem }),
        ...counts,
        rules: Object.fromEntries(words),
        findings: items.map(inShort),
      };
    });
  },
};

function severityIn({ severity }: ToolCall['texts']) {
  const all = namesIn(severityTitles);
  const found = all.find(name => name === severity);
  if (severity && !found)
    throw new Error(vscode.l10n.t('{0} must be one of: {1}', 'severity', all.join(', ')));
  return found;
}

const openFirst = (a: JudgedFinding, b: JudgedFinding): number => Number(isUrgent(b)) - Number(isUrgent(a));

function inShort(finding: JudgedFinding) {
  const { severity, rule, status, subjects, fix } = finding;
  const note = noteOf(finding);
  return {
    severity,
    rule,
    text: findingText(finding),
    status,
    ...(note && { note }),
    subjects: subjects.map(subjectText),
    canBeFixedByPlan: fix !== undefined,
  };
}
