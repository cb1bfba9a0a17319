import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { sum } from './grid/geometry.ts';
import type { TableReading } from './protocol.ts';
import { amount } from '../shared/numbers.ts';

type ReadingStep = 'pause' | 'resume' | 'stop';

export const isComplete = (readings: readonly TableReading[]): boolean =>
  readings.every(({ phase }) => phase === 'complete' || phase === 'unavailable');

/** What is read, in words. */
export interface ReadingWords {
  title: () => string;
  /** So many are read; `of`: of how many, in the language of the reader. */
  loaded: (count: string) => string;
  of: (count: string, all: string) => string;
}

export const userWords: ReadingWords = {
  title: () => l10n.t('Users loaded'),
  loaded: count => l10n.t('{0} users loaded', count),
  of: (count, all) => l10n.t('{0} of {1} users loaded', count, all),
};

export const secondFactorWords: ReadingWords = {
  title: () => l10n.t('Second factors loaded'),
  loaded: count => l10n.t('Second factors of {0} users loaded', count),
  of: (count, all) => l10n.t('Second factors of {0} of {1} users loaded', count, all),
};

/** How far it is, in words. */
function progressWords(readings: readonly TableReading[], words: ReadingWords): string {
  const loaded = sum(readings.map(reading => reading.loaded));
  const totals = readings.map(({ phase, loaded, total }) => (phase === 'complete' ? loaded : total));
  if (totals.includes(null)) return words.loaded(amount(loaded));
  const all = sum(totals.map(total => total ?? 0));
  return words.of(amount(loaded), amount(Math.max(all, loaded)));
}

/** While something is being read, or if not all of it was. */
export function progressBar(
  readings: readonly TableReading[],
  words: ReadingWords,
  step: (what: ReadingStep) => void,
): TemplateResult | typeof nothing {
  const open = readings.filter(({ phase }) => ['loading', 'paused', 'stopped'].includes(phase));
  if (open.length === 0) return nothing;
  const isLoading = open.some(({ phase }) => phase === 'loading');
  const isPaused = !isLoading && open.some(({ phase }) => phase === 'paused');
  const totals = readings.map(({ total }) => total ?? 0);
  const isKnown = readings.every(({ total }) => total !== null);
  const part = (100 * sum(readings.map(({ loaded }) => loaded))) / Math.max(1, sum(totals));
  const button = (what: ReadingStep, icon: string, label: string) =>
    html`<button
      type="button"
      class="icon-button codicon codicon-${icon}"
      title=${label}
      aria-label=${label}
      @click=${() => step(what)}
    ></button>`;
  return html`<div class="progress">
    <vscode-progress-bar
      aria-label=${words.title()}
      ?indeterminate=${isLoading && !isKnown}
      .value=${isKnown ? Math.min(100, part) : 0}
    ></vscode-progress-bar>
    <span
      >${progressWords(readings, words)}${isLoading ? nothing : html` · ${isPaused ? l10n.t('paused') : l10n.t('stopped')}`}</span
    >
    ${isLoading ? button('pause', 'debug-pause', l10n.t('Pause')) : button('resume', 'play', l10n.t('Resume'))}
    ${isLoading || isPaused ? button('stop', 'debug-stop', l10n.t('Stop')) : nothing}
  </div>`;
}
