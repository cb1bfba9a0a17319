/** Where the program writes to. */
export interface Streams {
  out(text: string): void;
  err(text: string): void;
}

/** What a secret is replaced by, wherever it occurs. */
const hidden = '•••';

/** All that the program says. Nothing of it holds a secret, whatever a server repeats. */
export class Output {
  readonly #streams: Streams;
  readonly #secrets = new Set<string>();

  constructor(streams: Streams) {
    this.#streams = streams;
  }

  /** From now on, this is never written. */
  hide(...secrets: (string | undefined)[]): void {
    for (const secret of secrets) if (secret) this.#secrets.add(secret);
  }

  /** A line of the result; a text from a server moves no cursor and forges no line. */
  line(text = ''): void {
    this.#streams.out(`${this.#clean(text)}\n`);
  }

  /** A line about what is being done, or went wrong. */
  note(text: string): void {
    this.#streams.err(`${this.#clean(text)}\n`);
  }

  json(value: unknown): void {
    const clean = (_name: string, item: unknown) => (typeof item === 'string' ? this.without(item) : item);
    this.#streams.out(`${JSON.stringify(value, clean, 2)}\n`);
  }

  /** As it is, but for secrets. */
  raw(text: string): void {
    this.#streams.out(this.without(text));
  }

  without(text: string): string {
    // The longest first: one may be part of another.
    const secrets = [...this.#secrets].sort((a, b) => b.length - a.length);
    return secrets.reduce((rest, secret) => rest.replaceAll(secret, hidden), text);
  }

  #clean(text: string): string {
    return this.without(text).replaceAll(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+/gu, ' ');
  }
}
