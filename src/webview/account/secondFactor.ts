import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { isProtected, providerName, secondFactorText } from '../../model/secondFactor.ts';
import type { SecondFactor } from '../../model/secondFactor.ts';
import type { AccountState } from '../protocol.ts';

/** Why the second factor cannot be reset. */
export function secondFactorLock(factor: SecondFactor | undefined): string | undefined {
  if (!factor) return l10n.t('Asking the server…');
  if ('unknown' in factor) return secondFactorText(factor);
  return factor.providers.length === 0 ? l10n.t('The user has no second factor.') : undefined;
}

/** Which providers are on, as far as known; it cannot be edited. */
export function secondFactorRow({ secondFactor: factor, facts }: AccountState): TemplateResult {
  return html`<div class="field" data-field="secondFactor">
    <p class="heading">${l10n.t('Second factor')}</p>
    ${facts?.securityPage ? required(facts.securityPage) : nothing}
    <div aria-live="polite">${factor ? value(factor) : html`<p>${l10n.t('Asking the server…')}</p>`}</div>
  </div>`;
}

/** No call tells it. */
const required = (page: string): TemplateResult =>
  html`<p class="description">
    ${l10n.t('Whether the server requires one is shown in the web interface only:')}
    <a href=${page}>${l10n.t('Security Settings')}</a>
  </p>`;

function value(factor: SecondFactor): TemplateResult {
  if ('unknown' in factor || !isProtected(factor.providers))
    return html`<p><bdi>${secondFactorText(factor)}</bdi></p>`;
  return html`<ul class="chips" aria-label=${l10n.t('Second factor')}>
    ${factor.providers.map(
      id => html`<li class="chip" title=${id}><bdi class="label">${providerName(id)}</bdi></li>`,
    )}
  </ul>`;
}
