type Ids = ReadonlySet<string>;

const none: Ids = new Set();

/**
 * What a person has ticked in a quick pick with checkboxes, whatever the order in which VS Code tells it.
 *
 * VS Code tells the whole selection after each change, and rows that are drawn anew lose their ticks first and get them
 * back: it says "none", then what was drawn. Between the drawing here and on screen the person may go on, and that
 * arrives first. So each selection is read as the difference to the one before, and until a drawing has `settled` "none"
 * counts as the person's own only where what was drawn does not follow. In doubt a row stays ticked, which is seen.
 */
export class Ticks {
  readonly #chosen: Set<string>;
  /** What is ticked on screen, as last heard. */
  #shown: Ids = none;
  /** What a drawing that has not settled ticks. */
  #drawn: Ids | undefined;
  /** What was ticked when VS Code said "none" last, if nothing followed yet. */
  #cleared: Ids = none;

  constructor(ids: Iterable<string>) {
    this.#chosen = new Set(ids);
  }

  get chosen(): Ids {
    return this.#chosen;
  }

  /** All rows are about to be drawn anew, with what is chosen ticked. The drawing before has settled. */
  draw(): void {
    this.#drawn = new Set(this.#chosen);
  }

  /** VS Code told what is ticked. */
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

  /** VS Code has told all that came of the drawing. Returns whether the screen shows something else than what is chosen. */
  settled(): boolean {
    this.#end();
    this.#drawn = undefined;
    return !equal(this.#shown, this.#chosen);
  }

  /** The person pressed Enter. */
  accept(): Ids {
    this.#end();
    return this.#chosen;
  }

  /** Drawn, or ticked by the person in just this way: either way this is on screen now. */
  #hearDrawn(selection: Ids): void {
    for (const id of selection) this.#chosen.add(id);
    this.#cleared = none;
  }

  #follow(selection: Ids): void {
    this.#end();
    for (const id of selection) if (!this.#shown.has(id)) this.#chosen.add(id);
    for (const id of this.#shown) if (!selection.has(id)) this.#chosen.delete(id);
  }

  /** "None" that is not followed by what was drawn came from the person, unless nothing was to be ticked. */
  #end(): void {
    if (this.#drawn && this.#drawn.size > 0) for (const id of this.#cleared) this.#chosen.delete(id);
    this.#cleared = none;
  }
}

/** Drawings in a row of what the screen does not show as it should: a person is not that quick. */
const mostCorrections = 20;

/** Draws rows one drawing after the other: the next begins when all that VS Code told of the last one is here. */
export class Drawing {
  readonly #draw: () => () => boolean;
  readonly #heard: () => Promise<void>;
  #isWanted = false;
  #isUnderWay = false;
  #isEnded = false;

  /**
   * `draw` returns what is asked when the drawing has settled: whether another one is needed. `heard` settles when VS Code
   * has drawn, and all that it told till then is here.
   */
  constructor(draw: () => () => boolean, heard: () => Promise<void>) {
    this.#draw = draw;
    this.#heard = heard;
  }

  ask(): void {
    this.#isWanted = true;
    if (!this.#isUnderWay) void this.#run();
  }

  /** Nothing is on screen any more. */
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
