import type { RowGroup } from '../../model/table/groups.ts';

/** A group and what identifies it. */
export interface KeyedGroup extends RowGroup {
  key: string;
}

export type ShownLine =
  /** `number`: from 1 on, within its group. */
  | { kind: 'row'; row: number; number: number }
  | { kind: 'group'; group: KeyedGroup; isOpen: boolean; line: number };

/** What a line shows: a row, or a group by its key. */
export type LineIdentity = number | string;

/** The lines of the table, in their order: all rows, or groups with the rows of those that are open. */
export class ShownLines {
  readonly count: number;
  readonly #rows: Uint32Array;
  /** Where the lines of the groups are. */
  readonly #groups: { group: KeyedGroup; line: number; isOpen: boolean }[] = [];
  #lines: Map<LineIdentity, number> | undefined;

  /** @param closed the keys of the groups whose rows are hidden */
  constructor(rows: Uint32Array, groups: readonly KeyedGroup[] | null, closed: ReadonlySet<string>) {
    this.#rows = rows;
    let line = 0;
    for (const group of groups ?? []) {
      const isOpen = !closed.has(group.key);
      this.#groups.push({ group, line, isOpen });
      line += 1 + (isOpen ? group.rows.length : 0);
    }
    this.count = groups ? line : rows.length;
  }

  at(line: number): ShownLine | undefined {
    if (line < 0 || line >= this.count) return undefined;
    const found = this.#groups[this.#groupAt(line)];
    if (!found) return { kind: 'row', row: this.#rows[line] ?? 0, number: line + 1 };
    if (found.line === line) return { kind: 'group', ...found };
    const number = line - found.line;
    return { kind: 'row', row: found.group.rows[number - 1] ?? 0, number };
  }

  rowAt(line: number): number | undefined {
    const found = this.at(line);
    return found?.kind === 'row' ? found.row : undefined;
  }

  identityAt(line: number): LineIdentity | undefined {
    const found = this.at(line);
    return found?.kind === 'group' ? found.group.key : found?.row;
  }

  lineOf(identity: LineIdentity): number | undefined {
    this.#lines ??= this.#index();
    return this.#lines.get(identity);
  }

  #index(): Map<LineIdentity, number> {
    const lines = new Map<LineIdentity, number>();
    for (let line = 0; line < this.count; line++) {
      const identity = this.identityAt(line);
      if (identity !== undefined) lines.set(identity, line);
    }
    return lines;
  }

  /** The last group that begins at the line or before it; -1: there are no groups. */
  #groupAt(line: number): number {
    let [low, high] = [0, this.#groups.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#groups[middle]?.line ?? 0) <= line) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
