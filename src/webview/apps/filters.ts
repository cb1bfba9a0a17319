import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { AppCategory } from '../../ocs/types.ts';
import { isChecked, textIn } from '../shared/inputs.ts';
import type { Tab, Wanted } from './filter.ts';
import { form } from './session.ts';

export const wanted: Wanted = { filter: '', which: 'all', category: '', fitting: false };

function want(change: Partial<Wanted>): void {
  Object.assign(wanted, change);
  form.refresh();
}

/** What narrows the list of a tab. */
export function filters(tab: Tab, count: number, categories: readonly AppCategory[]): TemplateResult {
  const own: Record<Tab, () => unknown> = {
    installed: states,
    updates: () => nothing,
    store: () => offers(categories),
  };
  return html`<div class="app-filters">
    <vscode-textfield
      .label=${l10n.t('Search apps')}
      placeholder=${count > 1 ? l10n.t('Search {0} apps', count) : l10n.t('Search apps')}
      @input=${(event: Event) => want({ filter: textIn(event) })}
    ></vscode-textfield>
    ${own[tab]()}
  </div>`;
}

function states(): TemplateResult {
  const all = [
    ['all', l10n.t({ message: 'All', comment: ['apps'] })],
    ['enabled', l10n.t({ message: 'Enabled', comment: ['apps'] })],
    ['disabled', l10n.t({ message: 'Disabled', comment: ['apps'] })],
  ] as const;
  return html`<div class="segments" role="group" aria-label=${l10n.t('Show apps')}>
    ${all.map(
      ([which, label]) =>
        html`<button type="button" aria-pressed=${wanted.which === which} @click=${() => want({ which })}>
          ${label}
        </button>`,
    )}
  </div>`;
}

function offers(categories: readonly AppCategory[]): TemplateResult {
  return html`<select
      class="select"
      aria-label=${l10n.t('Category')}
      @change=${(event: Event) => want({ category: textIn(event) })}
    >
      <option value="" ?selected=${wanted.category === ''}>${l10n.t('All categories')}</option>
      ${categories.map(
        ({ id, displayName }) =>
          html`<option value=${id} ?selected=${wanted.category === id}>${displayName}</option>`,
      )}
    </select>
    <label class="check"
      ><input
        type="checkbox"
        .checked=${wanted.fitting}
        @change=${(event: Event) => want({ fitting: isChecked(event) })}
      />${l10n.t('Compatible only')}</label
    >`;
}
