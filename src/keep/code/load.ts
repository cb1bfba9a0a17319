import * as l10n from '@vscode/l10n';
import { readCodeFile } from './readFile.ts';
import type { CodeFile, CodePlace, CodeProblem } from './types.ts';

/** A file with those that it includes: whatever comes later says more. */
export interface CodeFiles {
  files: readonly CodeFile[];
  problems: readonly CodeProblem[];
}

/** How files are found and read. Paths are what `read` and `resolve` make of them. */
export interface CodeSource {
  /** Rejects where the file cannot be read. */
  read(path: string): Promise<string>;
  /** The path of a file that `from` includes. */
  resolve(from: string, include: string): string;
  /** What a path is called in messages. */
  nameOf(path: string): string;
}

/** Reads a file and all that it includes, each once. A file in which something is wrong is left out, and so is reported. */
export async function loadCode(path: string, source: CodeSource): Promise<CodeFiles> {
  const loader = new Loader(source);
  await loader.load(path, [], { path, offset: 0, length: 0 });
  return loader;
}

class Loader implements CodeFiles {
  readonly files: CodeFile[] = [];
  readonly problems: CodeProblem[] = [];
  readonly #source: CodeSource;
  readonly #seen = new Set<string>();

  constructor(source: CodeSource) {
    this.#source = source;
  }

  /** @param above the files that include this one, outermost first */
  async load(path: string, above: readonly string[], place: CodePlace): Promise<void> {
    if (above.includes(path)) {
      this.problems.push({
        place,
        message: l10n.t(
          'This file includes itself: {0}',
          [...above, path].map(one => this.#source.nameOf(one)).join(' → '),
        ),
      });
      return;
    }
    if (this.#seen.has(path)) return;
    this.#seen.add(path);
    const text = await this.#read(path, place);
    const read = text === undefined ? { problems: [] } : await readCodeFile(path, text);
    if ('problems' in read) {
      this.problems.push(...read.problems);
      return;
    }
    for (const { text: include, place: at } of read.file.include)
      await this.load(this.#source.resolve(path, include), [...above, path], at);
    this.files.push(read.file);
  }

  async #read(path: string, place: CodePlace): Promise<string | undefined> {
    try {
      return await this.#source.read(path);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.problems.push({
        place,
        message: l10n.t('“{0}” cannot be read. {1}', this.#source.nameOf(path), reason),
      });
      return undefined;
    }
  }
}
