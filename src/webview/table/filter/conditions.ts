import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Span } from '../../../model/table/filter/types.ts';
import { amount } from '../../shared/numbers.ts';

/** A condition of the filter: its place in the text, and of how many users it is true. */
export interface ConditionCount extends Span {
  count: number;
}

/** Each condition of the filter with how many users it is true of, and a button that takes it away. */
export function conditionList(
  line: string,
  conditions: readonly ConditionCount[],
  remove: (condition: ConditionCount) => void,
): TemplateResult | typeof nothing {
  if (conditions.length === 0) return nothing;
  return html`<ul class="conditions" aria-label=${l10n.t('Conditions')}>
    ${conditions.map(condition => {
      const text = line.slice(condition.start, condition.end);
      return html`<li class="condition">
        <code>${text}</code> <b>${amount(condition.count)}</b>
        <button
          type="button"
          class="icon-button codicon codicon-close"
          title=${l10n.t('Remove Condition')}
          aria-label=${l10n.t('Remove the condition {0}', text)}
          @click=${() => remove(condition)}
        ></button>
      </li>`;
    })}
  </ul>`;
}
