import * as vscode from 'vscode';

/** How long VS Code takes to process the children it was given. Seen in 1.100.3 and 1.139.1. */
const settlingMs = 50;

/** After this time VS Code will not ask for the children of a row that was given out expanded: the user collapsed it. */
const expectedMs = 3000;

interface Row {
  readonly parent: Row | undefined;
}

/**
 * Tells VS Code which rows to redraw, when it can handle it. As soon as a row is refreshed, VS Code forgets everything below:
 * a request already under way for one of those rows finds nothing and leaves its branch empty, and two answers for one row
 * collide (1.100.3, 1.139.1). So a row waits while VS Code asks, or is about to ask, for rows below it.
 */
export class Redraws<T extends Row> {
  readonly #emitter = new vscode.EventEmitter<T | undefined>();
  readonly onDidChange = this.#emitter.event;
  /** Rows whose children VS Code waits for; `undefined` is the root. */
  readonly #asked: (T | undefined)[] = [];
  /** Rows given out expanded, whose children VS Code will ask for. */
  readonly #expected = new Map<T, NodeJS.Timeout>();
  readonly #late = new Set<T | undefined>();
  #timer: NodeJS.Timeout | undefined;

  /** Redraws a row and everything below; `undefined` redraws the tree. */
  fire(node: T | undefined): void {
    if (this.#isAwaited(node)) this.#late.add(node);
    else this.#emitter.fire(node);
  }

  /** Call when VS Code is given an expanded row. */
  expect(node: T): void {
    clearTimeout(this.#expected.get(node));
    this.#expected.set(
      node,
      setTimeout(() => this.#met(node), expectedMs),
    );
  }

  /** Runs `rows`, which returns the children of `node` to VS Code. */
  async during<R>(node: T | undefined, rows: () => Promise<R>): Promise<R> {
    this.#asked.push(node);
    if (node) this.#met(node);
    try {
      return await rows();
    } finally {
      this.#asked.splice(this.#asked.indexOf(node), 1);
      this.#catchUpSoon();
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const timer of this.#expected.values()) clearTimeout(timer);
    this.#emitter.dispose();
  }

  #met(node: T): void {
    clearTimeout(this.#expected.get(node));
    if (this.#expected.delete(node)) this.#catchUpSoon();
  }

  #catchUpSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const late = [...this.#late];
      this.#late.clear();
      for (const node of late) this.fire(node);
    }, settlingMs);
  }

  #isAwaited(node: T | undefined): boolean {
    const awaited = [...this.#asked, ...this.#expected.keys()];
    return node === undefined ? awaited.length > 0 : awaited.some(other => isWithin(other, node));
  }
}

function isWithin(node: Row | undefined, above: Row): boolean {
  for (let at = node; at !== undefined; at = at.parent) if (at === above) return true;
  return false;
}
