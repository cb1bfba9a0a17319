import * as vscode from 'vscode';
import type { TreeNode } from './nodes/node.ts';
import type { TreeProvider } from './provider.ts';

/** Milliseconds in which VS Code draws a branch anew. */
const redraw = 500;

/** Follows the keyboard's focus, which VS Code does not tell extensions. */
export class Focus {
  readonly #view: vscode.TreeView<TreeNode>;
  readonly #listening: vscode.Disposable;
  #last: TreeNode | undefined;

  constructor(view: vscode.TreeView<TreeNode>, provider: TreeProvider) {
    this.#view = view;
    this.#listening = provider.onDidGo(({ node, next }) => {
      if (node === this.#last) setTimeout(() => void this.#moveTo(next), redraw);
    });
  }

  /**
   * What a key is pressed on: the selected rows if the focus is on one of them, else the row with the focus.
   * Arrow keys move the focus and leave the selection behind. So VS Code is made to add the focused row to the selection
   * (or to take it off), which shows which one it is, and to do that once more.
   */
  async rows(): Promise<readonly TreeNode[]> {
    const selected = this.#view.selection;
    await vscode.commands.executeCommand('list.toggleSelection');
    const toggled = this.#view.selection;
    await vscode.commands.executeCommand('list.toggleSelection');
    this.#last = [...toggled, ...selected].find(node => toggled.includes(node) !== selected.includes(node));
    return this.#last && !selected.includes(this.#last) ? [this.#last] : selected;
  }

  dispose(): void {
    this.#listening.dispose();
  }

  /** The row that a key took away leaves the focus to its neighbour: the next key goes on from there. */
  async #moveTo(node: TreeNode): Promise<void> {
    this.#last = undefined;
    if (this.#view.visible) await this.#view.reveal(node, { select: false, focus: true });
  }
}
