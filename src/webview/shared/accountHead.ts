import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { adminGroup } from '../../ocs/adminGroup.ts';
import type { AccountFacts } from '../protocol.ts';
import { fact, moment, onServer } from './facts.ts';

/** What the head of a user shows. Unknown facts are left out. */
export interface AccountHead extends Partial<AccountFacts> {
  id: string;
  groups: readonly string[];
  /** A `data:` URI. */
  avatar?: string | null | undefined;
}

/** Who this is, and facts that cannot be changed. */
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
        ${server ? onServer(server) : nothing} ${badges(head)}
      </p>
      ${factList(head)}
    </div>
    ${tools}
  </header>`;
}

function badges({ enabled, isSelf, groups }: AccountHead) {
  return [
    enabled === false ? html`<span class="badge warning">${l10n.t('Disabled')}</span>` : nothing,
    groups.includes(adminGroup) ? html`<span class="badge">${l10n.t('Administrator')}</span>` : nothing,
    isSelf ? html`<span class="badge">${l10n.t('You')}</span>` : nothing,
  ];
}

function factList({ lastLogin, firstLogin, backend, storageLocation }: AccountHead): TemplateResult {
  return html`<dl class="facts">
    ${moment(l10n.t('Last sign-in'), lastLogin, l10n.t('never'))}
    ${moment(l10n.t('First sign-in'), firstLogin, l10n.t('never'))} ${fact(l10n.t('Backend'), backend)}
    ${fact(l10n.t('Storage'), storageLocation)}
  </dl>`;
}
