import { columns } from '../columns.ts';
import type { ColumnSpec } from '../columns.ts';

const nameKey = (name: string): string => name.toLowerCase().replaceAll('_', '');

const byName = new Map(
  columns.flatMap(column =>
    [column.filterName, column.id, ...column.aliases].map(name => [nameKey(name), column] as const),
  ),
);

/** The column that is called so, in any case. */
export const columnNamed = (name: string): ColumnSpec | undefined => byName.get(nameKey(name));

/** What a word says that is a condition by itself: a flag by its name or by its opposite. */
export function flagNamed(word: string): { column: ColumnSpec; flag: boolean } | undefined {
  const named = columnNamed(word);
  if (named?.type === 'flag') return { column: named, flag: true };
  const column = columns.find(({ opposite }) => opposite === word.toLowerCase());
  return column && { column, flag: false };
}

/** Names that somebody may have meant, the nearest first. */
export function similarNames(name: string): string[] {
  const key = nameKey(name);
  const most = key.length < 4 ? 1 : 2;
  const found = columns.flatMap(({ filterName, aliases }) => {
    const names = [filterName, ...aliases].map(nameKey);
    const far = Math.min(...names.map(one => (startsAlike(one, key) ? 1 : distance(one, key))));
    return far <= most ? [{ filterName, far }] : [];
  });
  return found
    .sort((one, other) => one.far - other.far)
    .slice(0, 3)
    .map(({ filterName }) => filterName);
}

const startsAlike = (one: string, key: string): boolean =>
  key.length > 2 && (one.startsWith(key) || key.startsWith(`${one}s`));

/** How many letters must be added, left out or replaced. Long texts are far from any name. */
function distance(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > 3) return Infinity;
  let before = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let column = 1; column <= other.length; column++) {
      const replaced = (before[column - 1] ?? 0) + (one[row - 1] === other[column - 1] ? 0 : 1);
      line.push(Math.min(replaced, (before[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1));
    }
    before = line;
  }
  return before[other.length] ?? Infinity;
}
