import { html, LitElement, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { Spot } from '../grid/model.ts';
import { TypeAhead } from '../grid/typeAhead.ts';
import './menu.css';

interface MenuEntry {
  label: string;
  icon?: string;
  /** The key that does the same. */
  hint?: string;
  isDisabled?: boolean;
  /** The menu stays open: several can be chosen. */
  stays?: boolean;
  run(): void;
}

export type MenuItem =
  | ({ kind: 'action' } & MenuEntry)
  /** One that is on or off; of several `choice`s, one is on. */
  | ({ kind: 'check' | 'choice'; isOn: boolean } & MenuEntry)
  | { kind: 'heading'; label: string }
  | { kind: 'line' };

type Choosable = Exclude<MenuItem, { kind: 'heading' | 'line' }>;

const roles = { action: 'menuitem', check: 'menuitemcheckbox', choice: 'menuitemradio' } as const;

const isChoosable = (item: MenuItem | undefined): item is Choosable =>
  item !== undefined && item.kind !== 'heading' && item.kind !== 'line' && !item.isDisabled;

/** The one menu of the page (ARIA menu), opened where it is needed. Gives the focus back to where it was. */
export class PopupMenu extends LitElement {
  #items: () => readonly MenuItem[] = () => [];
  #label = '';
  #spot: Spot = { x: 0, y: 0 };
  #active = -1;
  #open = false;
  #back: HTMLElement | undefined;
  readonly #typed = new TypeAhead();

  override createRenderRoot(): this {
    return this;
  }

  /** @param items asked again after a choice in a menu that stays open */
  open(label: string, items: () => readonly MenuItem[], spot: Spot): void {
    this.#back = this.#open ? this.#back : elementWithFocus();
    this.#label = label;
    this.#items = items;
    this.#spot = spot;
    this.#open = true;
    this.#active = items().findIndex(isChoosable);
    this.requestUpdate();
    void this.updateComplete.then(() => this.#box?.focus());
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.#open) return nothing;
    return html`<div
      class="menu"
      role="menu"
      tabindex="-1"
      aria-label=${this.#label}
      aria-activedescendant=${this.#active < 0 ? nothing : itemId(this.#active)}
      @keydown=${this.#key}
      @blur=${this.#close}
      @contextmenu=${(event: Event) => event.preventDefault()}
    >
      ${this.#items().map((item, index) => this.#drawItem(item, index))}
    </div>`;
  }

  override updated(): void {
    const box = this.#box;
    if (!box) return;
    const { innerWidth, innerHeight } = window;
    const x = Math.max(0, Math.min(this.#spot.x, innerWidth - box.offsetWidth - 4));
    const y = Math.max(0, Math.min(this.#spot.y, innerHeight - box.offsetHeight - 4));
    box.style.setProperty('left', `${x}px`);
    box.style.setProperty('top', `${y}px`);
    box.querySelector('.menu-item.active')?.scrollIntoView({ block: 'nearest' });
  }

  get #box(): HTMLElement | null {
    return this.querySelector<HTMLElement>('.menu');
  }

  #drawItem(item: MenuItem, index: number): TemplateResult {
    if (item.kind === 'line') return html`<div class="menu-line" role="separator"></div>`;
    if (item.kind === 'heading')
      return html`<div class="menu-heading" role="presentation">${item.label}</div>`;
    const isOn = item.kind === 'action' ? undefined : item.isOn;
    const icon = item.kind === 'action' ? (item.icon ?? 'blank') : item.isOn ? 'check' : 'blank';
    return html`<div
      id=${itemId(index)}
      class="menu-item ${index === this.#active ? 'active' : ''}"
      role=${roles[item.kind]}
      aria-checked=${isOn ?? nothing}
      aria-disabled=${item.isDisabled ? 'true' : nothing}
      aria-keyshortcuts=${item.hint ?? nothing}
      @pointermove=${() => this.#activate(index)}
      @pointerdown=${(event: Event) => event.preventDefault()}
      @click=${() => this.#choose(index)}
    >
      <span class="codicon codicon-${icon}"></span
      ><span class="label">${item.label}</span
      >${item.hint ? html`<span class="hint">${item.hint}</span>` : nothing}
    </div>`;
  }

  #activate(index: number): void {
    if (index === this.#active || !isChoosable(this.#items()[index])) return;
    this.#active = index;
    this.requestUpdate();
  }

  #choose(index: number): void {
    const item = this.#items()[index];
    if (!isChoosable(item)) return;
    if (!item.stays) this.#close();
    item.run();
    this.requestUpdate();
  }

  #close = (): void => {
    if (!this.#open) return;
    const hadFocus = this.contains(document.activeElement);
    this.#open = false;
    this.requestUpdate();
    if (hadFocus) this.#back?.focus({ preventScroll: true });
  };

  #key = (event: KeyboardEvent): void => {
    const { key } = event;
    const last = this.#items().length - 1;
    if (key === 'ArrowDown') this.#step(1, this.#active);
    else if (key === 'ArrowUp') this.#step(-1, this.#active);
    else if (key === 'Home') this.#step(1, -1);
    else if (key === 'End') this.#step(-1, last + 1);
    else if (key === 'Enter' || key === ' ') this.#choose(this.#active);
    else if (key === 'Escape' || key === 'Tab') this.#close();
    else if (key.length === 1) this.#find(key);
    else return;
    event.preventDefault();
    // Otherwise VS Code may act on the key as well.
    event.stopPropagation();
  };

  /** To the next item that can be chosen, around the ends. */
  #step(by: 1 | -1, from: number): void {
    const items = this.#items();
    const count = items.length;
    const order = items.map((_, index) => (from + by * (index + 1) + 2 * count) % count);
    this.#activate(order.find(index => isChoosable(items[index])) ?? this.#active);
  }

  #find(letter: string): void {
    const { text } = this.#typed.type(letter.toLowerCase());
    this.#activate(
      this.#items().findIndex(item => isChoosable(item) && item.label.toLowerCase().startsWith(text)),
    );
  }
}

const itemId = (index: number): string => `menu-item-${index}`;

const elementWithFocus = (): HTMLElement | undefined =>
  document.activeElement instanceof HTMLElement ? document.activeElement : undefined;

customElements.define('popup-menu', PopupMenu);
