import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { problemText } from '../../model/plan/problems.ts';
import type { Problem } from '../../model/plan/types.ts';
import { amount } from '../shared/numbers.ts';

/** More do not help anybody to read them. */
const mostShown = 200;

/** What cannot be done and why: first whatever keeps a user from being changed at all. */
export function problemList(problems: readonly Problem[]): TemplateResult | typeof nothing {
  if (problems.length === 0) return nothing;
  const sorted = [...problems].sort((a, b) => Number(b.blocks) - Number(a.blocks));
  const rest = sorted.length - mostShown;
  return html`<details class="problems" open>
    <summary>
      ${problems.length === 1 ? l10n.t('1 problem') : l10n.t('{0} problems', amount(problems.length))}
    </summary>
    <ul aria-label=${l10n.t('Problems')} tabindex="0">
      ${sorted.slice(0, mostShown).map(row)}
      ${rest > 0 ? html`<li>${l10n.t('And {0} more.', amount(rest))}</li>` : nothing}
    </ul>
  </details>`;
}

function row(problem: Problem): TemplateResult {
  const meaning = problem.blocks
    ? l10n.t('Nothing is planned for this user')
    : l10n.t('This part is left out; the rest is planned');
  return html`<li>
    <span
      class="codicon codicon-${problem.blocks ? 'error' : 'warning'}"
      role="img"
      title=${meaning}
      aria-label=${meaning}
    ></span>
    <bdi>${problemText(problem)}</bdi>
    ${problem.source === undefined ? nothing : html`<span class="source">${l10n.t('Row {0}', problem.source)}</span>`}
  </li>`;
}
