import * as l10n from '@vscode/l10n';
import type { CodePlace, CodeProblem, PlacedText, PlacedValue } from './types.ts';

const reference = /\$?\$\{(\w+)\}/g;

/** Puts values in the place of `${name}`, once: what is put in is not looked into again. `$${name}` stands for itself. */
export class Variables {
  readonly #values: ReadonlyMap<string, string>;
  readonly #problems: CodeProblem[];

  constructor(values: ReadonlyMap<string, string>, problems: CodeProblem[]) {
    this.#values = values;
    this.#problems = problems;
  }

  with(name: string, value: string): Variables {
    return new Variables(new Map([...this.#values, [name, value]]), this.#problems);
  }

  text(text: string, place: CodePlace): string {
    return text.replaceAll(reference, (all, name: string) => {
      if (all.startsWith('$$')) return all.slice(1);
      const value = this.#values.get(name);
      if (value === undefined)
        this.#problems.push({ place, message: l10n.t('There is no variable “{0}”.', name) });
      return value ?? '';
    });
  }

  items({ items }: PlacedValue): PlacedText[] {
    return items.map(({ text, place }) => ({ text: this.text(text, place), place }));
  }
}
