import type { DocumentValue } from '../../model/document.ts';
import type { Changes } from '../protocol.ts';

interface Entry {
  value: DocumentValue;
  /** Absent: not sent yet. */
  sequence?: number;
}

/**
 * What was entered and is not in the document yet. Typing is sent when it pauses, so that undo works by steps and
 * not by letters; what is sent stays here until the host says that the document holds it, so that a field never
 * falls back to an older text while somebody types.
 */
export class Draft {
  readonly #send: (sequence: number, changes: Changes) => void;
  readonly #pauseMs: number;
  readonly #entries = new Map<string, Entry>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sequence = 0;

  constructor(send: (sequence: number, changes: Changes) => void, pauseMs = 250) {
    this.#send = send;
    this.#pauseMs = pauseMs;
  }

  get sequence(): number {
    return this.#sequence;
  }

  /** The document holds all that was entered. */
  get isSettled(): boolean {
    return this.#entries.size === 0;
  }

  get(field: string): DocumentValue | undefined {
    return this.#entries.get(field)?.value;
  }

  /** Sends once typing pauses, or with `flush`. Moving on to another field ends the step. */
  type(field: string, value: DocumentValue): void {
    if ([...this.#entries].some(([name, { sequence }]) => name !== field && sequence === undefined))
      this.flush();
    this.#entries.set(field, { value });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), this.#pauseMs);
  }

  /** Sends at once: a box was ticked, a row was chosen. */
  set(field: string, value: DocumentValue): void {
    this.flush();
    this.#entries.set(field, { value });
    this.flush();
  }

  flush(): void {
    const changes = this.take();
    if (Object.keys(changes).length > 0) this.#send(this.#sequence, changes);
  }

  /** What was not sent yet; from now on it counts as sent, with `sequence`. */
  take(): Changes {
    clearTimeout(this.#timer);
    const unsent = [...this.#entries].filter(([, { sequence }]) => sequence === undefined);
    if (unsent.length > 0) this.#sequence++;
    for (const [field, { value }] of unsent) this.#entries.set(field, { value, sequence: this.#sequence });
    return Object.fromEntries(unsent.map(([field, { value }]) => [field, value]));
  }

  /** Takes back what was not sent yet; whether there was something. */
  drop(): boolean {
    const unsent = [...this.#entries].filter(([, { sequence }]) => sequence === undefined);
    for (const [field] of unsent) this.#entries.delete(field);
    clearTimeout(this.#timer);
    return unsent.length > 0;
  }

  /** The document holds everything up to this sequence. */
  settle(applied: number): void {
    for (const [field, { sequence }] of this.#entries)
      if (sequence !== undefined && sequence <= applied) this.#entries.delete(field);
  }
}
