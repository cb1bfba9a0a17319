import * as l10n from '@vscode/l10n';
import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { Suggestion } from '../protocol.ts';
import { announce } from './announce.ts';
import { textIn } from './inputs.ts';

/** Finds suggestions for what was typed; an empty text asks for the first ones. Rejects with the reason in words. */
export type FindSuggestions = (query: string) => Promise<readonly Suggestion[]>;

/** Finds what is not chosen yet. Rejects where everything found is chosen, as an empty list would mislead. */
export function except(isChosen: (value: string) => boolean, search: FindSuggestions): FindSuggestions {
  return async query => {
    const found = await search(query);
    const others = found.filter(({ value }) => !isChosen(value));
    if (found.length > 0 && others.length === 0)
      throw new Error(l10n.t('Everything found is already in the list. Type more to find others.'));
    return others;
  };
}

const pauseMs = 200;

/**
 * A text field with suggestions below it (the ARIA combobox pattern, in the light DOM so that labels and
 * descriptions reach it). Events: `pick` with the chosen `Suggestion`, `type` with the text after each change,
 * both only after input by a person.
 */
export class SearchBox extends LitElement {
  static override properties = {
    label: {},
    text: {},
    placeholder: {},
    problem: {},
    disabled: { type: Boolean },
    invalid: { type: Boolean },
    strict: { type: Boolean },
    search: { attribute: false },
  };
  declare label: string;
  declare text: string;
  declare placeholder: string;
  /** What a screen reader says besides the label. */
  declare problem: string;
  declare disabled: boolean;
  declare invalid: boolean;
  /** Only a suggestion is a value; what is typed is a mere query and goes away with the list. */
  declare strict: boolean;
  declare search: FindSuggestions;

  /** What was typed since the list opened. */
  #query: string | undefined;
  #suggestions: readonly Suggestion[] = [];
  #active = -1;
  #open = false;
  #busy = false;
  #failure: string | undefined;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.label = '';
    this.text = '';
    this.placeholder = '';
    this.problem = '';
    this.disabled = false;
    this.invalid = false;
    this.strict = false;
    this.search = () => Promise.resolve([]);
  }

  override createRenderRoot(): this {
    return this;
  }

  override focus(): void {
    this.querySelector('input')?.focus();
  }

  override render(): TemplateResult {
    return html`<div class="search-box" @focusout=${this.#leave}>
      <input
        role="combobox"
        autocomplete="off"
        spellcheck="false"
        aria-autocomplete="list"
        aria-label=${this.label}
        aria-expanded=${this.#open}
        aria-controls=${this.#listId}
        aria-activedescendant=${this.#active < 0 ? nothing : this.#optionId(this.#active)}
        aria-invalid=${this.invalid}
        aria-description=${this.problem || nothing}
        placeholder=${this.placeholder}
        ?disabled=${this.disabled}
        .value=${live(this.#query ?? this.text)}
        @input=${this.#typed}
        @keydown=${this.#key}
        @click=${this.#show}
      />
      <span class="codicon codicon-${this.#busy ? 'loading codicon-modifier-spin' : 'chevron-down'}"></span>
      ${this.#renderList()}
    </div>`;
  }

  #renderList(): TemplateResult {
    const words = this.#busy ? l10n.t('Searching…') : (this.#failure ?? l10n.t('No results.'));
    return html`<div class="suggestions" ?hidden=${!this.#open}>
      <ul role="listbox" id=${this.#listId} aria-label=${this.label}>
        ${this.#suggestions.map((suggestion, index) => this.#renderOption(suggestion, index))}
      </ul>
      ${this.#suggestions.length > 0 ? nothing : html`<p class="nothing">${words}</p>`}
    </div>`;
  }

  #renderOption({ value, label, detail }: Suggestion, index: number): TemplateResult {
    return html`<li
      role="option"
      id=${this.#optionId(index)}
      aria-selected=${index === this.#active}
      title=${value}
      @mousedown=${(event: Event) => event.preventDefault()}
      @click=${() => this.#pick(index)}
    >
      <span class="label">${label}</span>${detail ? html`<span class="detail">${detail}</span>` : nothing}
    </li>`;
  }

  get #listId(): string {
    return `${this.id}-list`;
  }

  #optionId(index: number): string {
    return `${this.id}-option-${index}`;
  }

  #typed = (event: Event): void => {
    const query = textIn(event);
    this.#query = query;
    this.#open = true;
    this.dispatchEvent(new CustomEvent('type', { detail: query }));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(query), pauseMs);
  };

  #show = (): void => {
    if (this.#open || this.disabled) return;
    this.#open = true;
    void this.#ask('');
  };

  #hide = (): void => {
    clearTimeout(this.#timer);
    this.#asked++;
    this.#open = this.#busy = false;
    this.#query = undefined;
    this.#active = -1;
    this.requestUpdate();
  };

  #leave = ({ relatedTarget }: FocusEvent): void => {
    if (!(relatedTarget instanceof Node && this.contains(relatedTarget))) this.#hide();
  };

  async #ask(query: string): Promise<void> {
    const asked = ++this.#asked;
    this.#busy = true;
    this.requestUpdate();
    const { found, failure } = await attempt(this.search(query.trim()));
    if (asked !== this.#asked) return;
    this.#suggestions = found;
    this.#failure = failure;
    this.#busy = false;
    this.#active = this.strict && query && found.length > 0 ? 0 : -1;
    announce(failure ?? l10n.t('{0} suggestions', found.length));
    this.requestUpdate();
  }

  #key = (event: KeyboardEvent): void => {
    const action = this.#keys[event.key];
    if (action?.()) event.preventDefault();
  };

  /** By key; `true`: the key was handled. */
  readonly #keys: Record<string, () => boolean> = {
    ArrowDown: () => this.#move(1),
    ArrowUp: () => this.#move(-1),
    Enter: () => this.#open && this.#pick(this.#active),
    Escape: () => {
      const was = this.#open;
      this.#hide();
      return was;
    },
  };

  #move(step: number): boolean {
    if (this.#open) {
      const count = this.#suggestions.length;
      this.#active = count === 0 ? -1 : (Math.max(this.#active, step < 0 ? 0 : -1) + step + count) % count;
      this.requestUpdate();
      void this.updateComplete.then(() =>
        this.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' }),
      );
    } else this.#show();
    return true;
  }

  #pick(index: number): boolean {
    const picked = this.#suggestions[index];
    if (!picked) return false;
    this.#hide();
    this.dispatchEvent(new CustomEvent('pick', { detail: picked }));
    return true;
  }
}

interface SearchResult {
  found: readonly Suggestion[];
  failure?: string;
}

async function attempt(search: Promise<readonly Suggestion[]>): Promise<SearchResult> {
  try {
    return { found: await search };
  } catch (error) {
    return { found: [], failure: error instanceof Error ? error.message : String(error) };
  }
}

customElements.define('search-box', SearchBox);
