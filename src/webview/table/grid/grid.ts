import { html, LitElement, nothing } from 'lit';
import type { PropertyValues, TemplateResult } from 'lit';
import { columnsIn, gutterWidth, rowHeight, rowsIn, scrolledTo, sum } from './geometry.ts';
import type { ColumnSpan, Sight, IndexRange } from './geometry.ts';
import { drawHead } from './head.ts';
import './grid.css';
import type { GridActions, GridModel, Spot } from './model.ts';
import { cellId, drawRows } from './rows.ts';
import { Slots } from './slots.ts';
import { afterMoves, clipped, extendedTo, selectionAt } from './selection.ts';
import type { Extent, CellPlace, Selection } from './selection.ts';

/** Pinned columns may take this part of the width; where it is less, they scroll with the others. */
const mostPinned = 0.6;

/**
 * A table of any size of which only the visible cells exist (ARIA grid). The focus stays on the grid itself, which names the
 * active cell; so it is not lost with a cell that scrolls away. `gridKeys.ts` and `pointer.ts` act on it.
 */
export class TableGrid extends LitElement {
  static override properties = {
    model: { attribute: false },
    revision: { type: Number },
  };
  declare model: GridModel;
  /** Counts up when what the cells show may be another. */
  declare revision: number;
  /** Set once, before the grid is used. */
  actions: GridActions | undefined;
  #selection: Selection = selectionAt({ row: 0, column: 0 });
  #rows: IndexRange = { first: 0, last: 0 };
  #columns: ColumnSpan = { first: 0, last: 0, before: 0, after: 0 };
  #pinned = 0;
  readonly #slots = new Slots();

  override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    new ResizeObserver(() => this.#look()).observe(this);
  }

  override focus(): void {
    this.scroller?.focus({ preventScroll: true });
  }

  get scroller(): HTMLElement | null {
    return this.querySelector<HTMLElement>('.grid');
  }

  get extent(): Extent {
    return { rows: this.model.rows, columns: this.model.columns.length };
  }

  get selection(): Selection {
    return this.#selection;
  }

  get widths(): number[] {
    return this.model.columns.map(({ width }) => width);
  }

  /** How many columns are pinned at this width, and how wide they are. */
  get pinned(): { count: number; width: number } {
    return { count: this.#pinned, width: sum(this.widths.slice(0, this.#pinned)) };
  }

  /** In CSS pixels. */
  get headHeight(): number {
    return this.querySelector<HTMLElement>('.grid-head')?.offsetHeight ?? 0;
  }

  /** What is seen of the lines and the columns that are not pinned. */
  get sight(): Sight {
    const { scrollTop = 0, scrollLeft = 0, clientHeight = 0, clientWidth = 0 } = this.scroller ?? {};
    return {
      top: scrollTop,
      left: scrollLeft,
      width: Math.max(0, clientWidth - gutterWidth - this.pinned.width),
      height: Math.max(0, clientHeight - this.headHeight),
    };
  }

  /** How many lines a page has. */
  get page(): number {
    return Math.max(1, Math.floor(this.sight.height / rowHeight) - 1);
  }

  /** Selects, and shows where the selection ends. */
  select(selection: Selection): void {
    this.#selection = clipped(selection, this.extent);
    this.reveal(this.#selection.end);
    this.requestUpdate();
    this.actions?.select();
  }

  moveTo(place: CellPlace): void {
    this.select(selectionAt(place));
  }

  extendTo(place: CellPlace): void {
    this.select(extendedTo(this.#selection, place));
  }

  /** Keeps the selection with its rows when they come to stand elsewhere. */
  follow(movedTo: (row: number) => number | undefined): void {
    this.#selection = afterMoves(this.#selection, movedTo);
  }

  reveal({ row, column }: CellPlace): void {
    const { scroller, sight, widths } = this;
    if (!scroller) return;
    scroller.scrollTop = scrolledTo(sight.top, sight.height, row * rowHeight, rowHeight);
    if (column >= this.#pinned) {
      const start = sum(widths.slice(this.#pinned, column));
      scroller.scrollLeft = scrolledTo(sight.left, sight.width, start, widths[column] ?? 0);
    }
    this.#look();
  }

  /** Where a menu for a cell opens. */
  spotOf({ row, column }: CellPlace): Spot {
    const cell = this.querySelector(`[data-row='${row}'] [data-column='${column}']`) ?? this;
    const { left, bottom } = cell.getBoundingClientRect();
    return { x: left, y: bottom };
  }

  override willUpdate(changed: PropertyValues): void {
    if (!changed.has('model')) return;
    this.#selection = clipped(this.#selection, this.extent);
    this.#measure();
  }

  override render(): TemplateResult {
    const { model, revision } = this;
    const drawing = {
      model,
      revision,
      rows: this.#rows,
      slots: this.#slots.assign(this.#rows),
      pinned: this.#pinned,
      columns: this.#columns,
      selection: this.#selection,
    };
    const { row, column } = this.#selection.active;
    const isDrawn = row >= this.#rows.first && row < this.#rows.last && model.rows > 0;
    return html`<div
        class="grid"
        role="grid"
        tabindex="0"
        aria-label=${model.label}
        aria-multiselectable="true"
        aria-rowcount=${model.rows + 2}
        aria-colcount=${model.columns.length}
        aria-activedescendant=${isDrawn ? cellId(row, column) : nothing}
        @scroll=${this.#look}
      >
        ${drawHead(drawing)}
        <div class="grid-body" role="rowgroup">
          <div class="window" role="presentation">${drawRows(drawing)}</div>
        </div>
      </div>
      <div class="editor" ?hidden=${!model.editing}>${model.editing?.content}</div>`;
  }

  override updated(): void {
    const { widths } = this;
    this.#setStyles({
      '--pinned': tracks(widths.slice(0, this.#pinned)),
      '--free': tracks(widths.slice(this.#columns.first, this.#columns.last)),
      '--before': `${this.#columns.before}px`,
      '--all': `${gutterWidth + sum(widths)}px`,
      '--height': `${this.model.rows * rowHeight}px`,
    });
    // No custom property, which would have the browser look at the styles of all cells.
    const offset = `translateY(${this.#rows.first * rowHeight}px)`;
    this.querySelector<HTMLElement>('.window')?.style.setProperty('transform', offset);
    this.#placeEditor();
    this.toggleAttribute('data-pinned', this.#pinned > 0);
  }

  /** By script, as the content security policy blocks style attributes; only what is another, as every cell inherits it. */
  #setStyles(styles: Record<string, string>): void {
    for (const [name, value] of Object.entries(styles))
      if (this.style.getPropertyValue(name) !== value) this.style.setProperty(name, value);
  }

  /** Over its cell, which may be scrolled away meanwhile. */
  #placeEditor(): void {
    const { editing } = this.model;
    if (!editing) return;
    const { row, column } = editing.place;
    const { top, left } = this.sight;
    const scrolled = column < this.#pinned ? 0 : left;
    this.#setStyles({
      '--editor-top': `${this.headHeight + row * rowHeight - top}px`,
      '--editor-left': `${gutterWidth + sum(this.widths.slice(0, column)) - scrolled}px`,
      '--editor-width': `${this.widths[column] ?? 0}px`,
    });
  }

  #look = (): void => {
    if (this.#measure()) this.requestUpdate();
    else this.#placeEditor();
  };

  /** Whether other cells are in sight than before. */
  #measure(): boolean {
    const { widths, model } = this;
    const room = (this.scroller?.clientWidth ?? 0) * mostPinned;
    const pinned = sum(widths.slice(0, model.pinned)) <= room ? model.pinned : 0;
    const isOther = pinned !== this.#pinned;
    this.#pinned = pinned;
    const rows = rowsIn(this.sight, model.rows);
    const columns = columnsIn(this.sight, widths, pinned);
    const isSame = isEqual(rows, this.#rows) && isEqual(columns, this.#columns);
    this.#rows = rows;
    this.#columns = columns;
    return isOther || !isSame;
  }
}

const isEqual = (a: IndexRange, b: IndexRange): boolean => a.first === b.first && a.last === b.last;

const tracks = (widths: readonly number[]): string => widths.map(width => `${width}px`).join(' ') || 'none';

customElements.define('table-grid', TableGrid);
