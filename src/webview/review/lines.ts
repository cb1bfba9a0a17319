import type { ReviewRow, ReviewRuleWords } from './protocol.ts';

/** A line of the list: a rule, or one of its findings. */
export type ReviewLine =
  { kind: 'rule'; rule: string; findings: readonly ReviewRow[] } | { kind: 'finding'; finding: ReviewRow };

/** Findings that are shown together: what wants attention, what is new, what is accepted. */
export type ReviewMark = 'open' | 'new' | 'accepted';

export interface ReviewFilter {
  /** Empty: all. */
  severities: ReadonlySet<string>;
  /** Empty: all but what is accepted. */
  marks: ReadonlySet<ReviewMark>;
  text: string;
}

const hasMark: Record<ReviewMark, (row: ReviewRow) => boolean> = {
  open: ({ status }) => status !== 'accepted',
  new: ({ status, isNew }) => isNew && status !== 'accepted',
  accepted: ({ status }) => status === 'accepted',
};

export const countOf = (rows: readonly ReviewRow[], mark: ReviewMark): number =>
  rows.filter(hasMark[mark]).length;

export function filtered(
  rows: readonly ReviewRow[],
  rules: Readonly<Record<string, ReviewRuleWords>>,
  { severities, marks, text }: ReviewFilter,
): ReviewRow[] {
  const wanted = text.trim().toLowerCase();
  const shown: readonly ReviewMark[] = marks.size > 0 ? [...marks] : ['open'];
  return rows.filter(row => {
    const { title = '', severity = '' } = rules[row.rule] ?? {};
    return (
      (severities.size === 0 || severities.has(severity)) &&
      shown.some(mark => hasMark[mark](row)) &&
      (wanted === '' || `${title}\n${row.text}\n${row.note}`.toLowerCase().includes(wanted))
    );
  });
}

/** The findings below their rules, in the order in which a rule first has one. */
export function linesOf(rows: readonly ReviewRow[]): ReviewLine[] {
  const byRule = new Map<string, ReviewRow[]>();
  for (const row of rows) {
    const others = byRule.get(row.rule);
    if (others) others.push(row);
    else byRule.set(row.rule, [row]);
  }
  return [...byRule].flatMap(([rule, findings]): ReviewLine[] => [
    { kind: 'rule', rule, findings },
    ...findings.map(finding => ({ kind: 'finding' as const, finding })),
  ]);
}
