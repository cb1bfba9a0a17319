import type { IndexRange } from './geometry.ts';

/**
 * Which elements show which line: a line that comes into sight takes those of one that has left it, so that scrolling makes
 * and moves as few as possible.
 */
export class Slots {
  #slots = new Map<number, number>();
  #made = 0;

  /** The slot of each line in sight. */
  assign({ first, last }: IndexRange): ReadonlyMap<number, number> {
    const left = [...this.#slots].filter(([row]) => row < first || row >= last);
    left.sort(([a], [b]) => a - b);
    // What leaves at one end comes in at the other the other way around, as `repeat` then moves nothing else.
    if (left.length === this.#slots.size) left.reverse();
    const slots = new Map<number, number>();
    for (let row = first; row < last; row++)
      slots.set(row, this.#slots.get(row) ?? left.pop()?.[1] ?? this.#made++);
    this.#slots = slots;
    return slots;
  }
}
