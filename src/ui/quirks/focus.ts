import { setTimeout } from 'node:timers/promises';
import PQueue from 'p-queue';
import * as vscode from 'vscode';

/**
 * Wait before moving the focus into a branch that is being redrawn: a `reveal` that arrives while VS Code still builds the
 * rows is ignored. Seen in 1.100.3 and 1.139.1.
 */
const redrawMs = 500;

/** Waits between looks at the focus, while VS Code redraws the branch. A person who sees nothing happen presses again. */
const againMs = [0, 100, 200, 400] as const;

interface HasId {
  /** Stays the same when the row is made anew. */
  readonly id: string;
}

/** A row that disappeared, and the row to move to. */
export interface Departure<Row> {
  node: Row;
  next: Row;
}

/** Tracks the keyboard focus of a tree. VS Code tells extensions the selection only (1.100.3, 1.139.1). */
export class Focus<Row extends HasId> {
  readonly #view: vscode.TreeView<Row>;
  readonly #listening: vscode.Disposable;
  readonly #inTurn = new PQueue({ concurrency: 1 });
  #last: Row | undefined;

  constructor(view: vscode.TreeView<Row>, onDidGo: vscode.Event<Departure<Row>>) {
    this.#view = view;
    this.#listening = onDidGo(({ node, next }) => {
      if (node.id === this.#last?.id) void this.#moveTo(next);
    });
  }

  /**
   * The rows a key press applies to: the selection if the focused row is part of it, otherwise the focused row alone. None
   * if VS Code does not tell in time. Keys pressed in quick succession are answered in turn: their looks would toggle the
   * same row.
   */
  rows(): Promise<readonly Row[]> {
    return this.#inTurn.add(() => this.#find());
  }

  async #find(): Promise<readonly Row[]> {
    for (const ms of againMs) {
      await setTimeout(ms);
      const look = await this.#look();
      if (!look) continue;
      this.#last = look.focused;
      return includes(look.selected, look.focused) ? look.selected : [look.focused];
    }
    return [];
  }

  /**
   * Arrow keys move the focus and leave the selection behind. To find the focused row, toggle it in the selection, compare,
   * and toggle it back. While a branch is redrawn, its rows are missing from the selection (1.100.3, 1.139.1): unless
   * exactly one row differs, and only for as long as it is toggled, nothing is known.
   */
  async #look(): Promise<{ selected: readonly Row[]; focused: Row } | undefined> {
    const before = this.#view.selection;
    await vscode.commands.executeCommand('list.toggleSelection');
    const toggled = this.#view.selection;
    await vscode.commands.executeCommand('list.toggleSelection');
    const selected = this.#view.selection;
    const [focused, ...more] = differing(selected, toggled);
    const isSure = focused && more.length === 0 && differing(before, selected).length === 0;
    return isSure ? { selected, focused } : undefined;
  }

  dispose(): void {
    this.#listening.dispose();
  }

  /** Focuses the neighbor of a row that a key press removed, so that the next key continues from there. */
  async #moveTo(node: Row): Promise<void> {
    this.#last = undefined;
    await setTimeout(redrawMs);
    if (this.#view.visible) await this.#view.reveal(node, { select: false, focus: true });
  }
}

const includes = <Row extends HasId>(rows: readonly Row[], { id }: Row): boolean =>
  rows.some(row => row.id === id);

const differing = <Row extends HasId>(some: readonly Row[], others: readonly Row[]): Row[] => [
  ...others.filter(row => !includes(some, row)),
  ...some.filter(row => !includes(others, row)),
];
