import { html } from 'lit';
import type { TemplateResult } from 'lit';
import './filterChips.css';
import { textIn } from './inputs.ts';
import { amount } from './numbers.ts';

interface Chip {
  icon: string;
  title: string;
  count: number;
}

/** A button that shows the items of one kind alone, and how many there are. Pressed ones come together. */
export function filterChip<T>(
  pressed: Set<T>,
  item: T,
  { icon, title, count }: Chip,
  refresh: () => void,
): TemplateResult {
  const toggle = () => {
    if (!pressed.delete(item)) pressed.add(item);
    refresh();
  };
  return html`<button type="button" class="filter" aria-pressed=${pressed.has(item)} @click=${toggle}>
    <span class="codicon codicon-${icon}"></span>${title} <b>${amount(count)}</b>
  </button>`;
}

/** A box whose text narrows a list as it is typed. */
export function filterBox(label: string, type: (text: string) => void): TemplateResult {
  return html`<vscode-textfield
    .label=${label}
    placeholder=${label}
    @input=${(event: Event) => type(textIn(event))}
  ></vscode-textfield>`;
}

export function countBy<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, number> {
  const counts = new Map<K, number>();
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1);
  return counts;
}
