import * as vscode from 'vscode';
import { subjectKey } from './subject.ts';
import type { Subject } from './subject.ts';

/** What is being done to which subjects right now: their rows show a spinner and "Deleting…". */
export class Busy {
  readonly #doing = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<string>();
  /** The `subjectKey` of a subject that has become busy or idle. */
  readonly onDidChange = this.#changed.event;

  doing(subject: Subject): string | undefined {
    return this.#doing.get(subjectKey(subject));
  }

  async during<T>(subject: Subject, doing: string, task: () => Promise<T>): Promise<T> {
    const key = subjectKey(subject);
    this.#doing.set(key, doing);
    this.#changed.fire(key);
    try {
      return await task();
    } finally {
      this.#doing.delete(key);
      this.#changed.fire(key);
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
