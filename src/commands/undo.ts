import * as vscode from 'vscode';

export interface Undoable {
  /** What was done: "Disabled Alice". */
  label: string;
  undo(): Promise<unknown>;
}

/** How many changes can be taken back. */
const most = 20;

/** The last changes of this session. */
export class UndoStack {
  readonly #stack: Undoable[] = [];

  push(undoable: Undoable): void {
    this.#stack.push(undoable);
    if (this.#stack.length > most) this.#stack.shift();
    this.#tell();
  }

  /** The most recent first. */
  all(): readonly Undoable[] {
    return this.#stack.toReversed();
  }

  /** Takes one back, once; whoever pressed *Undo* on its notification may be late. */
  async undo(undoable: Undoable): Promise<void> {
    const index = this.#stack.indexOf(undoable);
    if (index < 0) return;
    this.#stack.splice(index, 1);
    this.#tell();
    await undoable.undo();
  }

  #tell(): void {
    void vscode.commands.executeCommand('setContext', 'nextcloudAdmin.canUndo', this.#stack.length > 0);
  }
}
