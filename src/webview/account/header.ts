import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { AccountAction, AccountFacts, AccountState } from '../protocol.ts';
import { ago, exactly } from '../shared/dates.ts';

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
    <div class="tools" role="toolbar" aria-label=${l10n.t('Document')}>
      ${tools.map(tool => renderTool(tool, run))}
    </div>
  </header>`;
}

interface Tool {
  action: AccountAction;
  icon: string;
  label: () => string;
}

const tools: Tool[] = [
  { action: 'showText', icon: 'json', label: () => l10n.t('Open as JSON to the Side') },
  { action: 'compare', icon: 'diff', label: () => l10n.t('Compare with…') },
  { action: 'duplicate', icon: 'copy', label: () => l10n.t('Duplicate as New User…') },
  { action: 'refresh', icon: 'refresh', label: () => l10n.t('Read Again from the Server') },
];

function renderTool({ action, icon, label }: Tool, run: (action: AccountAction) => void): TemplateResult {
  return html`<button
    type="button"
    class="icon-button codicon codicon-${icon}"
    title=${label()}
    aria-label=${label()}
    @click=${() => run(action)}
  ></button>`;
}

function badges({ enabled, isSelf }: AccountFacts, groups: string[] | undefined) {
  return [
    enabled === false ? html`<span class="badge warning">${l10n.t('Disabled')}</span>` : nothing,
    groups?.includes('admin') ? html`<span class="badge">${l10n.t('Administrator')}</span>` : nothing,
    isSelf ? html`<span class="badge">${l10n.t('You')}</span>` : nothing,
  ];
}

function factList({ lastLogin, firstLogin, backend, storageLocation }: AccountFacts): TemplateResult {
  return html`<dl class="facts">
    ${moment(l10n.t('Last login'), lastLogin)} ${moment(l10n.t('First login'), firstLogin)}
    ${fact(l10n.t('Backend'), backend)} ${fact(l10n.t('Storage'), storageLocation)}
  </dl>`;
}

function moment(label: string, time: number | null | undefined) {
  if (time === undefined) return nothing;
  if (time === null) return fact(label, l10n.t('never'));
  return html`<div>
    <dt>${label}</dt>
    <dd><time datetime=${new Date(time).toISOString()} title=${exactly(time)}>${ago(time)}</time></dd>
  </div>`;
}

function fact(label: string, value: string | undefined) {
  if (!value) return nothing;
  return html`<div>
    <dt>${label}</dt>
    <dd><bdi>${value}</bdi></dd>
  </div>`;
}
