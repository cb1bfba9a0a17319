import type { Suggestion } from '../protocol.ts';

/** Waits until scrolling rests: each name in sight takes a request of its own. */
const restMs = 150;
/** As many rows as a tall screen has. */
const mostAtOnce = 60;

export type NamesById = Readonly<Record<string, string>>;

/** The display names of users by ID: those that came with the form, and those that were looked up since. */
export class UserNames {
  readonly #lookUp: (ids: readonly string[]) => Promise<Suggestion[]>;
  readonly #changed: () => void;
  #given: NamesById | undefined;
  #all: NamesById = {};
  #wanted: readonly string[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `lookUp` finds names, and may give up when it is asked again; `changed` is called when there are more of them. */
  constructor(lookUp: (ids: readonly string[]) => Promise<Suggestion[]>, changed: () => void) {
    this.#lookUp = lookUp;
    this.#changed = changed;
  }

  get all(): NamesById {
    return this.#all;
  }

  /** Before this, nothing is looked up: most names come at once. */
  give(names: NamesById | undefined): void {
    if (names === this.#given) return;
    this.#given = names;
    this.#all = { ...this.#all, ...names };
    this.#schedule();
  }

  /** What is shown now, instead of what was shown before. */
  want(ids: readonly string[]): void {
    if (ids.length === this.#wanted.length && ids.every((id, index) => id === this.#wanted[index])) return;
    this.#wanted = ids;
    this.#schedule();
  }

  #schedule(): void {
    clearTimeout(this.#timer);
    if (this.#given && this.#missing().length > 0)
      this.#timer = setTimeout(() => void this.#find(this.#missing()), restMs);
  }

  #missing(): string[] {
    return this.#wanted.filter(id => this.#all[id] === undefined).slice(0, mostAtOnce);
  }

  /** A name that cannot be found leaves the ID, until others are wanted. */
  async #find(ids: readonly string[]): Promise<void> {
    const found = await this.#lookUp(ids).catch(() => []);
    if (found.length === 0) return;
    this.#all = { ...this.#all, ...Object.fromEntries(found.map(({ value, label }) => [value, label])) };
    this.#changed();
  }
}
