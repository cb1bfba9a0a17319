import { textIn } from '../shared/inputs.ts';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

interface ChoiceView {
  id: string;
  label: string;
  choices: readonly (readonly [value: string, label: string])[];
  value: string;
  select: (value: string) => void;
}

/** One of several. The browser's own element: a table of 200 columns has thousands of these options. */
export function choice({ id, label, choices, value, select }: ChoiceView): TemplateResult {
  return html`<div class="choice">
    <select
      id=${id}
      aria-label=${label}
      .value=${live(value)}
      @change=${(event: Event) => select(textIn(event))}
    >
      ${choices.map(([one, text]) => html`<option value=${one} ?selected=${one === value}>${text}</option>`)}
    </select>
    <span class="codicon codicon-chevron-down" aria-hidden="true"></span>
  </div>`;
}
