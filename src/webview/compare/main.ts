import * as l10n from '@vscode/l10n';
import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import { announce } from '../shared/announce.ts';
import { banner } from '../shared/banner.ts';
import '../shared/elements.ts';
import { fact, moment } from '../shared/facts.ts';
import '../shared/form.css';
import '../shared/fullPage.css';
import { Channel } from '../shared/host.ts';
import { readingBar } from '../shared/readingBar.ts';
import { TickedKeys } from '../shared/tickedKeys.ts';
import { toolbar } from '../shared/toolbar.ts';
import './compare.css';
import { DifferenceList } from './list.ts';
import type { ComparePageState, FromCompare, ToCompare } from './protocol.ts';
import { amount } from '../shared/numbers.ts';

const host = new Channel<ToCompare, FromCompare>();
const post = (message: FromCompare): void => host.post(message);
let state: ComparePageState;
let frame = 0;

/** Draws once, however much has changed. */
function refresh(): void {
  frame ||= requestAnimationFrame(() => {
    frame = 0;
    render(page(state), document.getElementById('form') ?? document.body);
  });
}

const list = new DifferenceList(post, refresh, new TickedKeys(host));

function page(shown: ComparePageState): TemplateResult {
  return html`${header(shown)}
    <main class="full-page">
      ${banners(shown)} ${readingBar(shown.reading, () => post({ type: 'cancel' }))}
      ${shown.at === null ? nothing : list.draw(shown)}
    </main>`;
}

function header({ title, left, right, matching, at, rows }: ComparePageState): TemplateResult {
  const tools = [
    { action: 'again', icon: 'refresh', label: l10n.t('Compare Again') },
    { action: 'swap', icon: 'arrow-swap', label: l10n.t('Swap Sides') },
    ...(matching === null ? [] : [{ action: 'match', icon: 'link', label: l10n.t('Match Users…') } as const]),
  ] as const;
  return html`<header class="head">
    <div class="avatar initial" aria-hidden="true"><span class="codicon codicon-diff"></span></div>
    <div class="who">
      <h1>${title}</h1>
      <p class="ids">
        <bdi>${left.label}</bdi
        ><span class="codicon codicon-arrow-both" role="img" aria-label=${l10n.t('and')}></span
        ><bdi>${right.label}</bdi>
      </p>
      <dl class="facts">
        ${fact(l10n.t('Differences'), at === null ? undefined : amount(rows.length))}
        ${fact(l10n.t('Users are matched'), matching ?? undefined)}
        ${moment(l10n.t('Compared'), at ?? undefined, '')}
      </dl>
    </div>
    ${toolbar(l10n.t('Comparison'), tools, type => post({ type }))}
  </header>`;
}

function banners({ problem, remarks, isOutdated, reading }: ComparePageState): unknown[] {
  const again = { label: l10n.t('Compare Again'), run: () => post({ type: 'again' }) };
  return [
    problem === null ? nothing : banner('error', problem, [again]),
    ...remarks.map(remark => banner('warning', remark)),
    isOutdated && reading === null
      ? banner('info', l10n.t('A server was changed since this comparison.'), [again])
      : nothing,
  ];
}

host.listen({
  init: ({ translations, state: first }) => {
    if (translations) l10n.config({ contents: translations });
    state = first;
    refresh();
  },
  update: ({ state: change }) => {
    const ends = state.reading !== null && change.reading === null;
    state = { ...state, ...change };
    if (ends && state.at !== null) announce(l10n.t('{0} differences', amount(state.rows.length)));
    refresh();
  },
});
post({ type: 'ready' });
