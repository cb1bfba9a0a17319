import { withBox } from '../../../model/table/filter/boxes.ts';
import type { ColumnId } from '../../../model/table/types.ts';

/** What is being typed into boxes: the line may spell it in another way, and has nothing of what is wrong. */
export class BoxTexts {
  readonly #typed = new Map<ColumnId, { text: string; problem: string }>();

  /** The text of a box and what is wrong with it. @param known what the line says of the column */
  of(column: ColumnId, known: string | undefined): { text: string; problem: string } {
    return this.#typed.get(column) ?? { text: known ?? '', problem: '' };
  }

  /** The line with what was typed. */
  type(column: ColumnId, text: string, line: string): string {
    const changed = withBox(line, column, text);
    this.#typed.set(column, { text, problem: changed.problems[0]?.message ?? '' });
    return changed.line;
  }

  /** From now on the box shows what the line says, unless that would lose something wrong. */
  leave(column: ColumnId): void {
    if (!this.#typed.get(column)?.problem) this.#typed.delete(column);
  }

  /** The line was changed elsewhere. */
  forget(): void {
    this.#typed.clear();
  }
}
