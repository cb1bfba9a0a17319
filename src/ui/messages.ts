import * as vscode from 'vscode';
import { NextcloudError } from '../ocs/index.ts';
import type { Log } from './log.ts';
import { plainLine } from './plain.ts';

/** A button of a message. */
export interface MessageButton {
  title: string;
  run(): unknown;
}

/** The only way to show a message. Texts from servers are shown as text: no links, no icons. */
export class Messages {
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Returns at once: callers never wait for the user. */
  info(message: string, ...choices: MessageButton[]): void {
    void present(vscode.window.showInformationMessage, message, choices);
  }

  warn(message: string, ...choices: MessageButton[]): void {
    void present(vscode.window.showWarningMessage, message, choices);
  }

  /** Shows and logs what went wrong, with buttons for the next steps. Ignores what the user canceled. */
  error(error: unknown, what?: string, ...choices: MessageButton[]): void {
    if (isCancelled(error)) return;
    const message = what === undefined ? inWords(error) : `${what}: ${inWords(error)}`;
    this.#log.error(message);
    const showLog = { title: vscode.l10n.t('Show Log'), run: () => this.#log.show() };
    void present(vscode.window.showErrorMessage, message, [...choices, showLog]);
  }
}

/** Asks for consent in a modal dialog. `detail`, one line or several, says what will be lost. */
export async function confirm(
  message: string,
  detail: string | readonly string[],
  yes: string,
): Promise<boolean> {
  return (await choose(message, detail, yes)) === yes;
}

/** Shows something in a modal dialog that is no warning; whether its button was chosen. */
export async function inform(message: string, detail: readonly string[], button: string): Promise<boolean> {
  return (await vscode.window.showInformationMessage(plainLine(message), modal(detail), button)) === button;
}

/** Lets the user choose in a modal dialog; `undefined` for *Cancel*. */
export function choose(
  message: string,
  detail: string | readonly string[],
  ...choices: string[]
): Thenable<string | undefined> {
  return vscode.window.showWarningMessage(plainLine(message), modal([detail].flat()), ...choices);
}

const modal = (detail: readonly string[]): vscode.MessageOptions => ({
  modal: true,
  detail: detail.map(line => plainLine(line, 2000)).join('\n'),
});

/** An error as a sentence for the user; never a stack. */
export function inWords(error: unknown): string {
  if (error instanceof Error && error.message) return error.message;
  return vscode.l10n.t('An unexpected error occurred. See the log for details.');
}

/** Whether the user ended the action (Escape, Cancel): nothing needs to be said. */
export function isCancelled(error: unknown): boolean {
  return (
    error instanceof vscode.CancellationError || (error instanceof NextcloudError && error.kind === 'aborted')
  );
}

type ShowMessage = (message: string, ...items: string[]) => Thenable<string | undefined>;

async function present(show: ShowMessage, message: string, choices: MessageButton[]): Promise<void> {
  const picked = await show(plainLine(message), ...choices.map(choice => choice.title));
  await choices.find(choice => choice.title === picked)?.run();
}
