import { readFileSync } from 'node:fs';
import { pagesIn, readTable, tables, translationOf, type Texts } from '../../words/languages.ts';

/** What is shown as a text of its own: without the marks of links, code and emphasis, and not made of placeholders alone. */
const piecesOf = (text: string): string[] =>
  text
    .split(/\n|!?\[|\]\([^)]*\)|[*`]/)
    .map(piece => piece.trim())
    .filter(piece => /\p{L}{2}/u.test(piece.replace(/\{\w+\}/g, '')));

/** A paragraph of a page goes over several lines. */
const textsOfPage = (markdown: string): string[] =>
  markdown.split(/\n{2,}/).flatMap(block => block.replace(/\n/g, ' ').split(/^#+ |_/));

/** Matches the whole piece, with anything in its placeholders. */
function matcher(piece: string): string {
  const literal = piece.replace(/[.*+?^$()|[\]\\]/g, String.raw`\$&`);
  return literal.replace(/\{\w+\}/g, '.+').replace(/[{}]/g, String.raw`\$&`);
}

/** The extension's texts in a language. */
export class Spoken {
  readonly #language: string;
  readonly #tables: readonly Texts[];

  /** @param language such as "de" */
  constructor(language: string) {
    this.#language = language;
    this.#tables = tables.map(file => readTable(file, language));
  }

  /** A sentence of the code by the English one, or a text of package.json by its key; as far as the first placeholder. */
  say(name: string): string {
    const [text] = this.#tables.flatMap(table => table[name] ?? []);
    if (text === undefined) throw new Error(`There is no text “${name}” in ${this.#language}.`);
    return text.replace(/\{.*/s, '');
  }

  /** The heading of a page of the walkthrough, by its path. */
  headingOf(page: string): string {
    const markdown = readFileSync(translationOf(page, this.#language), 'utf8');
    return /^## (.+)$/m.exec(markdown)?.[1] ?? '';
  }

  /** Finds the lines that are texts of another language, and not of this one. */
  foreign(other: Spoken): (lines: readonly string[]) => string[] {
    const own = this.#pieces();
    const foreign = [...other.#pieces()].filter(piece => !own.has(piece));
    const one = new RegExp(`^(?:${foreign.map(matcher).join('|')})$`, 'u');
    return lines => lines.filter(line => one.test(line));
  }

  #pieces(): Set<string> {
    const pages = pagesIn().map(page => readFileSync(translationOf(page, this.#language), 'utf8'));
    const texts = [...this.#tables.flatMap(table => Object.values(table)), ...pages.flatMap(textsOfPage)];
    return new Set(texts.flatMap(piecesOf));
  }
}
