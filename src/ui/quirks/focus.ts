import * as vscode from 'vscode';

/**
 * Wait before moving the focus into a branch that is being redrawn: a `reveal` that arrives while VS Code still builds the
 * rows is ignored. Seen in 1.100.3 and 1.139.1.
 */
const redrawMs = 500;

/** A row that disappeared, and the row to move to. */
export interface Departure<Row> {
  node: Row;
  next: Row;
}

/** Tracks the keyboard focus of a tree. VS Code tells extensions the selection only (1.100.3, 1.139.1). */
export class Focus<Row> {
  readonly #view: vscode.TreeView<Row>;
  readonly #listening: vscode.Disposable;
  #last: Row | undefined;

  constructor(view: vscode.TreeView<Row>, onDidGo: vscode.Event<Departure<Row>>) {
    this.#view = view;
    this.#listening = onDidGo(({ node, next }) => {
      if (node === this.#last) setTimeout(() => void this.#moveTo(next), redrawMs);
    });
  }

  /**
   * The rows a key press applies to: the selection if the focused row is part of it, otherwise the focused row alone.
   * Arrow keys move the focus and leave the selection behind. To find the focused row, toggle it in the selection, compare,
   * and toggle it back.
   */
  async rows(): Promise<readonly Row[]> {
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

  /** Focuses the neighbor of a row that a key press removed, so that the next key continues from there. */
  async #moveTo(node: Row): Promise<void> {
    this.#last = undefined;
    if (this.#view.visible) await this.#view.reveal(node, { select: false, focus: true });
  }
}
