import * as vscode from 'vscode';
import type { TreeNode } from './nodes/node.ts';

/** Milliseconds in which VS Code takes an answer. */
const settling = 50;
/** Milliseconds after which VS Code will not ask for the rows below one that is open from the start: the person closed it. */
const patience = 3000;

/**
 * Tells VS Code which rows to ask for anew, when it can bear it. As soon as a row is refreshed it forgets what is below: a
 * question that is on its way for one of those rows finds nothing and leaves a branch empty, and two answers for one row
 * collide. So a row waits while VS Code asks, or is about to ask, for rows below it.
 */
export class Refreshes {
  readonly #emitter = new vscode.EventEmitter<TreeNode | undefined>();
  readonly onDidChange = this.#emitter.event;
  /** Rows whose children VS Code waits for; `undefined` stands above the servers. */
  readonly #asked: (TreeNode | undefined)[] = [];
  /** Rows that were given out open, so that VS Code will ask for their children. */
  readonly #expected = new Map<TreeNode, NodeJS.Timeout>();
  readonly #late = new Set<TreeNode | undefined>();
  #timer: NodeJS.Timeout | undefined;

  /** `undefined`: all rows. */
  fire(node: TreeNode | undefined): void {
    if (this.#isAwaited(node)) this.#late.add(node);
    else this.#emitter.fire(node);
  }

  /** VS Code is given an open row. */
  expect(node: TreeNode): void {
    clearTimeout(this.#expected.get(node));
    this.#expected.set(
      node,
      setTimeout(() => this.#met(node), patience),
    );
  }

  /** The rows below `node`, while they are asked for. */
  async during<T>(node: TreeNode | undefined, rows: () => Promise<T>): Promise<T> {
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

  #met(node: TreeNode): void {
    clearTimeout(this.#expected.get(node));
    if (this.#expected.delete(node)) this.#catchUpSoon();
  }

  #catchUpSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const late = [...this.#late];
      this.#late.clear();
      for (const node of late) this.fire(node);
    }, settling);
  }

  #isAwaited(node: TreeNode | undefined): boolean {
    const awaited = [...this.#asked, ...this.#expected.keys()];
    return node === undefined ? awaited.length > 0 : awaited.some(other => isWithin(other, node));
  }
}

function isWithin(node: TreeNode | undefined, above: TreeNode): boolean {
  for (let at = node; at !== undefined; at = at.parent) if (at === above) return true;
  return false;
}
