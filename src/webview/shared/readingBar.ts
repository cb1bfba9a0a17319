import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import './readingBar.css';

/** How far servers are read, and a way to stop; nothing while nothing is read. */
export function readingBar(reading: string | null, cancel: () => void): TemplateResult | typeof nothing {
  if (reading === null) return nothing;
  return html`<div class="reading">
    <p role="status">${reading}</p>
    <vscode-progress-bar aria-label=${l10n.t('Reading the server')}></vscode-progress-bar>
    <vscode-button secondary @click=${cancel}>${l10n.t('Cancel')}</vscode-button>
  </div>`;
}
