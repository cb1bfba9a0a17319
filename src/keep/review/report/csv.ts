import { writeTable, type Column } from '../../../model/tables/write.ts';
import type { JudgedFinding } from '../judge.ts';
import { findingText, subjectText } from '../review.ts';
import { reviewRules } from '../rules/index.ts';
import type { ReviewReport } from './report.ts';

type Row = JudgedFinding & Pick<ReviewReport, 'limits'>;

const columns: readonly Column<Row>[] = [
  { name: 'severity', read: row => row.severity },
  { name: 'finding', read: row => row.rule },
  { name: 'text', read: row => findingText(row) },
  { name: 'subjects', read: row => row.subjects.map(subjectText) },
  { name: 'status', read: row => row.status },
  { name: 'new', read: row => row.isNew },
  { name: 'accepted_until', read: row => row.acceptance?.until },
  { name: 'accepted_reason', read: row => row.acceptance?.reason },
  { name: 'reason', read: row => reviewRules[row.rule].reason() },
  { name: 'method', read: row => reviewRules[row.rule].method(row.limits) },
  { name: 'advice', read: row => reviewRules[row.rule].advice() },
  { name: 'fixable', read: row => row.fix !== undefined },
];

/** A row for each finding, in chunks of text. */
export function reviewCsv({ findings, limits }: ReviewReport): AsyncIterable<string> {
  const rows = findings.map(finding => ({ ...finding, limits }));
  return writeTable(rows, columns, { format: 'csv' });
}
