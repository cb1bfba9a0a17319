import * as vscode from 'vscode';

/** Answers every input box with one text instead of showing it, and remembers what was asked. */
export class Typed {
  readonly asked: string[] = [];
  readonly #original = vscode.window.createInputBox;

  constructor(text: string) {
    const createInputBox = () => {
      const box = this.#original.call(vscode.window);
      let accept: () => void = () => undefined;
      const onDidAccept = (listener: () => void) => {
        accept = listener;
        return new vscode.Disposable(() => undefined);
      };
      const show = () => {
        this.asked.push(box.prompt ?? '');
        box.value = text;
        accept();
      };
      return Object.assign(box, { onDidAccept, show });
    };
    Object.assign(vscode.window, { createInputBox });
  }

  dispose(): void {
    Object.assign(vscode.window, { createInputBox: this.#original });
  }
}
