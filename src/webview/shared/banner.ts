import { html } from 'lit';
import type { TemplateResult } from 'lit';

export interface BannerButton {
  label: string;
  run: () => void;
}

/** A message above the whole form, with buttons for what can be done about it. */
export function banner(
  kind: 'error' | 'warning' | 'info',
  text: string,
  buttons: BannerButton[] = [],
): TemplateResult {
  return html`<div class="banner ${kind}" role=${kind === 'error' ? 'alert' : 'status'}>
    <span class="codicon codicon-${kind}"></span>
    <p>${text}</p>
    <div class="choices">
      ${buttons.map(({ label, run }) => html`<vscode-button secondary @click=${run}>${label}</vscode-button>`)}
    </div>
  </div>`;
}
