import * as l10n from '@vscode/l10n';
import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import { accountFields, toAccountDocument } from '../../model/account.ts';
import { sectionTitles } from '../../model/accountFields.ts';
import type { AccountControl, Section } from '../../model/accountFields.ts';
import { secondFactorText } from '../../model/secondFactor.ts';
import { namesIn } from '../../ocs/narrow.ts';
import { accountHead } from '../shared/accountHead.ts';
import { banner } from '../shared/banner.ts';
import { buttonIcon } from '../shared/buttonIcon.ts';
import '../shared/elements.ts';
import '../shared/form.css';
import { Host } from '../shared/host.ts';
import { keepScroll } from '../shared/scroll.ts';
import { followScrolling, sections } from '../shared/sections.ts';
import { toolbar } from '../shared/toolbar.ts';
import { usage } from '../shared/usage.ts';
import './inspect.css';
import type { InspectAction, InspectState } from './protocol.ts';
import { humanRecordValue, humanValue } from './values.ts';

const host = new Host<InspectState, InspectAction>();
const run = (action: InspectAction): void => host.post({ type: 'run', action });
let state: InspectState;

function show(next: InspectState): void {
  state = next;
  render(page(state), document.getElementById('form') ?? document.body);
}

function page(shown: InspectState): TemplateResult {
  const known = namesIn(sectionTitles).map(section => ({
    id: section,
    title: sectionTitles[section](),
    content: fieldRows(section, shown),
  }));
  const views = [
    ...known,
    { id: 'more', title: l10n.t('More'), content: moreRows(shown) },
    { id: 'answer', title: l10n.t('API response'), content: answer(shown) },
  ];
  return html`${header(shown)} ${shown.problem === null ? nothing : banner('error', shown.problem)}
  ${sections(views, l10n.t('Sections'))}`;
}

const tools = () =>
  [
    { action: 'edit', icon: 'edit', label: l10n.t('Edit') },
    { action: 'showText', icon: 'json', label: l10n.t('Show JSON') },
    { action: 'refresh', icon: 'refresh', label: l10n.t('Reload from Server') },
  ] as const;

function header({ user, server, isSelf, avatar }: InspectState): TemplateResult {
  const { userId, displayName = '', groups = [], firstLogin, lastLogin, ...rest } = user;
  const head = {
    ...rest,
    ...(firstLogin !== undefined && { firstLogin: timeOf(firstLogin) }),
    ...(lastLogin !== undefined && { lastLogin: timeOf(lastLogin) }),
    ...{ id: userId, displayName, groups, server, isSelf, avatar },
  };
  return accountHead(head, toolbar(l10n.t('User'), tools(), run));
}

const timeOf = (iso: string | null): number | null => (iso === null ? null : Date.parse(iso));

/** Texts that are shown in other words than the server's. */
const rewritten: ReadonlySet<AccountControl> = new Set(['quota', 'language', 'locale']);

function fieldRows(section: Section, { user, record, secondFactor }: InspectState): TemplateResult {
  const values = toAccountDocument({ ...user, firstLogin: null, lastLogin: null });
  const rows = accountFields.flatMap(({ name, control, label, section: own }) => {
    const value = values[name];
    if (own !== section || value === undefined) return [];
    return [row(label(), name, humanValue(control, value), record, rewritten.has(control))];
  });
  return html`${section === 'storage' && user.quota ? usage(user.quota) : nothing}
    <dl class="rows">${rows} ${section === 'account' ? secondFactorRow(secondFactor) : nothing}</dl>`;
}

/** It is no part of the record. */
function secondFactorRow(factor: InspectState['secondFactor']): TemplateResult {
  const providers = factor && 'providers' in factor ? factor.providers : [];
  return html`<div class="row" data-field="secondFactor">
    <dt>${l10n.t('Second factor')}</dt>
    <dd aria-live="polite"><bdi>${factor ? secondFactorText(factor) : l10n.t('Asking the server…')}</bdi></dd>
    <dd class="raw">${providers.length > 0 ? html`<code>${JSON.stringify(providers)}</code>` : nothing}</dd>
  </div>`;
}

/** What the server tells besides the fields of the document. */
function moreRows({ record }: InspectState): TemplateResult {
  const names = Object.keys(record ?? {}).filter(name => !accountFields.some(field => field.name === name));
  return html`<dl class="rows">
    ${names.map(name => row(name, name, humanRecordValue(name, record?.[name]), record))}
  </dl>`;
}

/** Label and wire name; the value in words and, where these differ from it, as the server sent it. */
function row(
  label: string,
  name: string,
  human: unknown,
  record: InspectState['record'],
  inOtherWords = false,
): TemplateResult {
  const raw = record?.[name];
  return html`<div class="row" data-field=${name}>
    <dt>${label} ${label === name ? nothing : html`<code>${name}</code>`}</dt>
    <dd>${human}</dd>
    <dd class="raw">
      ${isPlain(raw) && !inOtherWords ? nothing : html`<code>${JSON.stringify(raw)}</code>`}
    </dd>
  </div>`;
}

/** Whether the value in words is the value itself: texts, and lists and maps that are not empty. */
function isPlain(raw: unknown): boolean {
  if (typeof raw === 'string') return raw !== '' && !/^\d+$/.test(raw);
  return raw === undefined || (typeof raw === 'object' && raw !== null && Object.keys(raw).length > 0);
}

function answer({ record }: InspectState): unknown {
  if (record === null)
    return html`<p class="nothing">${l10n.t('The server does not answer for this user ID alone.')}</p>`;
  return html`<vscode-button secondary @click=${() => run('copyAnswer')}
      >${buttonIcon('copy')}${l10n.t('Copy')}</vscode-button
    >
    <pre tabindex="0" aria-label=${l10n.t('API response')}>${JSON.stringify(record, undefined, 2)}</pre>`;
}

host.listen({
  init: ({ translations, state: first }) => {
    if (translations) l10n.config({ contents: translations });
    show(first);
    followScrolling();
    keepScroll(host);
  },
  update: ({ state: change }) => show({ ...state, ...change }),
  takePending: () => undefined,
});
