import { html } from 'lit';
import type { TemplateResult } from 'lit';
import './tabs.css';
import { listenerOf } from './inputs.ts';

interface PageTab<Id extends string> {
  id: Id;
  title: string;
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1 };

/** Tabs of which one is selected (ARIA tablist); what they show has the ID `panel`. */
export function tabs<Id extends string>(
  label: string,
  all: readonly PageTab<Id>[],
  selected: Id,
  select: (id: Id) => void,
): TemplateResult {
  const move = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = all.findIndex(({ id }) => id === selected) + step;
    const next = all[(at + all.length) % all.length];
    if (!next) return;
    select(next.id);
    listenerOf(event)?.querySelector<HTMLElement>(`#tab-${next.id}`)?.focus();
  };
  return html`<div class="tabs" role="tablist" aria-label=${label} @keydown=${move}>
    ${all.map(
      ({ id, title }) =>
        html`<button
          type="button"
          role="tab"
          class="tab"
          id="tab-${id}"
          aria-selected=${id === selected}
          aria-controls="panel"
          tabindex=${id === selected ? 0 : -1}
          @click=${() => select(id)}
        >
          ${title}
        </button>`,
    )}
  </div>`;
}
