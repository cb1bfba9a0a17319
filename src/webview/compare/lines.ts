import type { ComparedKind, ComparedRow } from './protocol.ts';

/** A line of the list: a group, an app or a user, or one of its differences. */
export type CompareLine =
  | { kind: 'subject'; key: string; of: ComparedKind; subject: string; rows: readonly ComparedRow[] }
  | { kind: 'difference'; row: ComparedRow };

export interface CompareFilter {
  /** Empty: all. */
  kinds: ReadonlySet<ComparedKind>;
  /** Empty: all. */
  places: ReadonlySet<ComparedPlace>;
  text: string;
}

/** On which side something is that the other one does not have at all, or what differs. */
export type ComparedPlace = 'left' | 'right' | 'both';

export function placeOf({ field, left }: ComparedRow): ComparedPlace {
  if (field !== '') return 'both';
  return left === null ? 'right' : 'left';
}

export function filtered(
  rows: readonly ComparedRow[],
  { kinds, places, text }: CompareFilter,
): ComparedRow[] {
  const wanted = text.trim().toLowerCase();
  return rows.filter(
    row =>
      (kinds.size === 0 || kinds.has(row.kind)) &&
      (places.size === 0 || places.has(placeOf(row))) &&
      (wanted === '' ||
        [row.subject, row.field, row.item, row.left ?? '', row.right ?? '']
          .join('\n')
          .toLowerCase()
          .includes(wanted)),
  );
}

/** The differences below what they are about; what is on one side only is a line by itself. */
export function linesOf(rows: readonly ComparedRow[]): CompareLine[] {
  const subjects = new Map<string, ComparedRow[]>();
  for (const row of rows) {
    const key = subjectKey(row);
    const others = subjects.get(key);
    if (others) others.push(row);
    else subjects.set(key, [row]);
  }
  return [...subjects].flatMap(([key, all]): CompareLine[] => {
    const [first] = all;
    if (!first) return [];
    const head = { kind: 'subject' as const, key, of: first.kind, subject: first.subject, rows: all };
    const below = all.filter(({ field }) => field !== '');
    return [head, ...below.map(row => ({ kind: 'difference' as const, row }))];
  });
}

const subjectKey = ({ kind, subject }: ComparedRow): string => `${kind} ${subject}`;
