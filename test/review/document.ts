import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { usualLimits } from '../../src/keep/review/instance.ts';
import { reviewRules } from '../../src/keep/review/rules/index.ts';
import { namesIn } from '../../src/ocs/narrow.ts';

const page = join(import.meta.dirname, '../../docs/review.md');
const [start, end] = ['<!-- rules: written by `npm run findings` -->', '<!-- /rules -->'];
const part = new RegExp(`${start}[^]*${end}`);

const row = (...cells: string[]): string =>
  `| ${cells.map(cell => cell.replace(/[|*]/g, '\\$&')).join(' | ')} |`;

/** What a review looks for, as a table in Markdown. */
export function rulesDocument(): string {
  return [
    start,
    '',
    row('finding', 'severity', 'how it is found', 'why it matters', 'what to do'),
    row('---', '---', '---', '---', '---'),
    ...namesIn(reviewRules).map(rule => {
      const { severity, title, method, reason, advice } = reviewRules[rule];
      return row(`${title()} (\`${rule}\`)`, severity, method(usualLimits), reason(), advice());
    }),
    '',
    end,
  ].join('\n');
}

/** The table as it stands in the documentation. */
export function keptRules(): string | undefined {
  return part.exec(readFileSync(page, 'utf8'))?.[0];
}

export function writeRules(): void {
  writeFileSync(
    page,
    readFileSync(page, 'utf8').replace(part, () => rulesDocument()),
  );
}
