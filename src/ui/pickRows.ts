import * as vscode from 'vscode';
import { iconless } from './plain.ts';

/** A button on a row: closes the pick and runs. */
interface RowButton extends vscode.QuickInputButton {
  run(): unknown;
}

export interface Choice<T> extends vscode.QuickPickItem {
  value: T;
  buttons?: readonly RowButton[];
}

/** Rows that only say something have no value. */
export type Item<T> = Partial<Choice<T>> & vscode.QuickPickItem;

/**
 * The rows of a pick whose rows come from searches. VS Code tells rows by their place, and what it tells may be older than
 * the rows that are here: so a row keeps its place as long as the pick is open. What the last search did not find stays,
 * and VS Code shows it where it matches what is typed.
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

  /** The row of a key. */
  at(key: string): Item<T> | undefined {
    return this.#rows[this.#places.get(key) ?? -1];
  }

  /** Shows what was found, in any case; `message` is a row that says something. */
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

  /** Rows that look alike in one answer, as of two servers with the same name, are several all the same. */
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

/** A server's text is never an icon: those of ours come by `iconPath`. */
function asText<T>(choice: Choice<T>): Item<T> {
  return {
    ...choice,
    label: iconless(choice.label),
    ...(choice.description === undefined ? {} : { description: iconless(choice.description) }),
    ...(choice.detail === undefined ? {} : { detail: iconless(choice.detail) }),
  };
}
