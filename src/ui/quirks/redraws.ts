import * as vscode from 'vscode';

/** How long VS Code takes to process the children it was given, at most. Seen in 1.100.3 and 1.139.1. */
const settlingMs = 250;

/** After this time VS Code will not ask for the children of a row that was given out expanded: the user collapsed it. */
const expectedMs = 3000;

/** How long to wait until VS Code asks for the children of an open row that was redrawn, before it is redrawn once more. */
const repeatMs = [1000, 2000, 4000] as const;

interface Row {
  readonly parent: Row | undefined;
  readonly expanded: boolean;
}

/**
 * Tells VS Code which rows to redraw, when it can handle it. As soon as a row is refreshed, VS Code forgets everything below:
 * a request already under way for one of those rows finds nothing and leaves its branch empty, and two answers for one row
 * collide (1.100.3, 1.139.1). So a row waits while VS Code asks, is about to ask, or has just been told, for rows below it.
 * On a busy machine even that may be too early: VS Code then keeps its old rows, which it cannot open any more, and asks for
 * none. A redraw that is not followed by such a request is repeated.
 */
export class Redraws<T extends Row> {
  readonly #emitter = new vscode.EventEmitter<T | undefined>();
  readonly onDidChange = this.#emitter.event;
  /** Rows whose children VS Code waits for, or was given a moment ago; `undefined` is the root. */
  readonly #asked: (T | undefined)[] = [];
  /** Rows given out expanded, whose children VS Code will ask for. */
  readonly #expected = new Map<T, NodeJS.Timeout>();
  /** Open rows that were redrawn and whose children VS Code has not asked for yet. */
  readonly #unanswered = new Map<T | undefined, NodeJS.Timeout>();
  readonly #late = new Set<T | undefined>();
  #isDisposed = false;

  /** Redraws a row and everything below; `undefined` redraws the tree. `repeat`: milliseconds until VS Code must have asked. */
  fire(node: T | undefined, repeat: readonly number[] = repeatMs): void {
    if (this.#isAwaited(node)) this.#late.add(node);
    else this.#redraw(node, repeat);
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
    this.#answered(node);
    if (node) this.#met(node);
    try {
      return await rows();
    } finally {
      setTimeout(() => this.#settled(node), settlingMs);
    }
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const timer of [...this.#expected.values(), ...this.#unanswered.values()]) clearTimeout(timer);
    this.#emitter.dispose();
  }

  #redraw(node: T | undefined, [wait, ...further]: readonly number[]): void {
    this.#answered(node);
    this.#emitter.fire(node);
    if (wait === undefined || node?.expanded === false || this.#isDisposed) return;
    const timer = setTimeout(() => this.fire(node, further), wait);
    this.#unanswered.set(node, timer);
  }

  #answered(node: T | undefined): void {
    clearTimeout(this.#unanswered.get(node));
    this.#unanswered.delete(node);
  }

  #settled(node: T | undefined): void {
    this.#asked.splice(this.#asked.indexOf(node), 1);
    this.#catchUp();
  }

  #met(node: T): void {
    clearTimeout(this.#expected.get(node));
    if (this.#expected.delete(node)) this.#catchUp();
  }

  #catchUp(): void {
    const late = [...this.#late];
    this.#late.clear();
    for (const node of late) this.fire(node);
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
