import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { Quota } from '../../ocs/types.ts';
import { size } from './numbers.ts';

/** The percentage from which the bar shows a warning. */
const nearlyFull = 90;

/** How much of the quota is used, in words and, where there is a limit, as a bar. */
export function usage({ quota, used }: Quota) {
  if (used === undefined) return nothing;
  const limit = typeof quota === 'number' ? quota : undefined;
  if (limit === undefined || limit <= 0) {
    return html`<p class="usage">${l10n.t('{0} used (unlimited)', size(used))}</p>`;
  }
  const percent = Math.round((100 * used) / limit);
  const words = l10n.t('{0} of {1} used ({2}%)', size(used), size(limit), percent);
  return html`<div class="usage">
    <vscode-progress-bar
      class=${percent >= nearlyFull ? 'nearly-full' : ''}
      .value=${Math.min(percent, 100)}
      aria-label=${words}
    ></vscode-progress-bar>
    <span>${words}</span>
  </div>`;
}
