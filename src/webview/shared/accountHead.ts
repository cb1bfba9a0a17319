import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { AccountFacts } from '../protocol.ts';
import { fact, moment } from './facts.ts';

/** What the head of an account shows; what is not known is left out. */
export interface AccountHead extends Partial<AccountFacts> {
  id: string;
  groups: readonly string[];
  /** A `data:` URI. */
  avatar?: string | null | undefined;
}

/** Who this is: what cannot be changed. */
export function accountHead(head: AccountHead, tools: TemplateResult): TemplateResult {
  const { id, avatar, server } = head;
  const name = head.displayName || id;
  return html`<header class="head">
    ${
      avatar
        ? html`<img class="avatar" src=${avatar} alt="" />`
        : html`<div class="avatar initial" aria-hidden="true">${Array.from(name)[0]?.toUpperCase()}</div>`
    }
    <div class="who">
      <h1><bdi>${name}</bdi></h1>
      <p class="ids">
        <bdi><code>${id}</code></bdi>
        ${server ? html`<span>${l10n.t('on')} <bdi>${server}</bdi></span>` : nothing} ${badges(head)}
      </p>
      ${factList(head)}
    </div>
    ${tools}
  </header>`;
}

function badges({ enabled, isSelf, groups }: AccountHead) {
  return [
    enabled === false ? html`<span class="badge warning">${l10n.t('Disabled')}</span>` : nothing,
    groups.includes('admin') ? html`<span class="badge">${l10n.t('Administrator')}</span>` : nothing,
    isSelf ? html`<span class="badge">${l10n.t('You')}</span>` : nothing,
  ];
}

function factList({ lastLogin, firstLogin, backend, storageLocation }: AccountHead): TemplateResult {
  return html`<dl class="facts">
    ${moment(l10n.t('Last login'), lastLogin, l10n.t('never'))}
    ${moment(l10n.t('First login'), firstLogin, l10n.t('never'))} ${fact(l10n.t('Backend'), backend)}
    ${fact(l10n.t('Storage'), storageLocation)}
  </dl>`;
}
