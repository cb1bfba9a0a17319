import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { risksOf } from '../../model/appStore.ts';
import type { AppRow, AppsState } from '../protocol.ts';
import { fact } from '../shared/facts.ts';
import { choicesFor, isIn } from './choices.ts';
import { nameOf } from './filter.ts';
import { groupsOf } from './groups.ts';
import { run } from './session.ts';

/** Everything the server tells about an app. The description is third-party Markdown and is shown as plain text. */
export function details(app: AppRow, state: AppsState): TemplateResult {
  const { id, version, licence, authors, website, summary, description, update } = app;
  const installed = isIn(state, app);
  return html`<article class="app-details">
    <h2><bdi>${nameOf(app)}</bdi></h2>
    ${risks(app)} ${buttons(app, state, installed)}
    <dl>
      ${fact(l10n.t('ID'), id)} ${fact(l10n.t('Version'), version)}
      ${installed ? fact(l10n.t('Updates'), update) : nothing} ${fact(l10n.t('License'), licence)}
      ${fact(l10n.t('Authors'), authors?.join(', '))} ${fact(l10n.t('Categories'), categoriesOf(app, state))}
      ${fact(l10n.t('Rating'), ratingOf(app))} ${fact(l10n.t('Level'), levelOf(app))}
      ${fact(l10n.t('Website'), website)}
    </dl>
    ${installed ? groupsOf(app, state) : nothing}
    <p class="text" dir="auto">${description || summary}</p>
  </article>`;
}

function risks(app: AppRow): TemplateResult | typeof nothing {
  const all = risksOf(app);
  if (all.length === 0) return nothing;
  return html`<ul class="risks" aria-label=${l10n.t('Before you install it')}>
    ${all.map(text => html`<li><span class="codicon codicon-warning"></span><span>${text}</span></li>`)}
  </ul>`;
}

function buttons(app: AppRow, state: AppsState, installed: boolean): TemplateResult | typeof nothing {
  const choices = choicesFor(app, state, installed);
  if (choices.length === 0) return nothing;
  return html`<p class="app-actions">
    ${choices.map(
      ({ action, label }) =>
        html`<vscode-button
          ?secondary=${action !== 'update' && action !== 'install'}
          ?disabled=${state.doing[app.id] !== undefined}
          @click=${() => run(action, { id: app.id })}
          >${label}</vscode-button
        >`,
    )}
  </p>`;
}

function categoriesOf({ categories = [] }: AppRow, { store }: AppsState): string {
  const names = new Map(store?.categories.map(({ id, displayName }) => [id, displayName]));
  return categories.map(id => names.get(id) ?? id).join(', ');
}

function ratingOf({ rating, ratings }: AppRow): string | undefined {
  if (rating === undefined || !ratings) return undefined;
  return l10n.t('{0} % of {1} ratings', Math.round(100 * rating), ratings);
}

function levelOf({ level }: AppRow): string | undefined {
  const words = {
    supported: l10n.t('Supported by the vendor of the server'),
    official: l10n.t('Official'),
    community: l10n.t('Community'),
  };
  return level && words[level];
}
