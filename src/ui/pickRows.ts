import * as vscode from 'vscode';
import { iconless } from './plain.ts';

/** A button on a row. It closes the quick pick and runs. */
interface RowButton extends vscode.QuickInputButton {
  run(): unknown;
}

export interface Choice<T> extends vscode.QuickPickItem {
  value: T;
  buttons?: readonly RowButton[];
}

/** A row; a message has no value. */
export type Item<T> = Partial<Choice<T>> & vscode.QuickPickItem;

/**
 * The rows of a quick pick that come from searches. VS Code identifies rows by their position, and its events may be older than
 * the current rows, so a row keeps its position while the quick pick is open. Rows that the last search did not find stay,
 * and VS Code shows those that match what is typed.
 */
export class PickRows<T> {
  readonly #key: (choice: Choice<T>) => string;
  readonly #rows: Item<T>[] = [];
  readonly #places = new Map<string, number>();
  #message: number | undefined;

  constructor(key: (choice: Choice<T>) => string) {
    this.#key = key;
  }

  get items(): readonly Item<T>[] {
    return this.#rows;
  }

  /** The row with this key. */
  at(key: string): Item<T> | undefined {
    return this.#rows[this.#places.get(key) ?? -1];
  }

  /** Shows the rows found, whether or not they match the typed text, and optionally a message as a row. */
  show(found: readonly Choice<T>[], message?: { label: string; detail?: string }): void {
    for (const [place, row] of this.#rows.entries()) this.#rows[place] = { ...row, alwaysShow: false };
    const met = new Map<string, number>();
    for (const choice of found) {
      const nth = (met.get(this.#key(choice)) ?? 0) + 1;
      met.set(this.#key(choice), nth);
      this.#put(choice, true, nth);
    }
    this.#say(message);
  }

  add(choice: Choice<T>): void {
    this.#put(choice, false, 1);
  }

  /** Rows of one answer that look alike, such as those of two servers with the same name, stay separate. */
  #put(choice: Choice<T>, alwaysShow: boolean, nth: number): void {
    const key = nth === 1 ? this.#key(choice) : `${this.#key(choice)} ${nth}`;
    const place = this.#places.get(key) ?? this.#rows.length;
    this.#places.set(key, place);
    this.#rows[place] = { ...asText(choice), alwaysShow };
  }

  #say(message: { label: string; detail?: string } | undefined): void {
    if (message) this.#rows[(this.#message ??= this.#rows.length)] = { ...message, alwaysShow: true };
    else if (this.#message !== undefined)
      this.#rows[this.#message] = { label: '', kind: vscode.QuickPickItemKind.Separator };
  }
}

/** Prevents icons in texts from servers. Our own icons use `iconPath`. */
function asText<T>(choice: Choice<T>): Item<T> {
  return {
    ...choice,
    label: iconless(choice.label),
    ...(choice.description === undefined ? {} : { description: iconless(choice.description) }),
    ...(choice.detail === undefined ? {} : { detail: iconless(choice.detail) }),
  };
}
