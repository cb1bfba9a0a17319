import * as vscode from 'vscode';
import type { Avatar } from '../ocs/index.ts';
import { dataUri } from './dataUri.ts';

/** What runs when a link of our own Markdown is clicked. */
export interface CommandLink {
  title: string;
  command: string;
  args: unknown[];
}

/**
 * Builds Markdown from parts. A server's text enters through `text` alone, which VS Code escapes;
 * only the commands that were linked through `links` may run.
 */
export class MarkdownBuilder {
  readonly #markdown = new vscode.MarkdownString('', true);
  readonly #commands = new Set<string>();

  /** Any text, shown as it is. */
  text(text: string): this {
    this.#markdown.appendMarkdown(escaped(text));
    return this;
  }

  /** Any text, shown bold; line breaks become spaces so that it cannot leave its line. */
  strong(text: string): this {
    this.#markdown.appendMarkdown('**');
    this.#markdown.appendMarkdown(escaped(text.replaceAll(/\s+/g, ' ').trim() || '\u200b'));
    this.#markdown.appendMarkdown('**');
    return this;
  }

  /** A line of label and value. */
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

  /** One of VS Code's icons, by name. Ours, never a server's. */
  icon(name: string): this {
    this.#markdown.appendMarkdown(`$(${name}) `);
    return this;
  }

  /** A picture, if it is one; `size` in CSS pixels. */
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

/** VS Code's own escaping, which glues words together: after a letter a space may be one, and lines can break. */
function escaped(text: string): string {
  const { value } = new vscode.MarkdownString().appendText(text);
  return value.replaceAll(/(?<=\p{L}[,.:;?!]?)&nbsp;(?!&nbsp;)/gu, ' ');
}
