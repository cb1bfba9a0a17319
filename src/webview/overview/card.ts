import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import type { TemplateResult } from 'lit';

/** A part of the page under a heading. */
export function card(id: string, title: string, content: unknown): TemplateResult {
  return html`<section class="card ${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${content}
  </section>`;
}

export type CardRow = readonly [label: string, value: unknown];

/** Labels and values. A server that does not tell a value is no reason to hide what would stand there. */
export function rows(all: readonly CardRow[]): TemplateResult {
  return html`<dl class="rows">
    ${all.map(
      ([label, value]) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${value === undefined ? untold() : html`<bdi>${value}</bdi>`}</dd>
        </div>`,
    )}
  </dl>`;
}

export const untold = (): TemplateResult => html`<span class="untold">${l10n.t('not told')}</span>`;

/** As `rows`, the values large. */
export function figures(all: readonly CardRow[]): TemplateResult {
  return html`<dl class="figures">
    ${all.map(
      ([label, value]) =>
        html`<div>
          <dt>${label}</dt>
          <dd>${value ?? untold()}</dd>
        </div>`,
    )}
  </dl>`;
}
