import * as vscode from 'vscode';
import { iconless, plainLine } from './plain.ts';
import { inWords, isCancelled } from './messages.ts';

/** The person pressed Back. */
export const back: unique symbol = Symbol('back');

/** A button on a row: closes the pick and runs. */
export interface RowButton extends vscode.QuickInputButton {
  run(): unknown;
}

export interface Choice<T> extends vscode.QuickPickItem {
  value: T;
  buttons?: readonly RowButton[];
}

interface Button<T> extends vscode.QuickInputButton {
  /** Closes the pick with this answer; `query` is what was typed. */
  run(query: string): Promise<T | undefined> | T | undefined;
}

export interface PickOptions<T> {
  title: string;
  placeholder: string;
  step?: number;
  totalSteps?: number;
  canGoBack?: boolean;
  /** What is typed at first. */
  value?: string;
  /** What the server finds; `signal` aborts as soon as the person types on. */
  search(query: string, signal: AbortSignal): Promise<Choice<T>[]>;
  buttons?: readonly Button<T>[];
}

export interface PickManyOptions<T> extends Omit<PickOptions<T>, 'buttons'> {
  selected: T[];
  /** Tells values apart. */
  key: (value: T) => string;
  /** How a ticked value is shown that the search did not find. */
  label?: (value: T) => string;
}

/** Milliseconds without a keystroke after which the server is asked. */
const pause = 250;

/** Milliseconds in which VS Code says of rows just drawn that none is ticked, whoever ticked them. */
const redraw = 100;

/** Rows that only say something have no value. */
type Item<T> = Partial<Choice<T>> & vscode.QuickPickItem;

/** One of what a server's search finds; `undefined` is Escape. */
export function searchPick<T>(options: PickOptions<T>): Promise<T | typeof back | undefined> {
  const pick = open(options);
  const searching = new Searching(pick, options, items => (pick.items = items));
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

/** Any number of them. What was ticked stays ticked while the search changes. */
export function searchPickMany<T>(options: PickManyOptions<T>): Promise<T[] | typeof back | undefined> {
  const pick = open<T>(options);
  pick.canSelectMany = true;
  const { key } = options;
  const label = options.label ?? key;
  let drawn = 0;
  const chosen = new Map(options.selected.map(value => [key(value), value]));
  const searching = new Searching(pick, options, found => {
    const seen = new Set(found.flatMap(item => (item.value === undefined ? [] : [key(item.value)])));
    const others = [...chosen]
      .filter(([id]) => !seen.has(id))
      .map(([, value]) => asText({ label: label(value), value }));
    const items: Item<T>[] = pick.value === '' ? [...others, ...found] : [...found, ...others];
    drawn = Date.now();
    pick.items = items;
    pick.selectedItems = items.filter(item => item.value !== undefined && chosen.has(key(item.value)));
  });
  return answer(pick, searching, resolve => {
    pick.onDidChangeSelection(selection => {
      if (selection.length === 0 && Date.now() - drawn < redraw) return;
      for (const { value } of pick.items) if (value !== undefined) chosen.delete(key(value));
      for (const { value } of selection) if (value !== undefined) chosen.set(key(value), value);
    });
    pick.onDidAccept(() => resolve([...chosen.values()]));
  });
}

function open<T>(options: Omit<PickOptions<T>, 'buttons'>): vscode.QuickPick<Item<T>> {
  const pick = vscode.window.createQuickPick<Item<T>>();
  pick.title = plainLine(options.title);
  pick.placeholder = plainLine(options.placeholder);
  pick.value = options.value ?? '';
  pick.step = options.step;
  pick.totalSteps = options.totalSteps;
  pick.ignoreFocusOut = true;
  pick.matchOnDescription = true;
  if (options.canGoBack) pick.buttons = [vscode.QuickInputButtons.Back];
  return pick;
}

/** A server's text is never an icon: those of ours come by `iconPath`. `alwaysShow` leaves the filtering to the server. */
function asText<T>(choice: Choice<T>): Item<T> {
  return {
    ...choice,
    label: iconless(choice.label),
    ...(choice.description === undefined ? {} : { description: iconless(choice.description) }),
    ...(choice.detail === undefined ? {} : { detail: iconless(choice.detail) }),
    alwaysShow: true,
  };
}

/** Asks once per pause, aborts what is no longer wanted, and shows failures as a row. */
class Searching<T> {
  /** Whether the rows on screen answer what is typed: only then may Enter take one. */
  current = false;
  readonly #pick: vscode.QuickPick<Item<T>>;
  readonly #options: Pick<PickOptions<T>, 'search'>;
  readonly #show: (items: Item<T>[]) => void;
  #timer: NodeJS.Timeout | undefined;
  #running: AbortController | undefined;

  constructor(
    pick: vscode.QuickPick<Item<T>>,
    options: Pick<PickOptions<T>, 'search'>,
    show: (items: Item<T>[]) => void,
  ) {
    this.#pick = pick;
    this.#options = options;
    this.#show = show;
    pick.onDidChangeValue(() => this.#schedule(pause));
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
    const running = (this.#running = new AbortController());
    const items = await this.#ask(running.signal);
    if (running.signal.aborted) return;
    this.#show(items);
    this.#pick.busy = false;
    this.current = true;
  }

  async #ask(signal: AbortSignal): Promise<Item<T>[]> {
    try {
      const found = await this.#options.search(this.#pick.value.trim(), signal);
      if (found.length > 0) return found.map(asText);
      return [{ label: vscode.l10n.t('Nothing found'), alwaysShow: true }];
    } catch (error) {
      const detail = isCancelled(error) ? '' : iconless(plainLine(inWords(error)));
      return [{ label: vscode.l10n.t('$(error) The search failed. Try again'), detail, alwaysShow: true }];
    }
  }
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
