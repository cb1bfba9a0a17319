/** One line of the table. Times are in milliseconds, sizes in kilobytes or megabytes of 1,000 bytes. */
export interface Figure {
  what: string;
  value: number;
  unit: 'ms' | 'µs' | 'KB' | 'MB' | 'requests';
  /** The same by something bare, measured in the same rounds. */
  bare?: number;
  /** The median of `value / bare` of each round, which load of the machine disturbs least. */
  ratio?: number;
  /** The least and the greatest of these ratios. */
  spread?: [least: number, most: number];
  /** From `DESIGN.md`; without one the figure is for information. */
  budget?: { of: 'value' | 'ratio'; most: number };
}

export function isMet({ value, ratio, budget }: Figure): boolean {
  return !budget || (budget.of === 'value' ? value : (ratio ?? Infinity)) <= budget.most;
}

const head = ['what', 'measured', 'bare', 'ratio', 'spread', 'budget', ''];

/** The figures as a Markdown table that is as readable in a terminal. */
export function table(figures: readonly Figure[]): string {
  const rows = [head, ...figures.map(cells)];
  const widths = head.map((_, column) => Math.max(...rows.map(row => row[column]!.length)));
  const line = (row: string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  return [
    line(head),
    `|${widths.map(width => '-'.repeat(width + 2)).join('|')}|`,
    ...rows.slice(1).map(line),
  ].join('\n');
}

function cells(figure: Figure): string[] {
  const { what, value, unit, bare, ratio, spread, budget } = figure;
  return [
    what,
    `${rounded(value)} ${unit}`,
    bare === undefined ? '' : `${rounded(bare)} ${unit}`,
    ratio === undefined ? '' : ratio.toFixed(2),
    spread ? spread.map(each => each.toFixed(2)).join(' – ') : '',
    budget ? `≤ ${budget.most}${budget.of === 'value' ? ` ${unit}` : ' ×'}` : '',
    budget ? (isMet(figure) ? 'met' : 'MISSED') : '',
  ];
}

function rounded(value: number): string {
  return value.toFixed(Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0);
}
