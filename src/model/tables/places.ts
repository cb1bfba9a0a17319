/** A range of a text: offsets in UTF-16 units, lines and characters from 0 on, as editors count them. */
export interface Place {
  start: number;
  end: number;
  line: number;
  character: number;
  endLine: number;
  endCharacter: number;
}

/** Finds the line of an offset. Lines end as in VS Code: CRLF, LF or CR. */
export class Lines {
  readonly #text: string;
  #starts: number[] | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  place(start: number, end: number): Place {
    const line = this.#lineOf(start);
    const endLine = this.#lineOf(end);
    return {
      start,
      end,
      line,
      character: start - this.#startOf(line),
      endLine,
      endCharacter: end - this.#startOf(endLine),
    };
  }

  #all(): number[] {
    if (this.#starts) return this.#starts;
    const starts = [0];
    for (const { index, 0: end } of this.#text.matchAll(/\r\n|\n|\r/g)) starts.push(index + end.length);
    return (this.#starts = starts);
  }

  #startOf(line: number): number {
    return this.#all()[line] ?? 0;
  }

  #lineOf(offset: number): number {
    const starts = this.#all();
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.#startOf(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
