import * as vscode from 'vscode';
import { NextcloudError } from '../ocs/index.ts';
import type { Log } from './log.ts';
import { plainLine } from './plain.ts';

/** A button of a message and what it does. */
export interface Choice {
  title: string;
  run(): unknown;
}

/** The one presenter: whatever is shown to the person as a message goes through here and is shown as text. */
export class Messages {
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /** Does not wait for the person: callers are never held up by a message. */
  info(message: string, ...choices: Choice[]): void {
    void present(vscode.window.showInformationMessage, message, choices);
  }

  warn(message: string, ...choices: Choice[]): void {
    void present(vscode.window.showWarningMessage, message, choices);
  }

  /** Says in words what went wrong, logs it, and offers the next step. What the person cancelled is not an error. */
  error(error: unknown, what?: string, ...choices: Choice[]): void {
    if (isCancelled(error)) return;
    const message = what === undefined ? inWords(error) : `${what}: ${inWords(error)}`;
    this.#log.error(message);
    const showLog = { title: vscode.l10n.t('Show Log'), run: () => this.#log.show() };
    void present(vscode.window.showErrorMessage, message, [...choices, showLog]);
  }
}

/** Asks for consent in a modal. `detail`, a line or several, names what will be lost. */
export async function confirm(
  message: string,
  detail: string | readonly string[],
  yes: string,
): Promise<boolean> {
  const lines = [detail].flat().map(line => plainLine(line, 2000));
  const options = { modal: true, detail: lines.join('\n') };
  return (await vscode.window.showWarningMessage(plainLine(message), options, yes)) === yes;
}

/** What a person is told of a failure, never a stack. */
export function inWords(error: unknown): string {
  if (error instanceof Error && error.message) return error.message;
  return vscode.l10n.t('Something unexpected went wrong. The log may tell more.');
}

/** A person's own "no" (Escape, Cancel) ends an action silently. */
export function isCancelled(error: unknown): boolean {
  return (
    error instanceof vscode.CancellationError || (error instanceof NextcloudError && error.kind === 'aborted')
  );
}

type Show = (message: string, ...items: string[]) => Thenable<string | undefined>;

async function present(show: Show, message: string, choices: Choice[]): Promise<void> {
  const picked = await show(plainLine(message), ...choices.map(choice => choice.title));
  await choices.find(choice => choice.title === picked)?.run();
}
