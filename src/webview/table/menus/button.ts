import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { listenerOf } from '../../shared/inputs.ts';
import type { Spot } from '../grid/model.ts';

/** A button of the bar that opens a menu below itself. */
export function menuButton(icon: string, label: string, open: (spot: Spot) => void): TemplateResult {
  return html`<button
    type="button"
    class="bar-button"
    aria-haspopup="menu"
    aria-label=${label}
    title=${label}
    @click=${(event: Event) => {
      const { left = 0, bottom = 0 } = listenerOf(event)?.getBoundingClientRect() ?? {};
      open({ x: left, y: bottom + 2 });
    }}
  >
    <span class="codicon codicon-${icon}"></span><span class="label">${label}</span>
    <span class="codicon codicon-chevron-down small"></span>
  </button>`;
}
