import * as vscode from 'vscode';
import type { Server } from '../servers/server.ts';
import { subjectKey } from './subject.ts';
import type { Subject, SubjectKind } from './subject.ts';

/** Texts by the IDs of subjects. */
type TextsById = Readonly<Record<string, string>>;

/**
 * What is being done to which subjects right now: their rows show a spinner and "Deleting…". Where a failure is shown at
 * the subject, it stays until something is done to it again.
 */
export class Busy {
  readonly #doing = new Map<string, string>();
  /** By what works at them: a run of a plan works at some users now and at others soon after. */
  readonly #worked = new Map<string, { keys: ReadonlySet<string>; doing: string }>();
  readonly #failures = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<string>();
  /** The `subjectKey` of a subject that has become busy or idle. */
  readonly onDidChange = this.#changed.event;

  doing(subject: Subject): string | undefined {
    const key = subjectKey(subject);
    return this.#doing.get(key) ?? [...this.#worked.values()].find(({ keys }) => keys.has(key))?.doing;
  }

  async during<T>(subject: Subject, doing: string, task: () => Promise<T>): Promise<T> {
    const key = subjectKey(subject);
    this.#doing.set(key, doing);
    this.#failures.delete(key);
    this.#changed.fire(key);
    try {
      return await task();
    } finally {
      this.#doing.delete(key);
      this.#changed.fire(key);
    }
  }

  /** From now on `worker` is at these subjects, and at none that it was at before. */
  mark(worker: string, doing: string, subjects: readonly Subject[]): void {
    const keys = new Set(subjects.map(subjectKey));
    const before = this.#worked.get(worker)?.keys ?? new Set<string>();
    if (keys.size > 0) this.#worked.set(worker, { keys, doing });
    else this.#worked.delete(worker);
    for (const key of [...before, ...keys]) if (before.has(key) !== keys.has(key)) this.#changed.fire(key);
  }

  /** Call during the task that failed. */
  fail(subject: Subject, reason: string): void {
    this.#failures.set(subjectKey(subject), reason);
  }

  /** What is being done to the subjects of a kind, and why the last thing failed. */
  of(server: Server, kind: SubjectKind): { doing: TextsById; failures: TextsById } {
    const above = `${server.id}/${kind}/`;
    const below = (texts: ReadonlyMap<string, string>) =>
      Object.fromEntries(
        [...texts].flatMap(([key, text]) => (key.startsWith(above) ? [[key.slice(above.length), text]] : [])),
      );
    return { doing: below(this.#doing), failures: below(this.#failures) };
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
