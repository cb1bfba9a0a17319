import * as vscode from 'vscode';
import { namesIn } from '../../ocs/narrow.ts';
import { reviewCsv } from '../../keep/review/report/csv.ts';
import { reviewHtml } from '../../keep/review/report/html.ts';
import { reviewMarkdown } from '../../keep/review/report/markdown.ts';
import type { ReviewReport } from '../../keep/review/report/report.ts';
import { dayOf } from '../../keep/review/judge.ts';
import type { ActionContext } from '../engine/context.ts';
import { fileTarget, suggestedFile } from '../exports/targets.ts';

interface ReportFormat {
  label: string;
  description: string;
  icon: string;
  ending: string;
  write: (report: ReviewReport) => AsyncIterable<string>;
}

type ReportFormatId = 'html' | 'markdown' | 'csv';

const formats: Record<ReportFormatId, ReportFormat> = {
  html: {
    label: 'HTML',
    description: vscode.l10n.t('a page that opens and prints without network'),
    icon: 'browser',
    ending: 'html',
    write: report => whole(reviewHtml(report, vscode.env.language)),
  },
  markdown: {
    label: 'Markdown',
    description: vscode.l10n.t('for people, beside other documents'),
    icon: 'markdown',
    ending: 'md',
    write: report => whole(reviewMarkdown(report)),
  },
  csv: {
    label: 'CSV',
    description: vscode.l10n.t('for spreadsheets: a row for each finding'),
    icon: 'table',
    ending: 'csv',
    write: reviewCsv,
  },
};

async function* whole(text: string): AsyncGenerator<string, void, undefined> {
  yield await Promise.resolve(text);
}

/** Asks for a format and a file, and writes the report. */
export async function saveReport(
  { ask, messages }: Pick<ActionContext, 'ask' | 'messages'>,
  report: ReviewReport,
): Promise<void> {
  const title = vscode.l10n.t('Save Report');
  const id = await ask.pick<ReportFormatId>({
    title,
    placeholder: vscode.l10n.t('Select a format'),
    choices: namesIn(formats).map(value => {
      const { label, description, icon } = formats[value];
      return { label, description, iconPath: new vscode.ThemeIcon(icon), value };
    }),
  });
  if (typeof id !== 'string') return;
  const { label, ending, write } = formats[id];
  const name = `${report.server.replaceAll(/[^\p{L}\p{N}.-]+/gu, '-')}-${dayOf(report.at)}.${ending}`;
  const uri = await ask.saveAs({ title, defaultUri: suggestedFile(name), filters: { [label]: [ending] } });
  if (!uri) return;
  const target = fileTarget(uri);
  await target.write(write(report), new AbortController().signal);
  messages.info(
    vscode.l10n.t('Saved the report to {0}.', target.label ?? ''),
    ...(target.next ? [target.next] : []),
  );
}
