import * as vscode from 'vscode';
import { inWords, isCancelled } from './messages.ts';
import { PickRows, type Choice, type Item } from './pickRows.ts';
import { iconless, plainLine, questionTitle } from './plain.ts';
import { heard } from './quirks/heard.ts';
import { Drawing, Ticks } from './quirks/ticks.ts';

export type { Choice } from './pickRows.ts';

/** The user pressed Back. */
export const back: unique symbol = Symbol('back');

interface Button<T> extends vscode.QuickInputButton {
  /** Closes the quick pick with this answer; `query` is the typed text. */
  run(query: string): Promise<T | undefined> | T | undefined;
}

export interface PickOptions<T> {
  title: string;
  placeholder: string;
  step?: number;
  totalSteps?: number;
  canGoBack?: boolean;
  /** The initial text. */
  value?: string;
  /** Searches on the server; `signal` aborts as soon as the user types on. */
  search(query: string, signal: AbortSignal): Promise<Choice<T>[]>;
  buttons?: readonly Button<T>[];
}

export interface PickManyOptions<T> extends Omit<PickOptions<T>, 'buttons'> {
  selected: T[];
  /** Identifies a value. */
  key: (value: T) => string;
  /** The label of a selected value that the search did not find. */
  label?: (value: T) => string;
}

/** Pause in typing after which the server is searched. */
const pauseMs = 250;

/** Lets the user pick one of the values that a server's search finds; `undefined` means Escape. */
export function searchPick<T>(options: PickOptions<T>): Promise<T | typeof back | undefined> {
  const pick = open(options);
  const rows = new PickRows<T>(({ label, description, detail }) =>
    JSON.stringify([label, description, detail]),
  );
  const searching = new Searching(pick, options, rows, () => (pick.items = rows.items));
  const buttons = options.buttons ?? [];
  pick.buttons = [...pick.buttons, ...buttons];
  return answer(pick, searching, resolve => {
    pick.onDidAccept(() => {
      const [item] = pick.activeItems;
      if (searching.current && item?.value !== undefined) resolve(item.value);
      else if (item) searching.retry();
    });
    pick.onDidTriggerButton(pressed => {
      const button = buttons.find(candidate => candidate === pressed);
      if (button) resolve(button.run(pick.value));
    });
  });
}

/** Lets the user pick any number of values. Selected values stay selected while the search changes. */
export function searchPickMany<T>(options: PickManyOptions<T>): Promise<T[] | typeof back | undefined> {
  const pick = open<T>(options);
  pick.canSelectMany = true;
  const { key } = options;
  const rows = new PickRows<T>(({ value }) => key(value));
  for (const value of options.selected) rows.add({ label: options.label?.(value) ?? key(value), value });
  const ticks = new Ticks(options.selected.map(key));
  const rowsOf = (keys: Iterable<string>) => [...keys].flatMap(id => rows.at(id) ?? []);
  const valuesOf = (items: readonly Item<T>[]) =>
    items.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const drawing = new Drawing(() => {
    ticks.draw();
    pick.items = rows.items;
    pick.selectedItems = rowsOf(ticks.chosen);
    return () => ticks.settled();
  }, heard);
  const searching = new Searching(pick, options, rows, () => drawing.ask());
  return answer<T, T[]>(pick, searching, resolve => {
    pick.onDidChangeSelection(selection => ticks.changed(new Set(valuesOf(selection).map(key))));
    pick.onDidAccept(() => resolve(valuesOf(rowsOf(ticks.accept()))));
  }).finally(() => drawing.end());
}

function open<T>(options: Omit<PickOptions<T>, 'buttons'>): vscode.QuickPick<Item<T>> {
  const pick = vscode.window.createQuickPick<Item<T>>();
  pick.title = questionTitle(options.title);
  pick.placeholder = plainLine(options.placeholder);
  pick.value = options.value ?? '';
  pick.step = options.step;
  pick.totalSteps = options.totalSteps;
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  if (options.canGoBack) pick.buttons = [vscode.QuickInputButtons.Back];
  return pick;
}

/** Searches after each pause in typing, aborts outdated searches, and shows errors as a row. */
class Searching<T> {
  /** Whether the rows on screen match the typed text. Only then may Enter accept one. */
  current = false;
  readonly #pick: vscode.QuickPick<Item<T>>;
  readonly #options: Pick<PickOptions<T>, 'search'>;
  readonly #rows: PickRows<T>;
  readonly #draw: () => void;
  #timer: NodeJS.Timeout | undefined;
  #running: AbortController | undefined;

  constructor(
    pick: vscode.QuickPick<Item<T>>,
    options: Pick<PickOptions<T>, 'search'>,
    rows: PickRows<T>,
    draw: () => void,
  ) {
    this.#pick = pick;
    this.#options = options;
    this.#rows = rows;
    this.#draw = draw;
    pick.onDidChangeValue(() => this.#schedule(pauseMs));
    this.#schedule(0);
  }

  retry(): void {
    this.#schedule(0);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#running?.abort();
  }

  #schedule(ms: number): void {
    this.dispose();
    this.current = false;
    this.#pick.busy = true;
    this.#timer = setTimeout(() => void this.#search(), ms);
  }

  async #search(): Promise<void> {
    const { signal } = (this.#running = new AbortController());
    const answer = await this.#ask(signal);
    if (signal.aborted) return;
    this.#rows.show(answer.found, answer.message);
    this.#draw();
    this.#pick.busy = false;
    this.current = true;
  }

  async #ask(signal: AbortSignal): Promise<SearchResult<T>> {
    try {
      const found = await this.#options.search(this.#pick.value.trim(), signal);
      if (found.length > 0) return { found };
      return { found, message: { label: vscode.l10n.t('No results') } };
    } catch (error) {
      const detail = isCancelled(error) ? '' : iconless(plainLine(inWords(error)));
      return {
        found: [],
        message: { label: vscode.l10n.t('$(error) The search failed. Press Enter to retry'), detail },
      };
    }
  }
}

interface SearchResult<T> {
  found: Choice<T>[];
  message?: { label: string; detail?: string };
}

function answer<T, A>(
  pick: vscode.QuickPick<Item<T>>,
  searching: Searching<T>,
  listen: (resolve: (answer: A | Promise<A | undefined> | undefined) => void) => void,
): Promise<A | typeof back | undefined> {
  return new Promise<A | typeof back | undefined>(resolve => {
    listen(resolve);
    pick.onDidTriggerButton(button => {
      if (button === vscode.QuickInputButtons.Back) resolve(back);
    });
    pick.onDidTriggerItemButton(({ item, button }) => {
      resolve(undefined);
      void item.buttons?.find(candidate => candidate === button)?.run();
    });
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  }).finally(() => {
    searching.dispose();
    pick.dispose();
  });
}
