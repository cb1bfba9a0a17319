import * as vscode from 'vscode';

/** Answers all modal questions alike, and remembers them. */
export class Answers {
  readonly asked: string[] = [];
  readonly #original = vscode.window.showWarningMessage;

  /** `undefined` is Cancel. */
  constructor(answer: string | undefined) {
    const ask = (message: string, { detail = '' }: vscode.MessageOptions) => {
      this.asked.push(`${message}\n${detail}`);
      return Promise.resolve(answer);
    };
    Object.assign(vscode.window, { showWarningMessage: ask });
  }

  dispose(): void {
    Object.assign(vscode.window, { showWarningMessage: this.#original });
  }
}
