import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import architecture from '../../src/architecture.json';

const src = join(import.meta.dirname, '../../src');

/** For each folder of `src`: the folders and files it may import, as `src/architecture.json` says. */
export const mayImport: Record<string, string[]> = architecture.mayImport;

/** An import of one file of `src` by another; both paths are relative to `src` and use `/`. */
export interface Import {
  from: string;
  to: string;
}

const slashes = (path: string): string => path.split(sep).join('/');

/** The TypeScript files of `src`, relative to it. */
export const files: readonly string[] = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .filter(name => name.endsWith('.ts'))
  .map(slashes)
  .sort();

export const readSource = (file: string): string => readFileSync(join(src, file), 'utf8');

/** The modules that a file imports, including those it imports for their types only. */
export const specifiers = (file: string): string[] =>
  [...readSource(file).matchAll(/^(?:import|export)\b[^;]*?from '(?<name>[^']+)'/gms)].map(
    ({ groups }) => groups!.name!,
  );

export const imports: readonly Import[] = files.flatMap(from =>
  specifiers(from)
    .filter(name => name.startsWith('.'))
    .map(name => ({ from, to: slashes(relative(src, join(src, dirname(from), name))) })),
);

/** The folder of `src` a file belongs to; a file directly in `src` stands for itself. */
export const folderOf = (file: string): string => file.split('/')[0]!;

/** The imports between different folders, counted: `arrows.get('tree')?.get('ui')`. */
export function countArrows(): ReadonlyMap<string, ReadonlyMap<string, number>> {
  const arrows = new Map<string, Map<string, number>>();
  for (const { from, to } of imports) {
    const [above, below] = [folderOf(from), folderOf(to)];
    if (above === below || !to.includes('/') || to.startsWith('..')) continue;
    const targets = arrows.get(above) ?? new Map<string, number>();
    targets.set(below, (targets.get(below) ?? 0) + 1);
    arrows.set(above, targets);
  }
  return arrows;
}

/**
 * The floors of the house, from the ground up: each folder stands one floor above the highest folder it may import.
 * Throws if folders import each other in a circle.
 */
export function floors(): string[][] {
  const levels = new Map<string, number>();
  const levelOf = (folder: string, path: readonly string[]): number => {
    if (path.includes(folder)) throw new Error(`Circle: ${[...path, folder].join(' → ')}`);
    const below = (mayImport[folder] ?? []).map(folderOf).filter(name => name !== folder);
    const level =
      levels.get(folder) ?? Math.max(0, ...below.map(name => 1 + levelOf(name, [...path, folder])));
    levels.set(folder, level);
    return level;
  };
  const house: string[][] = [];
  for (const folder of Object.keys(mayImport).sort()) (house[levelOf(folder, [])] ??= []).push(folder);
  return house;
}
