import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { AccountAction, AccountFacts, AccountState } from '../protocol.ts';
import { fact, moment } from '../shared/facts.ts';
import { toolbar } from '../shared/toolbar.ts';

/** Who this is: what cannot be changed, and what can be done with the document as a whole. */
export function header(state: AccountState, run: (action: AccountAction) => void): TemplateResult {
  const { facts, avatar, document } = state;
  const id = document?.id ?? '';
  const name = facts?.displayName || id;
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
        ${facts ? html`<span>${l10n.t('on')} <bdi>${facts.server}</bdi></span>` : nothing}
        ${facts ? badges(facts, document?.groups) : nothing}
      </p>
      ${facts ? factList(facts) : nothing}
    </div>
    ${toolbar(l10n.t('Document'), tools(), run)}
  </header>`;
}

const tools = () =>
  [
    { action: 'showText', icon: 'json', label: l10n.t('Open as JSON to the Side') },
    { action: 'compare', icon: 'diff', label: l10n.t('Compare with…') },
    { action: 'duplicate', icon: 'copy', label: l10n.t('Duplicate as New User…') },
    { action: 'refresh', icon: 'refresh', label: l10n.t('Read Again from the Server') },
  ] as const;

function badges({ enabled, isSelf }: AccountFacts, groups: string[] | undefined) {
  return [
    enabled === false ? html`<span class="badge warning">${l10n.t('Disabled')}</span>` : nothing,
    groups?.includes('admin') ? html`<span class="badge">${l10n.t('Administrator')}</span>` : nothing,
    isSelf ? html`<span class="badge">${l10n.t('You')}</span>` : nothing,
  ];
}

function factList({ lastLogin, firstLogin, backend, storageLocation }: AccountFacts): TemplateResult {
  return html`<dl class="facts">
    ${moment(l10n.t('Last login'), lastLogin, l10n.t('never'))}
    ${moment(l10n.t('First login'), firstLogin, l10n.t('never'))} ${fact(l10n.t('Backend'), backend)}
    ${fact(l10n.t('Storage'), storageLocation)}
  </dl>`;
}
