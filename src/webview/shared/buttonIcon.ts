import { html } from 'lit';
import type { TemplateResult } from 'lit';

/** A codicon before a button's text. The button's own icons would each load the icons' stylesheet once more. */
export function buttonIcon(name: string): TemplateResult {
  return html`<span slot="content-before" class="codicon codicon-${name}"></span>`;
}
