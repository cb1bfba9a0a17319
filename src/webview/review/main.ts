import * as l10n from '@vscode/l10n';
import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import { announce } from '../shared/announce.ts';
import { banner } from '../shared/banner.ts';
import '../shared/elements.ts';
import { fact, moment, onServer } from '../shared/facts.ts';
import '../shared/form.css';
import '../shared/fullPage.css';
import { Channel } from '../shared/host.ts';
import { readingBar } from '../shared/readingBar.ts';
import { tabs } from '../shared/tabs.ts';
import { TickedKeys } from '../shared/tickedKeys.ts';
import { toolbar } from '../shared/toolbar.ts';
import { FindingList } from './findings.ts';
import { MatrixGrid } from './matrixGrid.ts';
import { powersTable } from './powers.ts';
import type { FromReview, ReviewedServer, ReviewPageState, ToReview } from './protocol.ts';
import './review.css';
import { amount } from '../shared/numbers.ts';

const host = new Channel<ToReview, FromReview>();
const post = (message: FromReview): void => host.post(message);
const open = (subject: string): void => post({ type: 'open', subject });
let state: ReviewPageState;
let frame = 0;

/** Draws once, however much has changed. */
function refresh(): void {
  frame ||= requestAnimationFrame(() => {
    frame = 0;
    render(page(state), document.getElementById('form') ?? document.body);
  });
}

const findings = new FindingList(post, refresh, new TickedKeys(host));
const matrix = new MatrixGrid(refresh, open);

type TabId = 'findings' | 'powers' | 'matrix';
let tab: TabId = 'findings';

const views: Record<TabId, { title: () => string; draw: (found: ReviewedServer) => TemplateResult }> = {
  findings: { title: () => l10n.t('Findings'), draw: found => findings.draw(found, state.isBusy) },
  powers: { title: () => l10n.t('Who administers'), draw: found => powersTable(found.powers, open) },
  matrix: { title: () => l10n.t('Memberships'), draw: found => matrix.draw(found) },
};

function page(shown: ReviewPageState): TemplateResult {
  const { found } = shown;
  return html`${header(shown)}
    <main class="full-page">
      ${banners(shown)} ${readingBar(shown.reading, () => post({ type: 'cancel' }))}
      ${found ? content(found) : nothing}
    </main>`;
}

function header({ title, server, found }: ReviewPageState): TemplateResult {
  const tools = [
    { action: 'again', icon: 'refresh', label: l10n.t('Review Again') },
    { action: 'saveReport', icon: 'save-as', label: l10n.t('Save Report…') },
    { action: 'showFile', icon: 'go-to-file', label: l10n.t('Show Accepted Findings') },
  ] as const;
  return html`<header class="head">
    <div class="avatar initial" aria-hidden="true"><span class="codicon codicon-shield"></span></div>
    <div class="who">
      <h1><bdi>${title}</bdi></h1>
      <p class="ids">${onServer(server)}</p>
      <dl class="facts">
        ${fact(l10n.t('Users'), amount(found?.users.length))}
        ${fact(l10n.t('Groups'), amount(found?.groups.length))} ${moment(l10n.t('Reviewed'), found?.at, '')}
      </dl>
    </div>
    ${toolbar(l10n.t('Review'), tools, type => post({ type }))}
  </header>`;
}

function banners({ problem, fileProblem, isOutdated, reading }: ReviewPageState): unknown[] {
  const again = { label: l10n.t('Review Again'), run: () => post({ type: 'again' }) };
  const file = { label: l10n.t('Show File'), run: () => post({ type: 'showFile' }) };
  return [
    problem === null ? nothing : banner('error', problem, [again]),
    fileProblem === null ? nothing : banner('warning', fileProblem, [file, again]),
    isOutdated && reading === null
      ? banner('info', l10n.t('The server was changed since this review.'), [again])
      : nothing,
  ];
}

function content(found: ReviewedServer): TemplateResult {
  const all = [
    { id: 'findings', title: views.findings.title() },
    { id: 'powers', title: views.powers.title() },
    { id: 'matrix', title: views.matrix.title() },
  ] as const;
  return html`<p class="outcome">${found.summary}</p>
    ${tabs(l10n.t('Parts of the review'), all, tab, id => {
      tab = id;
      host.viewState = { ...host.viewState, tab };
      refresh();
    })}
    <div class="tab-panel" role="tabpanel" id="panel" aria-labelledby="tab-${tab}">
      ${views[tab].draw(found)}
    </div>`;
}

host.listen({
  init: ({ translations, state: first }) => {
    if (translations) l10n.config({ contents: translations });
    const { tab: kept } = host.viewState;
    if (kept === 'findings' || kept === 'powers' || kept === 'matrix') tab = kept;
    state = first;
    refresh();
  },
  update: ({ state: change }) => {
    const ends = state.reading !== null && change.reading === null;
    state = { ...state, ...change };
    if (ends && state.found) announce(state.found.summary);
    refresh();
  },
});
post({ type: 'ready' });
