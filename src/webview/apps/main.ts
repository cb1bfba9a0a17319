import * as l10n from '@vscode/l10n';
import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { AppRow, AppsState } from '../protocol.ts';
import { announce } from '../shared/announce.ts';
import '../shared/elements.ts';
import { fact, onServer } from '../shared/facts.ts';
import '../shared/form.css';
import { documentBanner } from '../shared/lock.ts';
import { toolbar } from '../shared/toolbar.ts';
import './apps.css';
import { details } from './details.ts';
import { appsByTab, tabs, visibleApps } from './filter.ts';
import type { Tab } from './filter.ts';
import { filters, wanted } from './filters.ts';
import { moveFocus, row } from './row.ts';
import { begin, chosenId, enabledIds, form, keep, kept, run } from './session.ts';

const wide = window.matchMedia('(min-width: 801px)');
wide.addEventListener('change', () => form.refresh());

/** The failures that were said to screen readers. */
let said: Readonly<Record<string, string>> = {};

function show(state: AppsState): void {
  const enabled = new Set(enabledIds());
  const all = appsByTab(state);
  const tab = tabNow(state);
  const shown = visibleApps(tab, all[tab], enabled, wanted);
  const chosen = shown.find(({ id }) => id === chosenId());
  render(
    html`${header(state, enabled.size)} ${documentBanner(state, () => run('showText'))}
      ${tabList(tab, { updates: all.updates.length })}
      <div class="apps" id="panel" role="tabpanel" aria-labelledby="tab-${tab}">
        <main>
          ${note(tab, state)} ${filters(tab, all[tab].length, state.store?.categories ?? [])}
          ${updateAll(tab, state, all.updates)}
          <ul class="app-list" aria-label=${l10n.t('Apps')} @keydown=${moveFocus}>
            ${repeat(
              shown,
              ({ id }) => id,
              app => row(app, tab, enabled, state, !wide.matches && app === chosen),
            )}
          </ul>
          ${
            shown.length === 0
              ? html`<p class="nothing" role="status">${nothingShown(tab, state, all[tab])}</p>`
              : nothing
          }
        </main>
        ${wide.matches ? html`<aside aria-label=${l10n.t('Details')}>${aside(chosen, state)}</aside>` : nothing}
      </div>`,
    document.getElementById('form') ?? document.body,
  );
  sayFailures(state);
}

function sayFailures({ failures }: AppsState): void {
  const news = Object.entries(failures).filter(([id, reason]) => said[id] !== reason);
  said = failures;
  if (news.length > 0) announce(news.map(([, reason]) => reason).join(' '));
}

/** Why there is nothing, as far as that is known. */
function nothingShown(tab: Tab, { details, store }: AppsState, all: readonly AppRow[]): string {
  const isLoading = details === undefined || (tab !== 'installed' && store === undefined);
  if (isLoading) return tab === 'installed' ? l10n.t('Loading the apps…') : l10n.t('Asking the app store…');
  if (tab === 'updates' && all.length === 0) return l10n.t('All apps are up to date, as far as is known.');
  if (tab === 'store' && all.length === 0) return l10n.t('There are no apps to install.');
  return l10n.t('No matching apps.');
}

function header({ server, apps }: AppsState, enabled: number): TemplateResult {
  return html`<header class="head">
    <div class="avatar initial" aria-hidden="true"><span class="codicon codicon-extensions"></span></div>
    <div class="who">
      <h1>${l10n.t('Apps')}</h1>
      <p class="ids">${onServer(server)}</p>
      <dl class="facts">
        ${fact(l10n.t({ message: 'Enabled', comment: ['apps'] }), String(enabled))}
        ${fact(l10n.t('Installed'), String(apps.length))}
      </dl>
    </div>
    ${toolbar(
      l10n.t('Document'),
      [
        { action: 'showText', icon: 'json', label: l10n.t('Show JSON') },
        { action: 'refresh', icon: 'refresh', label: l10n.t('Reload from Server') },
      ] as const,
      run,
    )}
  </header>`;
}

/** Asked for from elsewhere, the updates come to the front once. */
function tabNow({ updatesAskedAt }: AppsState): Tab {
  if (updatesAskedAt !== null && updatesAskedAt !== kept('updatesAskedAt')) {
    keep('updatesAskedAt', updatesAskedAt);
    keep('tab', 'updates');
  }
  return currentTab();
}

function currentTab(): Tab {
  return tabs.find(tab => tab === kept('tab')) ?? 'installed';
}

function tabList(current: Tab, { updates }: { updates: number }): TemplateResult {
  const titles: Record<Tab, string> = {
    installed: l10n.t('Installed'),
    updates: updates > 0 ? l10n.t('Updates ({0})', updates) : l10n.t('Updates'),
    store: l10n.t('Store'),
  };
  return html`<div class="tabs" role="tablist" aria-label=${l10n.t('Show apps')} @keydown=${moveTab}>
    ${tabs.map(
      tab =>
        html`<button
          type="button"
          role="tab"
          id="tab-${tab}"
          aria-controls="panel"
          aria-selected=${tab === current}
          tabindex=${tab === current ? 0 : -1}
          @click=${() => keep('tab', tab)}
        >
          ${titles[tab]}
        </button>`,
    )}
  </div>`;
}

function moveTab(event: KeyboardEvent): void {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const next = step && tabs[(tabs.indexOf(currentTab()) + step + tabs.length) % tabs.length];
  if (!next) return;
  event.preventDefault();
  keep('tab', next);
  document.getElementById(`tab-${next}`)?.focus();
}

/** What cannot be done on this server, where it would be done. */
function note(tab: Tab, { store }: AppsState): TemplateResult | typeof nothing {
  if (tab === 'installed' || !store?.lacking) return nothing;
  return html`<div class="note" role="status">
    <p><span class="codicon codicon-info"></span> ${store.lacking}</p>
    <vscode-button secondary @click=${() => run('openServer')}
      >${l10n.t('Open Server in Browser')}</vscode-button
    >
  </div>`;
}

function updateAll(tab: Tab, { doing, store }: AppsState, updates: readonly AppRow[]) {
  if (tab !== 'updates' || updates.length === 0 || store?.lacking) return nothing;
  const isBusy = updates.some(({ id }) => doing[id] !== undefined);
  return html`<p class="all-updates">
    <vscode-button ?disabled=${isBusy} @click=${() => run('updateAll')}
      >${l10n.t('Update All…')}</vscode-button
    >
  </p>`;
}

function aside(app: AppRow | undefined, state: AppsState): TemplateResult {
  return app
    ? details(app, state)
    : html`<p class="nothing">${l10n.t('Select an app to see its details.')}</p>`;
}

begin(show);
