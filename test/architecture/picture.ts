import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { countArrows, floors } from './imports.ts';

const page = join(import.meta.dirname, '../../docs/architecture.md');
const [start, end] = ['<!-- picture: written by `npm run picture` -->', '<!-- /picture -->'];
const part = new RegExp(`${start}[^]*${end}`);

/**
 * The folders of `src` as a Mermaid flowchart: one row per floor, the composition root on top, an arrow for each pair of
 * folders of which one imports the other. Numbers of imports are left out, so that the picture changes only when an arrow does.
 */
export function picture(): string {
  const house = floors().reverse();
  const arrows = [...countArrows()].sort(([a], [b]) => a.localeCompare(b));
  return [
    start,
    '',
    '```mermaid',
    'flowchart TB',
    '  extension["extension.ts"]',
    ...house.flatMap((folders, index) => [
      `  subgraph floor${house.length - index}[" "]`,
      '    direction LR',
      ...folders.map(folder => `    ${folder}["${folder}/"]`),
      '  end',
    ]),
    ...arrows.flatMap(([from, targets]) =>
      [...targets.keys()].sort().map(to => `  ${from.replace('.ts', '')} --> ${to}`),
    ),
    '```',
    '',
    end,
  ].join('\n');
}

/** The picture as it stands in the documentation. */
export function keptPicture(): string | undefined {
  return part.exec(readFileSync(page, 'utf8'))?.[0];
}

export function writePicture(): void {
  writeFileSync(
    page,
    readFileSync(page, 'utf8').replace(part, () => picture()),
  );
}
