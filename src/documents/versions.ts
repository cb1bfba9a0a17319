import { createHash } from 'node:crypto';

/** A state of an object on its server, as `stat` reports it to VS Code. */
export interface Version {
  text: string;
  /** Milliseconds; wall-clock, because a counter would restart with the extension host. */
  mtime: number;
  /** Not the length: VS Code sees a conflict only where mtime *and* size differ, so the size follows the content. */
  size: number;
}

/** The last known state of each document's object. */
export class Versions {
  readonly #known = new Map<string, Version>();

  get(key: string): Version | undefined {
    return this.#known.get(key);
  }

  /** The server holds `text`: a new version if that differs from what was known. */
  see(key: string, text: string): Version {
    const known = this.#known.get(key);
    return known?.text === text ? known : this.#set(key, text, known);
  }

  /** Makes a newer version of the same text, so that VS Code reads it again. */
  touch(key: string): void {
    const known = this.#known.get(key);
    if (known) this.#set(key, known.text, known);
  }

  /** The server holds what we wrote ourselves, which VS Code must not take for somebody else's change. */
  settle(key: string, text: string): void {
    const known = this.#known.get(key);
    if (known) this.#known.set(key, { ...known, text });
    else this.#set(key, text);
  }

  #set(key: string, text: string, before?: Version): Version {
    const size = sizeOf(text);
    const version = {
      text,
      mtime: Math.max(Date.now(), (before?.mtime ?? 0) + 1),
      // The same text keeps its size across restarts, as VS Code compares it with the size it knew before.
      size: size === before?.size && text !== before.text ? size + 1 : size,
    };
    this.#known.set(key, version);
    return version;
  }
}

function sizeOf(text: string): number {
  return Buffer.byteLength(text) + createHash('sha256').update(text).digest().readUInt16BE();
}
