import * as vscode from 'vscode';
import { confirm } from './messages.ts';
import { plainLine, questionTitle } from './plain.ts';
import { back, type Choice } from './searchPick.ts';

/** The position of a question in a series. */
export interface Position {
  step?: number;
  totalSteps?: number;
  canGoBack?: boolean;
}

export interface InputOptions extends Position {
  title: string;
  /** The line below the box. */
  prompt: string;
  value?: string;
  placeholder?: string;
  password?: boolean;
  /** Whether the answer may be empty. */
  optional?: boolean;
  /** What was wrong with `value`; shown until the user types. */
  error?: string | undefined;
  /** What helps with the error, as a button of the box. */
  help?: { title: string; icon: vscode.ThemeIcon; run(): unknown } | undefined;
}

export interface ChoiceOptions<T> extends Position {
  title: string;
  placeholder: string;
  choices: Choice<T>[];
}

export type Answer<T> = T | typeof back | undefined;

/** Questions to the user. An interface, so that tests can answer. `undefined` means Escape. */
export interface Prompts {
  /** Asks for a text. */
  input(options: InputOptions): Promise<Answer<string>>;
  pick<T>(options: ChoiceOptions<T>): Promise<Answer<T>>;
  /** Asks for consent: see `confirm`. */
  confirm(message: string, detail: string | readonly string[], yes: string): Promise<boolean>;
  /** Opens a web page in the browser. */
  open(url: string): Promise<void>;
}

export const prompts: Prompts = {
  input(options) {
    const box = vscode.window.createInputBox();
    box.prompt = plainLine(options.prompt);
    box.value = options.value ?? '';
    box.password = options.password ?? false;
    box.validationMessage = options.error === undefined ? undefined : plainLine(options.error);
    box.onDidChangeValue(() => (box.validationMessage = undefined));
    const { help } = options;
    const helping = help && { iconPath: help.icon, tooltip: help.title };
    return ask<string>(
      box,
      options,
      resolve => {
        box.onDidAccept(() => {
          if (box.value || options.optional) resolve(box.value);
        });
        box.onDidTriggerButton(button => (button === helping ? help?.run() : resolve(back)));
      },
      helping && [helping],
    );
  },

  pick<T>(options: ChoiceOptions<T>) {
    const pick = vscode.window.createQuickPick<Choice<T>>();
    pick.items = options.choices;
    return ask<T>(pick, options, resolve => {
      pick.onDidAccept(() => {
        const [choice] = pick.activeItems;
        if (choice) resolve(choice.value);
      });
      pick.onDidTriggerButton(() => resolve(back));
    });
  },

  confirm,

  async open(url) {
    await vscode.env.openExternal(vscode.Uri.parse(url, true));
  },
};

function ask<T>(
  box: vscode.QuickInput & { placeholder: string | undefined; buttons: readonly vscode.QuickInputButton[] },
  options: Position & { title: string; placeholder?: string },
  listen: (resolve: (answer: T | typeof back) => void) => void,
  buttons: readonly vscode.QuickInputButton[] = [],
): Promise<Answer<T>> {
  box.title = questionTitle(options.title);
  box.placeholder = options.placeholder;
  box.step = options.step;
  box.totalSteps = options.totalSteps;
  box.ignoreFocusOut = true;
  box.buttons = options.canGoBack ? [vscode.QuickInputButtons.Back, ...buttons] : buttons;
  return new Promise<Answer<T>>(resolve => {
    listen(resolve);
    box.onDidHide(() => resolve(undefined));
    box.show();
  }).finally(() => box.dispose());
}
