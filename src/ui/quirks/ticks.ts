type Ids = ReadonlySet<string>;

const none: Ids = new Set();

/**
 * The rows that a user has checked in a quick pick with checkboxes, independent of the order of VS Code's events.
 *
 * VS Code reports the whole selection after each change. Redrawn rows first lose their checks and then get them back, so
 * it reports “none” and then the drawn rows (1.100.3, 1.139.1). The user may go on while a drawing is on its way to the
 * screen, and those events arrive first. So each selection is read as the difference to the one before, and until a
 * drawing has `settled`, “none” counts as the user's own only if the drawn rows do not follow. In doubt, a row stays
 * checked, where the user sees it.
 */
export class Ticks {
  readonly #chosen: Set<string>;
  /** Checked on screen, as last reported. */
  #shown: Ids = none;
  /** Checked by the drawing that has not settled yet. */
  #drawn: Ids | undefined;
  /** Checked when VS Code last reported “none”, if nothing followed yet. */
  #cleared: Ids = none;

  constructor(ids: Iterable<string>) {
    this.#chosen = new Set(ids);
  }

  get chosen(): Ids {
    return this.#chosen;
  }

  /** Call before redrawing all rows with the chosen ones checked. The previous drawing must have settled. */
  draw(): void {
    this.#drawn = new Set(this.#chosen);
  }

  /** Call with each selection that VS Code reports. */
  changed(selection: Ids): void {
    if (this.#drawn && selection.size === 0) {
      if (this.#shown.size > 0) this.#cleared = this.#shown;
    } else {
      const isDrawing = this.#drawn && this.#shown.size === 0 && equal(selection, this.#drawn);
      if (isDrawing) this.#hearDrawn(selection);
      else this.#follow(selection);
    }
    this.#shown = selection;
  }

  /** Call after all events of a drawing have arrived. Returns whether the screen differs from what is chosen. */
  settled(): boolean {
    this.#end();
    this.#drawn = undefined;
    return !equal(this.#shown, this.#chosen);
  }

  /** Call when the user presses Enter. */
  accept(): Ids {
    this.#end();
    return this.#chosen;
  }

  /** Drawn by us, or checked by the user in exactly this way: either way, this is on screen now. */
  #hearDrawn(selection: Ids): void {
    for (const id of selection) this.#chosen.add(id);
    this.#cleared = none;
  }

  #follow(selection: Ids): void {
    this.#end();
    for (const id of selection) if (!this.#shown.has(id)) this.#chosen.add(id);
    for (const id of this.#shown) if (!selection.has(id)) this.#chosen.delete(id);
  }

  /** “None” not followed by the drawn rows came from the user, unless nothing was to be checked. */
  #end(): void {
    if (this.#drawn && this.#drawn.size > 0) for (const id of this.#cleared) this.#chosen.delete(id);
    this.#cleared = none;
  }
}

/** The most corrections in a row: no user is quick enough to need more. */
const mostCorrections = 20;

/** Runs drawings one after the other: the next starts when all events of the previous one have arrived. */
export class Drawing {
  readonly #draw: () => () => boolean;
  readonly #heard: () => Promise<void>;
  #isWanted = false;
  #isUnderWay = false;
  #isEnded = false;

  /**
   * `draw` returns a function that is called when the drawing has settled and says whether another one is needed. `heard`
   * settles when VS Code has drawn and all events up to then have arrived.
   */
  constructor(draw: () => () => boolean, heard: () => Promise<void>) {
    this.#draw = draw;
    this.#heard = heard;
  }

  ask(): void {
    this.#isWanted = true;
    if (!this.#isUnderWay) void this.#run();
  }

  /** The quick pick has been closed. */
  end(): void {
    this.#isEnded = true;
  }

  #takeWish(): boolean {
    const isWanted = this.#isWanted && !this.#isEnded;
    this.#isWanted = false;
    return isWanted;
  }

  async #run(): Promise<void> {
    this.#isUnderWay = true;
    let corrections = 0;
    while (this.#takeWish()) {
      const settled = this.#draw();
      await this.#heard();
      if (settled() && corrections++ < mostCorrections) this.#isWanted = true;
    }
    this.#isUnderWay = false;
  }
}

function equal(a: Ids, b: Ids): boolean {
  return a.size === b.size && [...a].every(id => b.has(id));
}
