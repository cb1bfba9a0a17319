import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { NoticeText } from '../../model/plan/types.ts';
import './notice.css';

/** What is sent to users who are notified, before it is sent. */
export function noticeText(notice: NoticeText | undefined): TemplateResult | typeof nothing {
  if (!notice) return nothing;
  const { subject, message } = notice;
  return html`<section class="notice" aria-label=${l10n.t('Text of the notification')}>
    <span class="codicon codicon-bell" aria-hidden="true"></span>
    <div>
      <p class="subject" dir="auto">${subject}</p>
      ${message === '' ? nothing : html`<p class="message" dir="auto" tabindex="0">${message}</p>`}
    </div>
  </section>`;
}
