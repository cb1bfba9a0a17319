import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { namesIn } from '../../ocs/narrow.ts';
import type { PlanStep } from '../../model/plan/types.ts';
import { kindWords } from '../../model/plan/words.ts';
import type { ShownState } from '../protocol.ts';
import { countBy, filterBox, filterChip } from '../shared/filterChips.ts';
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
  return html`<div class="filters">
    ${filterBox(l10n.t('Search users and values'), text => {
      view.text = text;
      refresh();
    })}
    <div class="counts" role="group" aria-label=${l10n.t('Show kinds of steps')}>
      ${namesIn(kindWords).map(kind => {
        const count = kinds.get(kind);
        const { icon, title } = kindWords[kind];
        return count
          ? filterChip<string>(view.kinds, kind, { icon, title: title(), count }, refresh)
          : nothing;
      })}
    </div>
    ${
      states.size > 1
        ? html`<div class="counts" role="group" aria-label=${l10n.t('Show states of steps')}>
            ${namesIn(stateWords).map(state => {
              const count = states.get(state);
              const { icon, title } = stateWords[state];
              return count
                ? filterChip(view.states, state, { icon, title: title(), count }, refresh)
                : nothing;
            })}
          </div>`
        : nothing
    }
  </div>`;
}
