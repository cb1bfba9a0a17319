/** Letters that come one after another within this time are one text. */
const pauseMs = 1000;

/** Collects what is typed to find a row. */
export class TypeAhead {
  #text = '';
  #at = 0;

  /** The text so far, and whether it has just begun: the search then starts behind the present row. */
  type(letter: string, now = Date.now()): { text: string; isNew: boolean } {
    const isNew = now - this.#at > pauseMs;
    this.#text = isNew ? letter : this.#text + letter;
    this.#at = now;
    return { text: this.#text, isNew };
  }
}
