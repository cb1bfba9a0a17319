import * as vscode from 'vscode';
import type { Avatar } from '../ocs/index.ts';
import { dataUri } from './dataUri.ts';

/** A link in our own Markdown that runs a command. */
export interface CommandLink {
  title: string;
  command: string;
  args: unknown[];
}

/**
 * Builds Markdown from parts. Texts from servers are escaped, and only commands added by `links` may run.
 */
export class MarkdownBuilder {
  readonly #markdown = new vscode.MarkdownString('', true);
  readonly #commands = new Set<string>();

  /** Adds text as it is. */
  text(text: string): this {
    this.#markdown.appendMarkdown(escaped(text));
    return this;
  }

  /** Adds bold text. Line breaks become spaces so that it stays on its line. */
  strong(text: string): this {
    this.#markdown.appendMarkdown('**');
    this.#markdown.appendMarkdown(escaped(text.replaceAll(/\s+/g, ' ').trim() || '\u200b'));
    this.#markdown.appendMarkdown('**');
    return this;
  }

  /** Adds a line with a label and a value. */
  field(label: string, value: string): this {
    return this.text(`${label}: `).strong(value).line();
  }

  line(): this {
    this.#markdown.appendMarkdown('  \n');
    return this;
  }

  paragraph(): this {
    this.#markdown.appendMarkdown('\n\n');
    return this;
  }

  rule(): this {
    this.#markdown.appendMarkdown('\n\n---\n\n');
    return this;
  }

  /** Adds one of VS Code's icons by name. Never pass a name from a server. */
  icon(name: string): this {
    this.#markdown.appendMarkdown(`$(${name}) `);
    return this;
  }

  /** Adds an image unless its type is unsafe; `size` in CSS pixels. */
  image(image: Avatar, size: number): this {
    const uri = dataUri(image);
    if (uri) this.#markdown.appendMarkdown(`![](${uri}|width=${size},height=${size})`);
    return this;
  }

  links(links: CommandLink[]): this {
    links.forEach((link, index) => {
      this.#commands.add(link.command);
      const args = encodeURIComponent(JSON.stringify(link.args)).replaceAll(/[()]/g, c =>
        c === '(' ? '%28' : '%29',
      );
      this.#markdown.appendMarkdown(`${index > 0 ? ' · ' : ''}[`);
      this.#markdown.appendText(link.title);
      this.#markdown.appendMarkdown(`](command:${link.command}?${args})`);
    });
    return this;
  }

  build(): vscode.MarkdownString {
    this.#markdown.isTrusted = this.#commands.size > 0 ? { enabledCommands: [...this.#commands] } : false;
    return this.#markdown;
  }
}

/** VS Code's own escaping, except that spaces after letters stay spaces, so that lines can break. */
function escaped(text: string): string {
  const { value } = new vscode.MarkdownString().appendText(text);
  return value.replaceAll(/(?<=\p{L}[,.:;?!]?)&nbsp;(?!&nbsp;)/gu, ' ');
}
