import { setContext } from '../../ui/commands.ts';

export interface Undoable {
  /** What was done: "Disabled Alice". */
  label: string;
  undo(): Promise<unknown>;
}

/** Changes that are kept. */
const most = 20;

/** The latest changes of this session that can be undone. */
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

  /** Undoes a change once: the button of its notification may be pressed after it was undone. */
  async undo(undoable: Undoable): Promise<void> {
    const index = this.#stack.indexOf(undoable);
    if (index < 0) return;
    this.#stack.splice(index, 1);
    this.#tell();
    await undoable.undo();
  }

  #tell(): void {
    setContext('canUndo', this.#stack.length > 0);
  }
}
