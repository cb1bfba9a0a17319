import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { Preview } from '../../model/tables/importTypes.ts';

/** The first rows, as they will be understood. */
export function previewTable({ columns, rows }: Preview): TemplateResult {
  if (rows.length === 0) return html`<p class="note">${l10n.t('There is no row to show.')}</p>`;
  return html`<div class="preview" tabindex="0" role="region" aria-label=${l10n.t('Preview')}>
    <table>
      <thead>
        <tr>
          <th scope="col">${l10n.t('Line')}</th>
          ${columns.map(column => html`<th scope="col">${column}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ({ line, cells, problem }) =>
            html`<tr>
              <th scope="row">${line}</th>
              ${
                problem === null
                  ? cells.map(cell => html`<td><bdi>${cell}</bdi></td>`)
                  : html`<td class="left-out" colspan=${Math.max(1, columns.length)}>
                      <span class="codicon codicon-error"></span> ${problem}
                    </td>`
              }
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}
