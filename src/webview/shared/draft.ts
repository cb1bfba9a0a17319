import type { DocumentValue } from '../../model/document.ts';
import type { Changes } from '../protocol.ts';

interface DraftEntry {
  value: DocumentValue;
  /** Absent: not sent yet. */
  sequence?: number;
}

/**
 * What was entered and is not in the document yet. Typing is sent when it pauses, so that undo works in steps rather than
 * letters. What was sent stays here until the host confirms that the document has it, so that a field never falls back
 * to an older text during typing.
 */
export class Draft {
  readonly #send: (sequence: number, changes: Changes) => void;
  readonly #pauseMs: number;
  readonly #entries = new Map<string, DraftEntry>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sequence = 0;

  constructor(send: (sequence: number, changes: Changes) => void, pauseMs = 250) {
    this.#send = send;
    this.#pauseMs = pauseMs;
  }

  get sequence(): number {
    return this.#sequence;
  }

  /** Whether the document has everything that was entered. */
  get isSettled(): boolean {
    return this.#entries.size === 0;
  }

  get(field: string): DocumentValue | undefined {
    return this.#entries.get(field)?.value;
  }

  /** Sends once typing pauses, or with `flush`. Typing in another field sends as well. */
  type(field: string, value: DocumentValue): void {
    if ([...this.#entries].some(([name, { sequence }]) => name !== field && sequence === undefined))
      this.flush();
    this.#entries.set(field, { value });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.flush(), this.#pauseMs);
  }

  /** Sends immediately, for complete input such as a ticked box. */
  set(field: string, value: DocumentValue): void {
    this.flush();
    this.#entries.set(field, { value });
    this.flush();
  }

  flush(): void {
    const changes = this.take();
    if (Object.keys(changes).length > 0) this.#send(this.#sequence, changes);
  }

  /** Returns what was not sent yet and marks it as sent with `sequence`. */
  take(): Changes {
    clearTimeout(this.#timer);
    const unsent = [...this.#entries].filter(([, { sequence }]) => sequence === undefined);
    if (unsent.length > 0) this.#sequence++;
    for (const [field, { value }] of unsent) this.#entries.set(field, { value, sequence: this.#sequence });
    return Object.fromEntries(unsent.map(([field, { value }]) => [field, value]));
  }

  /** Discards what was not sent yet; returns whether there was anything. */
  drop(): boolean {
    const unsent = [...this.#entries].filter(([, { sequence }]) => sequence === undefined);
    for (const [field] of unsent) this.#entries.delete(field);
    clearTimeout(this.#timer);
    return unsent.length > 0;
  }

  /** Forgets what the document has: everything up to this sequence. */
  settle(applied: number): void {
    for (const [field, { sequence }] of this.#entries)
      if (sequence !== undefined && sequence <= applied) this.#entries.delete(field);
  }
}
