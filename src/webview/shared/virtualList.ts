import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';

/** What a row shows, as plain text. `key` identifies it in the selection. */
export interface VirtualRow {
  key: string;
  label: string;
  detail?: string;
}

/** In CSS pixels; `form.css` has it, too. */
const rowHeight = 24;
/** How many rows exist out of sight, above and below. */
const margin = 8;

/**
 * A list of any length in which only the visible rows exist (ARIA listbox with multiple selection, by the usual keys and
 * modifiers). Events: `select` after each change of `selected`, `remove` when Delete is pressed, `sight` when other rows are
 * in sight.
 */
export class VirtualList extends LitElement {
  static override properties = { label: {}, rows: { attribute: false } };
  declare label: string;
  declare rows: readonly VirtualRow[];
  readonly #selected = new Set<string>();
  #active = 0;
  #anchor = 0;
  #first = 0;
  #height = 0;
  #seen: readonly VirtualRow[] = [];

  constructor() {
    super();
    this.label = '';
    this.rows = [];
  }

  override createRenderRoot(): this {
    return this;
  }

  get selected(): string[] {
    return [...this.#selected];
  }

  /** The rows that exist. */
  get inSight(): readonly VirtualRow[] {
    return this.rows.slice(this.#first, this.#last);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    new ResizeObserver(() => this.#look()).observe(this);
  }

  override focus(): void {
    this.#box?.focus();
  }

  override willUpdate(): void {
    const present = new Set(this.rows.map(({ key }) => key));
    const gone = this.selected.filter(key => !present.has(key));
    for (const key of gone) this.#selected.delete(key);
    this.#active = Math.max(0, Math.min(this.#active, this.rows.length - 1));
    if (gone.length > 0) void this.updateComplete.then(() => this.#tell());
  }

  override render(): TemplateResult {
    return html`<div
      class="rows"
      role="listbox"
      tabindex="0"
      aria-label=${this.label}
      aria-multiselectable="true"
      aria-activedescendant=${this.rows.length > 0 ? this.#rowId(this.#active) : nothing}
      @scroll=${this.#look}
      @keydown=${this.#key}
    >
      <div class="all" role="presentation">
        <div class="window" role="presentation">
          ${this.inSight.map((row, index) => this.#renderRow(row, this.#first + index))}
        </div>
      </div>
    </div>`;
  }

  get #last(): number {
    return Math.min(this.rows.length, this.#first + Math.ceil(this.#height / rowHeight) + 2 * margin);
  }

  override updated(): void {
    this.#tellSight();
    // Set by script, as the content security policy blocks style attributes.
    this.querySelector<HTMLElement>('.all')?.style.setProperty('height', `${this.rows.length * rowHeight}px`);
    const offset = `translateY(${this.#first * rowHeight}px)`;
    this.querySelector<HTMLElement>('.window')?.style.setProperty('transform', offset);
  }

  #renderRow({ key, label, detail }: VirtualRow, index: number): TemplateResult {
    const selected = this.#selected.has(key);
    return html`<div
      role="option"
      class=${index === this.#active ? 'row active' : 'row'}
      id=${this.#rowId(index)}
      aria-selected=${selected}
      aria-setsize=${this.rows.length}
      aria-posinset=${index + 1}
      title=${key}
      @click=${(event: MouseEvent) => this.#click(index, event)}
    >
      <span class="codicon codicon-${selected ? 'check' : 'blank'}"></span>
      <bdi class="label">${label}</bdi>${detail ? html`<bdi class="detail">${detail}</bdi>` : nothing}
    </div>`;
  }

  get #box(): HTMLElement | null {
    return this.querySelector<HTMLElement>('.rows');
  }

  #rowId(index: number): string {
    return `${this.id}-row-${index}`;
  }

  #look = (): void => {
    const { scrollTop = 0, clientHeight = 0 } = this.#box ?? {};
    this.#first = Math.max(0, Math.floor(scrollTop / rowHeight) - margin);
    this.#height = clientHeight;
    this.requestUpdate();
  };

  #click(index: number, { shiftKey, ctrlKey, metaKey }: MouseEvent): void {
    if (shiftKey) this.#selectTo(index);
    else this.#toggle(index, ctrlKey || metaKey || this.#isOnly(index));
  }

  #isOnly(index: number): boolean {
    return this.#selected.size === 1 && this.#selected.has(this.rows[index]?.key ?? '');
  }

  #toggle(index: number, keepOthers: boolean): void {
    const key = this.rows[index]?.key;
    if (key === undefined) return;
    if (!keepOthers) this.#selected.clear();
    if (!this.#selected.delete(key)) this.#selected.add(key);
    this.#anchor = index;
    this.#move(index);
    this.#tell();
  }

  #selectTo(index: number): void {
    const [from, to] = [Math.min(this.#anchor, index), Math.max(this.#anchor, index)];
    this.#selected.clear();
    for (const { key } of this.rows.slice(from, to + 1)) this.#selected.add(key);
    this.#move(index);
    this.#tell();
  }

  #key = (event: KeyboardEvent): void => {
    if (!this.#navigate(event) && !this.#command(event)) return;
    event.preventDefault();
    // Otherwise VS Code selects the whole page and takes the focus away.
    event.stopPropagation();
  };

  #navigate({ key, shiftKey }: KeyboardEvent): boolean {
    const page = Math.max(1, Math.floor(this.#height / rowHeight) - 1);
    const last = this.rows.length - 1;
    const targets: Record<string, number> = {
      ArrowDown: this.#active + 1,
      ArrowUp: this.#active - 1,
      PageDown: this.#active + page,
      PageUp: this.#active - page,
      Home: 0,
      End: last,
    };
    const target = targets[key];
    if (target === undefined || last < 0) return false;
    const index = Math.max(0, Math.min(last, target));
    if (shiftKey) this.#selectTo(index);
    else this.#move(index);
    return true;
  }

  #command({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
    if (key === ' ') this.#toggle(this.#active, true);
    else if (key === 'Delete' && this.#selected.size > 0) this.dispatchEvent(new Event('remove'));
    else if (key === 'a' && (ctrlKey || metaKey)) this.#selectAll();
    else return false;
    return true;
  }

  #selectAll(): void {
    for (const { key } of this.rows) this.#selected.add(key);
    this.requestUpdate();
    this.#tell();
  }

  #move(index: number): void {
    this.#active = index;
    const box = this.#box;
    const top = index * rowHeight;
    if (box && top < box.scrollTop) box.scrollTop = top;
    if (box && top + rowHeight > box.scrollTop + box.clientHeight)
      box.scrollTop = top + rowHeight - box.clientHeight;
    this.#look();
  }

  #tellSight(): void {
    const rows = this.inSight;
    if (rows.length === this.#seen.length && rows.every(({ key }, index) => key === this.#seen[index]?.key))
      return;
    this.#seen = rows;
    this.dispatchEvent(new Event('sight'));
  }

  #tell(): void {
    this.dispatchEvent(new Event('select'));
  }
}

customElements.define('virtual-list', VirtualList);
