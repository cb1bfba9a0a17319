import { textIn } from '../shared/inputs.ts';
import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { namesIn } from '../../ocs/narrow.ts';
import type { PlanStep } from '../../model/plan/types.ts';
import { kindWords } from '../../model/plan/words.ts';
import type { ShownState } from '../protocol.ts';
import { stateWords } from './drawing.ts';

interface View {
  kinds: Set<string>;
  states: Set<ShownState>;
  text: string;
}

/** A search box, and how many steps there are of each kind and state: each count shows its steps alone. */
export function filters(
  steps: readonly PlanStep[],
  stateOf: (step: PlanStep) => ShownState,
  view: View,
  refresh: () => void,
): TemplateResult {
  const kinds = countBy(steps, ({ kind }) => kind);
  const states = countBy(steps, stateOf);
  const toggle = <T>(set: Set<T>, item: T) => {
    if (!set.delete(item)) set.add(item);
    refresh();
  };
  const chip = <T>(set: Set<T>, item: T, icon: string, title: string, count: number) =>
    html`<button type="button" class="filter" aria-pressed=${set.has(item)} @click=${() => toggle(set, item)}>
      <span class="codicon codicon-${icon}"></span>${title} <b>${count.toLocaleString()}</b>
    </button>`;
  return html`<div class="filters">
    <vscode-textfield
      .label=${l10n.t('Search users and values')}
      placeholder=${l10n.t('Search users and values')}
      @input=${(event: Event) => {
        view.text = textIn(event);
        refresh();
      }}
    ></vscode-textfield>
    <div class="counts" role="group" aria-label=${l10n.t('Show kinds of steps')}>
      ${namesIn(kindWords).map(kind => {
        const count = kinds.get(kind);
        const { icon, title } = kindWords[kind];
        return count ? chip(view.kinds, kind, icon, title(), count) : nothing;
      })}
    </div>
    ${
      states.size > 1
        ? html`<div class="counts" role="group" aria-label=${l10n.t('Show states of steps')}>
            ${namesIn(stateWords).map(state => {
              const count = states.get(state);
              const { icon, title } = stateWords[state];
              return count ? chip(view.states, state, icon, title(), count) : nothing;
            })}
          </div>`
        : nothing
    }
  </div>`;
}

function countBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, number> {
  const counts = new Map<K, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
