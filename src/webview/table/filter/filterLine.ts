import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { FilterCompletion, FilterItem } from '../../../model/table/filter/complete.ts';
import type { FilterProblem } from '../../../model/table/filter/types.ts';
import { announce } from '../../shared/announce.ts';
import { textIn } from '../../shared/inputs.ts';
import './filter.css';
import { markedParts } from './marks.ts';

/**
 * The line of the filter language (ARIA combobox), with completion at the caret and its errors underlined. Event: `filter`
 * with the text after each change.
 */
export class FilterLine extends LitElement {
  static override properties = {
    text: {},
    problems: { attribute: false },
    complete: { attribute: false },
  };
  declare text: string;
  declare problems: readonly FilterProblem[];
  /** What could stand at a place of the text. */
  declare complete: (text: string, offset: number) => FilterCompletion;
  #completion: FilterCompletion = { start: 0, end: 0, items: [] };
  #active = -1;
  #open = false;

  constructor() {
    super();
    this.text = '';
    this.problems = [];
    this.complete = () => ({ start: 0, end: 0, items: [] });
  }

  override createRenderRoot(): this {
    return this;
  }

  override focus(): void {
    this.#input?.focus();
    this.#input?.select();
  }

  override render(): TemplateResult {
    const [problem] = this.problems;
    const isListed = this.#open && this.#completion.items.length > 0;
    return html`<div class="filter-line" @focusout=${this.#close}>
        <span class="codicon codicon-filter" aria-hidden="true"></span>
        <div class="field-of-filter">
          <div class="marks" aria-hidden="true">${this.#drawMarks()}</div>
          <input
            type="text"
            role="combobox"
            autocomplete="off"
            spellcheck="false"
            aria-autocomplete="list"
            aria-label=${l10n.t('Filter')}
            aria-expanded=${isListed}
            aria-controls="filter-completions"
            aria-activedescendant=${isListed && this.#active >= 0 ? optionId(this.#active) : nothing}
            aria-invalid=${problem !== undefined}
            aria-describedby="filter-problem"
            placeholder=${l10n.t('Filter, such as group:sales usage>90%')}
            .value=${live(this.text)}
            @input=${this.#typed}
            @keydown=${this.#key}
            @scroll=${this.#scroll}
            @click=${this.#suggest}
          />
        </div>
        ${
          this.text
            ? html`<button
                type="button"
                class="icon-button codicon codicon-clear-all"
                title=${l10n.t('Clear Filter')}
                aria-label=${l10n.t('Clear Filter')}
                @click=${() => this.#set('')}
              ></button>`
            : nothing
        }
        ${this.#drawList(isListed)}
      </div>
      <p id="filter-problem" class="filter-problem" role="status">${problem?.message ?? ''}</p>`;
  }

  #drawMarks(): TemplateResult[] {
    return markedParts(this.text, this.problems).map(
      ({ text, isWrong }) => html`<span class=${isWrong ? 'wrong' : ''}>${text}</span>`,
    );
  }

  #drawList(isListed: boolean): TemplateResult {
    return html`<ul
      id="filter-completions"
      class="suggestions completions"
      role="listbox"
      aria-label=${l10n.t('Suggestions')}
      ?hidden=${!isListed}
    >
      ${this.#completion.items.map(
        (item, index) =>
          html`<li
            id=${optionId(index)}
            role="option"
            aria-selected=${index === this.#active}
            @mousedown=${(event: Event) => event.preventDefault()}
            @click=${() => this.#pick(item)}
          >
            <span class="label">${item.label}</span><span class="detail">${item.detail}</span>
          </li>`,
      )}
    </ul>`;
  }

  get #input(): HTMLInputElement | null {
    return this.querySelector('input');
  }

  #typed = (event: Event): void => {
    this.#set(textIn(event));
    this.#suggest();
  };

  #set(text: string): void {
    this.text = text;
    this.dispatchEvent(new CustomEvent('filter', { detail: text }));
  }

  #suggest = (): void => {
    const offset = this.#input?.selectionStart ?? this.text.length;
    this.#completion = this.complete(this.text, offset);
    this.#open = true;
    this.#active = -1;
    announce(l10n.t('{0} suggestions', this.#completion.items.length));
    this.requestUpdate();
  };

  #close = (): void => {
    this.#open = false;
    this.requestUpdate();
  };

  #scroll = (): void => {
    const marks = this.querySelector('.marks');
    if (marks) marks.scrollLeft = this.#input?.scrollLeft ?? 0;
  };

  #key = (event: KeyboardEvent): void => {
    const run = this.#keys[event.key];
    if (!run?.()) return;
    event.preventDefault();
    event.stopPropagation();
  };

  /** By key; `true`: the key was handled. */
  readonly #keys: Record<string, () => boolean> = {
    ArrowDown: () => this.#step(1),
    ArrowUp: () => this.#step(-1),
    Enter: () => this.#take(),
    Tab: () => this.#take(),
    Escape: () => {
      const was = this.#open;
      this.#close();
      return was;
    },
  };

  #step(by: number): boolean {
    if (!this.#open) this.#suggest();
    const { length } = this.#completion.items;
    if (length > 0) this.#active = (Math.max(this.#active, by < 0 ? 0 : -1) + by + length) % length;
    this.requestUpdate();
    void this.updateComplete.then(() =>
      this.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }),
    );
    return true;
  }

  #take(): boolean {
    const item = this.#open ? this.#completion.items[this.#active] : undefined;
    if (item) this.#pick(item);
    return item !== undefined;
  }

  #pick({ insert }: FilterItem): void {
    const { start, end } = this.#completion;
    this.#set(this.text.slice(0, start) + insert + this.text.slice(end));
    void this.updateComplete.then(() => {
      const caret = start + insert.length;
      this.#input?.setSelectionRange(caret, caret);
      this.#suggest();
    });
  }
}

const optionId = (index: number): string => `filter-completion-${index}`;

customElements.define('filter-line', FilterLine);

declare global {
  interface HTMLElementTagNameMap {
    'filter-line': FilterLine;
  }
}
