/** What VS Code keeps of a page while its tab is hidden. */
interface Memory {
  viewState: Record<string, unknown>;
}

/** What is ticked in a list, by the keys of its items. It stays ticked when the page is drawn anew. */
export class TickedKeys {
  readonly #memory: Memory;
  readonly #keys: Set<string>;

  constructor(memory: Memory) {
    this.#memory = memory;
    const { ticked } = memory.viewState;
    this.#keys = new Set(Array.isArray(ticked) ? ticked.map(String) : []);
  }

  has(key: string): boolean {
    return this.#keys.has(key);
  }

  /** Whether all, none, or some of the keys are ticked. */
  of(keys: readonly string[]): 'true' | 'false' | 'mixed' {
    const count = keys.filter(key => this.#keys.has(key)).length;
    if (count === 0) return 'false';
    return count === keys.length ? 'true' : 'mixed';
  }

  set(keys: readonly string[], isTicked: boolean): void {
    for (const key of keys)
      if (isTicked) this.#keys.add(key);
      else this.#keys.delete(key);
    this.#memory.viewState = { ...this.#memory.viewState, ticked: [...this.#keys] };
  }

  /** What is gone is not ticked any more. */
  keepOnly(present: Iterable<string>): void {
    const left = new Set(present);
    const gone = [...this.#keys].filter(key => !left.has(key));
    if (gone.length > 0) this.set(gone, false);
  }
}
