import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checks } from '../../src/doctor/checks/index.ts';
import { accessFindings } from '../../src/doctor/findings/access.ts';
import { frontFindings } from '../../src/doctor/findings/front.ts';
import { networkFindings } from '../../src/doctor/findings/network.ts';
import type { FindingTexts, Say } from '../../src/doctor/words.ts';

const page = join(import.meta.dirname, '../../docs/doctor.md');
const [start, end] = ['<!-- findings: written by `npm run findings` -->', '<!-- /findings -->'];
const part = new RegExp(`${start}[^]*${end}`);

/** A sentence without facts: their names stand where they would. */
const general = (say: Say | undefined): string =>
  (say?.({}) ?? '').replace(/[|*]/g, '\\$&').replace(/\{(\w+)\}/g, '_$1_');

const row = (...cells: string[]): string => `| ${cells.join(' | ')} |`;

function table(title: string, findings: FindingTexts): string[] {
  return [
    `### ${title}`,
    '',
    row('finding', 'what is seen', 'what it means', 'what you can do', 'what the operator can do'),
    row('---', '---', '---', '---', '---'),
    ...Object.entries(findings).map(([id, { severity, seen, means, you, operator }]) =>
      row(`\`${id}\` (${severity})`, ...[seen, means, you, operator].map(general)),
    ),
    '',
  ];
}

/** The steps and the findings of a diagnosis as Markdown. */
export function findingsDocument(): string {
  return [
    start,
    '',
    '## Steps',
    '',
    ...Object.values(checks).map(
      ({ title, tries }, index) => `${index + 1}. **${title({})}.** ${general(tries)}`,
    ),
    '',
    '## Findings',
    '',
    ...table('On the way to the server', networkFindings),
    ...table('In front of Nextcloud, and Nextcloud as a whole', frontFindings),
    ...table('Signing in, and what the user may do', accessFindings),
    end,
  ].join('\n');
}

/** The part as it stands in the documentation. */
export function keptFindings(): string | undefined {
  return part.exec(readFileSync(page, 'utf8'))?.[0];
}

export function writeFindings(): void {
  writeFileSync(
    page,
    readFileSync(page, 'utf8').replace(part, () => findingsDocument()),
  );
}
