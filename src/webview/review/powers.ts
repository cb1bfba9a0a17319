import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { ReviewedServer } from './protocol.ts';

/** Everybody with rights over others; the user IDs open the users. */
export function powersTable(
  { heads, rows }: ReviewedServer['powers'],
  open: (subject: string) => void,
): TemplateResult {
  return html`<div class="powers" role="region" aria-label=${l10n.t('Who administers')} tabindex="0">
    <table>
      <thead>
        <tr>
          ${heads.map(head => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([id = '', ...cells]) =>
            html`<tr>
              <th scope="row">
                <button type="button" class="subject" @click=${() => open(`user:${id}`)}>
                  <bdi>${id}</bdi>
                </button>
              </th>
              ${cells.map(cell => html`<td><bdi>${cell}</bdi></td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
