import { html } from 'lit';
import type { TemplateResult } from 'lit';

export interface Tool<Action extends string> {
  action: Action;
  /** A codicon. */
  icon: string;
  label: string;
}

/** Buttons for the document as a whole. */
export function toolbar<Action extends string>(
  label: string,
  tools: readonly Tool<Action>[],
  run: (action: Action) => void,
): TemplateResult {
  return html`<div class="tools" role="toolbar" aria-label=${label}>
    ${tools.map(
      ({ action, icon, label }) =>
        html`<button
          type="button"
          class="icon-button codicon codicon-${icon}"
          title=${label}
          aria-label=${label}
          @click=${() => run(action)}
        ></button>`,
    )}
  </div>`;
}
