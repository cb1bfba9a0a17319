import * as vscode from 'vscode';
import type { TreeNode } from './nodes/node.ts';

/**
 * Milliseconds without a question after which VS Code has the rows it wanted. It forgets what is below a row as soon as that is
 * refreshed, so a question that is on its way for one of those would find nothing.
 */
const quiet = 250;

/**
 * Tells VS Code which rows to ask for anew. While it still waits for the rows below one, that one is not refreshed:
 * VS Code would take what both answers hold for rows with the same id and show an error instead.
 */
export class Refreshes {
  readonly #emitter = new vscode.EventEmitter<TreeNode | undefined>();
  readonly onDidChange = this.#emitter.event;
  /** Rows whose children VS Code waits for; `undefined` are the servers. */
  readonly #asked: (TreeNode | undefined)[] = [];
  readonly #late = new Set<TreeNode | undefined>();
  #timer: NodeJS.Timeout | undefined;

  /** `undefined`: all rows. */
  fire(node: TreeNode | undefined): void {
    if (this.#isAskedFor(node)) this.#late.add(node);
    else this.#emitter.fire(node);
  }

  /** The rows below `node`, while they are asked for. */
  async during<T>(node: TreeNode | undefined, rows: () => Promise<T>): Promise<T> {
    this.#asked.push(node);
    try {
      return await rows();
    } finally {
      this.#asked.splice(this.#asked.indexOf(node), 1);
      clearTimeout(this.#timer);
      if (this.#late.size > 0) this.#timer = setTimeout(() => this.#catchUp(), quiet);
    }
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#emitter.dispose();
  }

  #catchUp(): void {
    const late = [...this.#late];
    this.#late.clear();
    for (const node of late) this.fire(node);
  }

  /** Whether VS Code waits for rows below `node`, or below one of those. */
  #isAskedFor(node: TreeNode | undefined): boolean {
    return this.#asked.some(asked => {
      for (let at = asked; at !== undefined; at = at.parent) if (at === node) return true;
      return node === undefined;
    });
  }
}
