import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import './tickList.css';

/** A line as it is drawn. */
export interface DrawnLine {
  key: string;
  level: 1 | 2;
  /** Absent: the line has no box of its own. */
  ticked?: 'true' | 'false' | 'mixed';
  /** Why the box cannot be changed is clear from the state beside it. */
  fixed: boolean;
  /** What a screen reader says. */
  label: string;
  content: TemplateResult;
}

/** In CSS pixels; `tickList.css` has it, too. */
const lineHeight = 26;
/** How many lines exist out of sight, above and below. */
const margin = 10;

/**
 * A list of any length with boxes to tick, of which only the visible lines exist (ARIA tree). Events, each with the key of the
 * line: `tick`; `reach` when another line becomes the active one; `open` (Enter, double-click).
 */
export class TickList extends LitElement {
  static override properties = { label: {}, count: {}, draw: { attribute: false } };
  declare label: string;
  declare count: number;
  declare draw: (index: number) => DrawnLine;
  #active = 0;
  #first = 0;
  #height = 0;

  constructor() {
    super();
    this.label = '';
    this.count = 0;
    this.draw = () => ({ key: '', level: 1, fixed: true, label: '', content: html`` });
  }

  override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    new ResizeObserver(() => this.#look()).observe(this);
  }

  override willUpdate(): void {
    this.#active = Math.max(0, Math.min(this.#active, this.count - 1));
  }

  override render(): TemplateResult {
    const last = Math.min(this.count, this.#first + Math.ceil(this.#height / lineHeight) + 2 * margin);
    const indexes = Array.from(
      { length: Math.max(0, last - this.#first) },
      (_, index) => this.#first + index,
    );
    return html`<div
      class="lines"
      role="tree"
      tabindex="0"
      aria-label=${this.label}
      aria-activedescendant=${this.count > 0 ? lineId(this.#active) : nothing}
      @scroll=${this.#look}
      @keydown=${this.#key}
    >
      <div class="all" role="presentation">
        <div class="window" role="presentation">${indexes.map(index => this.#line(index))}</div>
      </div>
    </div>`;
  }

  override updated(): void {
    // Set by script, as the content security policy blocks style attributes.
    this.querySelector<HTMLElement>('.all')?.style.setProperty('height', `${this.count * lineHeight}px`);
    const offset = `translateY(${this.#first * lineHeight}px)`;
    this.querySelector<HTMLElement>('.window')?.style.setProperty('transform', offset);
  }

  #line(index: number): TemplateResult {
    const { level, ticked, fixed, label, content } = this.draw(index);
    const icon = { true: 'check', mixed: 'dash', false: '' }[ticked ?? 'false'];
    return html`<div
      role="treeitem"
      id=${lineId(index)}
      class="line level-${level} ${index === this.#active ? 'active' : ''} ${ticked === 'false' ? 'unticked' : ''}"
      aria-level=${level}
      aria-setsize=${this.count}
      aria-posinset=${index + 1}
      aria-label=${label}
      aria-checked=${ticked ?? nothing}
      aria-disabled=${ticked && fixed ? 'true' : nothing}
      @mousedown=${() => this.#move(index)}
      @dblclick=${() => this.#tell('open', index)}
    >
      ${
        ticked === undefined
          ? html`<span class="box none"></span>`
          : html`<span
              class="box codicon codicon-${icon || 'blank'} ${fixed ? 'fixed' : ''}"
              @click=${() => this.#tick(index)}
            ></span>`
      }
      ${content}
    </div>`;
  }

  get #box(): HTMLElement | null {
    return this.querySelector<HTMLElement>('.lines');
  }

  #look = (): void => {
    const { scrollTop = 0, clientHeight = 0 } = this.#box ?? {};
    this.#first = Math.max(0, Math.floor(scrollTop / lineHeight) - margin);
    this.#height = clientHeight;
    this.requestUpdate();
  };

  #tick(index: number): void {
    const { ticked, fixed } = this.draw(index);
    if (ticked !== undefined && !fixed) this.#tell('tick', index);
  }

  #tell(event: 'tick' | 'reach' | 'open', index: number): void {
    this.dispatchEvent(new CustomEvent(event, { detail: this.draw(index).key }));
  }

  #key = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor(this.#height / lineHeight) - 1);
    const targets: Record<string, number> = {
      ArrowDown: this.#active + 1,
      ArrowUp: this.#active - 1,
      PageDown: this.#active + page,
      PageUp: this.#active - page,
      Home: 0,
      End: this.count - 1,
    };
    const target = targets[event.key];
    if (event.key === ' ') this.#tick(this.#active);
    else if (event.key === 'Enter') this.#tell('open', this.#active);
    else if (target !== undefined) this.#move(target);
    else return;
    event.preventDefault();
    // Otherwise VS Code may act on the key as well.
    event.stopPropagation();
  };

  #move(target: number): void {
    this.#active = Math.max(0, Math.min(this.count - 1, target));
    const box = this.#box;
    const top = this.#active * lineHeight;
    if (box && top < box.scrollTop) box.scrollTop = top;
    if (box && top + lineHeight > box.scrollTop + box.clientHeight)
      box.scrollTop = top + lineHeight - box.clientHeight;
    this.#look();
    this.#tell('reach', this.#active);
  }
}

const lineId = (index: number): string => `line-${index}`;

customElements.define('tick-list', TickList);
