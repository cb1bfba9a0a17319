import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { amount, size } from '../shared/numbers.ts';

/** The numbers below the table. */
export interface FooterNumbers {
  shown: number;
  all: number;
  selected: number;
  /** In bytes. */
  used: number;
  /** How many of the shown users have no known usage. */
  unknownUsed: number;
  edited: number;
  refused: number;
  isComplete: boolean;
  /** What was done last, in words; may be empty. */
  remark: string;
}

export function footer(numbers: FooterNumbers): TemplateResult {
  const { edited, refused, isComplete, remark } = numbers;
  return html`<footer class="foot">
    <span role="status">${countWords(numbers)}</span>
    ${selectedWords(numbers)} ${usedWords(numbers)}
    ${isComplete ? nothing : html`<span class="incomplete">${l10n.t('The list is not complete yet')}</span>`}
    <span class="gap">${remark}</span>
    ${edited > 0 ? html`<span class="edited">${editedWords(edited)}</span>` : nothing}
    ${
      refused > 0
        ? html`<span class="refused"
            ><span class="codicon codicon-error" aria-hidden="true"></span>${
              refused === 1 ? l10n.t('1 not saved') : l10n.t('{0} not saved', amount(refused))
            }</span
          >`
        : nothing
    }
  </footer>`;
}

function countWords({ shown, all }: FooterNumbers): string {
  if (shown !== all) return l10n.t('{0} of {1} users', amount(shown), amount(all));
  return all === 1 ? l10n.t('1 user') : l10n.t('{0} users', amount(all));
}

const selectedWords = ({ selected }: FooterNumbers): TemplateResult | typeof nothing =>
  selected > 1 ? html`<span>${l10n.t('{0} selected', amount(selected))}</span>` : nothing;

function usedWords({ used, unknownUsed, shown }: FooterNumbers): TemplateResult | typeof nothing {
  if (unknownUsed === shown) return nothing;
  const title = unknownUsed > 0 ? l10n.t('The usage of {0} users is not known.', amount(unknownUsed)) : '';
  return html`<span title=${title || nothing}>${l10n.t('{0} used', size(used))}</span>`;
}

const editedWords = (count: number): string =>
  count === 1 ? l10n.t('1 cell changed') : l10n.t('{0} cells changed', amount(count));
