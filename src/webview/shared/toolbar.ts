import { html } from 'lit';
import type { TemplateResult } from 'lit';

export interface ToolButton<Action extends string> {
  action: Action;
  /** A codicon. */
  icon: string;
  label: string;
}

/** Buttons for the whole document. */
export function toolbar<Action extends string>(
  label: string,
  tools: readonly ToolButton<Action>[],
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
