import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Suggestion } from '../protocol.ts';
import { except } from './searchBox.ts';
import type { FindSuggestions } from './searchBox.ts';
import { listenerOf } from './inputs.ts';

interface Chip {
  value: string;
  label: string;
  /** A codicon that marks a special value. */
  icon?: string;
  /** Why it cannot be removed. */
  fixed?: string | undefined;
}

export interface ChipsOptions {
  id: string;
  label: string;
  chips: Chip[];
  disabled: boolean;
  problem: string;
  placeholder: string;
  search: FindSuggestions;
  change(values: string[]): void;
}

/** A list of values as chips, and a search box that adds to it. */
export function chips(options: ChipsOptions): TemplateResult {
  const { chips, id, label, disabled, problem, placeholder } = options;
  const values = chips.map(({ value }) => value);
  const remove = (value: string) => options.change(values.filter(other => other !== value));
  const pick = ({ detail }: CustomEvent<Suggestion>) => {
    if (!values.includes(detail.value)) options.change([...values, detail.value]);
  };
  return html`<ul class="chips" aria-label=${label} ?hidden=${chips.length === 0}>
      ${repeat(
        chips,
        ({ value }) => value,
        chip => renderChip(chip, disabled, remove),
      )}
    </ul>
    <search-box
      id=${id}
      .label=${label}
      .placeholder=${placeholder}
      .problem=${problem}
      .invalid=${problem !== ''}
      .disabled=${disabled}
      .strict=${true}
      .search=${except(value => values.includes(value), options.search)}
      @pick=${pick}
    ></search-box>`;
}

function renderChip({ value, label, icon, fixed }: Chip, disabled: boolean, remove: (value: string) => void) {
  return html`<li
    class="chip ${icon ? 'marked' : ''}"
    title=${fixed === undefined ? value : `${value}\n${fixed}`}
  >
    ${icon ? html`<span class="codicon codicon-${icon}"></span>` : ''}<span class="label">${label}</span>
    <button
      type="button"
      class="icon-button codicon codicon-${fixed === undefined ? 'close' : 'lock'}"
      ?disabled=${disabled || fixed !== undefined}
      aria-label=${l10n.t('Remove {0}', label)}
      aria-description=${fixed ?? nothing}
      @click=${(event: Event) => {
        focusNeighbour(listenerOf(event));
        remove(value);
      }}
      @keydown=${(event: KeyboardEvent) => {
        if (event.key === 'Delete' || event.key === 'Backspace') listenerOf(event)?.click();
      }}
    ></button>
  </li>`;
}

/** Keeps the focus in the list while the chip goes away. */
function focusNeighbour(button: HTMLElement | undefined): void {
  if (!button) return;
  const row = button.closest('li');
  const neighbour = row?.nextElementSibling ?? row?.previousElementSibling;
  const next =
    neighbour?.querySelector('button') ?? row?.parentElement?.parentElement?.querySelector('input');
  next?.focus();
}
