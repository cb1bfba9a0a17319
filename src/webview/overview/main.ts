import * as l10n from '@vscode/l10n';
import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import { warningsOf } from '../../model/overview/warnings.ts';
import type { Warning } from '../../model/overview/warnings.ts';
import { banner } from '../shared/banner.ts';
import { DocumentForm } from '../shared/documentForm.ts';
import '../shared/elements.ts';
import { fact } from '../shared/facts.ts';
import '../shared/form.css';
import { language } from '../shared/language.ts';
import { toolbar } from '../shared/toolbar.ts';
import { appsCard, sharesCard, softwareCard, usersCard } from './cards.ts';
import { loadCard, memoryCard, storageCard } from './machine.ts';
import './overview.css';
import type { OverviewAction, OverviewState } from './protocol.ts';

const form = new DocumentForm<OverviewState, OverviewAction>(show);
const run = (action: OverviewAction): void => form.host.post({ type: 'run', action });

function show(state: OverviewState): void {
  render(
    html`${header(state)} ${banners(state)}
      <main class="overview">${body(state)}</main>`,
    document.getElementById('form') ?? document.body,
  );
}

function header({ server, address, user, role, version }: OverviewState): TemplateResult {
  return html`<header class="head">
    <div class="avatar initial" aria-hidden="true"><span class="codicon codicon-dashboard"></span></div>
    <div class="who">
      <h1><bdi>${server}</bdi></h1>
      <p class="ids"><bdi>${address}</bdi></p>
      <dl class="facts">
        ${fact(l10n.t('Nextcloud'), version)}
        ${fact(l10n.t('Signed in as'), role === '' ? user : l10n.t('{0}, {1}', user, role))}
      </dl>
    </div>
    ${toolbar(
      l10n.t('Server'),
      [
        { action: 'openServer', icon: 'link-external', label: l10n.t('Open Server in Browser') },
        { action: 'diagnose', icon: 'pulse', label: l10n.t('Diagnose Server') },
        { action: 'showText', icon: 'json', label: l10n.t('Show JSON') },
        { action: 'refresh', icon: 'refresh', label: l10n.t('Reload from Server') },
      ] as const,
      run,
    )}
  </header>`;
}

function banners({ trouble, vitals }: OverviewState): TemplateResult | typeof nothing {
  if (trouble !== null)
    return banner('warning', l10n.t('The server could not be asked again: {0}', trouble), [
      { label: l10n.t('Retry'), run: () => run('refresh') },
      { label: l10n.t('Diagnose Server…'), run: () => run('diagnose') },
    ]);
  return vitals?.lacking ? banner('info', vitals.lacking) : nothing;
}

function body(state: OverviewState): unknown {
  const { vitals, outlook, samples, trouble } = state;
  if (!vitals && trouble !== null) return nothing;
  if (!vitals) return html`<p class="nothing" role="status">${l10n.t('Asking the server…')}</p>`;
  if (vitals.lacking !== null) return html`<div class="cards">${softwareCard(state)}</div>`;
  const known = { vitals, outlook: outlook ?? undefined, now: Date.now(), language: language() };
  return html`${warningList(warningsOf(known))}
    <div class="cards">
      ${storageCard(vitals)} ${loadCard(vitals, samples)} ${memoryCard(vitals, samples)} ${usersCard(vitals)}
      ${appsCard(outlook, run)} ${sharesCard(vitals)} ${softwareCard(state)}
    </div>
    <p class="asked">${askedAt(vitals.at)}</p>`;
}

function askedAt(at: number): string {
  const time = new Intl.DateTimeFormat(language(), { timeStyle: 'medium' }).format(at);
  return l10n.t('As of {0}. While this page is visible, the server is asked every 30 seconds.', time);
}

const icons: Readonly<Record<Warning['severity'], readonly [icon: string, words: () => string]>> = {
  error: ['error', () => l10n.t('problem')],
  warning: ['warning', () => l10n.t('warning')],
  information: ['info', () => l10n.t('note')],
};

const buttons: Readonly<Record<NonNullable<Warning['action']>, () => string>> = {
  openUpdates: () => l10n.t('Show App Updates'),
  openServer: () => l10n.t('Open Server in Browser'),
};

function warningList(warnings: readonly Warning[]): TemplateResult {
  if (warnings.length === 0)
    return html`<p class="well">
      <span class="codicon codicon-pass-filled" aria-hidden="true"></span>
      ${l10n.t('There is nothing to warn of, as far as the server tells.')}
    </p>`;
  return html`<ul class="warnings" aria-label=${l10n.t('Warnings')}>
    ${warnings.map(warningRow)}
  </ul>`;
}

function warningRow({ severity, text, next, action }: Warning): TemplateResult {
  const [icon, words] = icons[severity];
  return html`<li class=${severity}>
    <span class="codicon codicon-${icon}" role="img" aria-label=${words()}></span>
    <div>
      <p class="what">${text}</p>
      <p class="next">${next}</p>
    </div>
    ${
      action === undefined
        ? nothing
        : html`<vscode-button secondary @click=${() => run(action)}>${buttons[action]()}</vscode-button>`
    }
  </li>`;
}

form.start();
