import * as l10n from '@vscode/l10n';
import { html } from 'lit';
import type { TemplateResult } from 'lit';
import type { AppRow } from '../protocol.ts';
import { fact } from '../shared/facts.ts';
import { nameOf } from './filter.ts';

/** Everything the server tells about an app. The description is third-party Markdown and is shown as plain text. */
export function details(app: AppRow): TemplateResult {
  const { id, version, licence, authors, categories, website, summary, description } = app;
  return html`<article class="app-details">
    <h2><bdi>${nameOf(app)}</bdi></h2>
    <dl>
      ${fact(l10n.t('ID'), id)} ${fact(l10n.t('Version'), version)} ${fact(l10n.t('License'), licence)}
      ${fact(l10n.t('Authors'), authors?.join(', '))} ${fact(l10n.t('Categories'), categories?.join(', '))}
      ${fact(l10n.t('Website'), website)}
    </dl>
    <p class="text" dir="auto">${description || summary}</p>
  </article>`;
}
