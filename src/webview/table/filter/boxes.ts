import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { ColumnSpec } from '../../../model/table/columns.ts';
import type { ColumnType } from '../../../model/table/types.ts';
import { textIn } from '../../shared/inputs.ts';

/** What can be entered, by the type of a column. */
const hints: Record<ColumnType, () => string> = {
  text: () => l10n.t('A part of the text, or empty'),
  number: () => l10n.t('A comparison such as >10'),
  bytes: () => l10n.t('A comparison such as >5GB'),
  percent: () => l10n.t('A comparison such as >90%'),
  date: () => l10n.t('A comparison such as <2025-01-01, or never'),
  flag: () => l10n.t('yes or no'),
  list: () => l10n.t('A value of the list, or empty'),
};

/** In the language of the filter, which is the same for all readers. */
const examples: Record<ColumnType, string> = {
  text: '',
  number: '>10',
  bytes: '>5GB',
  percent: '>90%',
  date: '<2025-01-01',
  flag: 'yes',
  list: '',
};

/** The condition of a column, as text. `type` hears each change, `leave` that nothing more is typed for now. */
export function filterBox(
  { title, type }: ColumnSpec,
  text: string,
  problem: string,
  on: { type(text: string): void; leave(): void; down(): void },
): TemplateResult {
  return html`<input
    class="filter-box"
    type="text"
    autocomplete="off"
    spellcheck="false"
    aria-label=${l10n.t('Filter {0}', title())}
    aria-invalid=${problem !== ''}
    title=${problem || hints[type]()}
    placeholder=${examples[type]}
    .value=${live(text)}
    @input=${(event: Event) => on.type(textIn(event))}
    @blur=${() => on.leave()}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
      event.preventDefault();
      event.stopPropagation();
      on.down();
    }}
  />`;
}
