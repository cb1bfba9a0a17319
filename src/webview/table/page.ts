import * as l10n from '@vscode/l10n';
import { html, nothing, render } from 'lit';
import type { TableView } from '../../model/table/types.ts';
import type { Opening } from '../protocol.ts';
import { namesIn } from '../../ocs/narrow.ts';
import { announce } from '../shared/announce.ts';
import { stepOf } from '../shared/historySteps.ts';
import type { HistoryStep } from '../protocol.ts';
import { useClipboard } from './clipboard.ts';
import type { Desk } from './desk.ts';
import { drawPage } from './drawPage.ts';
import './editors/cellEditor.ts';
import type { EditSession } from './editors/session.ts';
import { BoxTexts } from './filter/boxTexts.ts';
import './filter/filterLine.ts';
import { TableGrid } from './grid/grid.ts';
import { keyName } from './grid/keys.ts';
import { useKeys } from './grid/gridKeys.ts';
import type { GridActions, GridModel } from './grid/model.ts';
import { usePointer } from './grid/pointer.ts';
import type { CellPlace } from './grid/selection.ts';
import { selectedRows } from './grid/selection.ts';
import { PopupMenu } from './menus/menu.ts';
import { PageMenus } from './menus/pageMenus.ts';
import type { TableState } from './protocol.ts';
import { tableActions } from './tableActions.ts';
import { TableData } from './tableData.ts';
import type { TableHost } from './tableHost.ts';
import { gridModel } from './tableModel.ts';
import { amount } from '../shared/numbers.ts';

/** While a filter is typed into a large table, it is applied when typing pauses (milliseconds). */
const typingMs = 80;
const largeTable = 5000;

/** The parts of the page and what they know of each other. */
export class TablePage implements Desk {
  readonly host: TableHost;
  readonly data: TableData;
  readonly grid = new TableGrid();
  readonly menu = new PopupMenu();
  readonly boxes = new BoxTexts();
  readonly #menus: PageMenus;
  readonly actions: GridActions;
  remark = '';
  editing: { place: CellPlace; session: EditSession } | null = null;
  readonly #steps: HistoryStep[] = [];
  #frame = 0;
  #isOther = true;
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor(host: TableHost, { translations, state }: Opening<TableState>) {
    if (translations) l10n.config({ contents: translations });
    this.host = host;
    this.data = new TableData(
      state,
      {
        moved: movedTo => this.grid.follow(movedTo),
        changed: () => this.redraw(),
        selected: () => selectedRows(this.grid.selection),
      },
      (sequence, edits) => host.post({ type: 'edit', sequence, edits }),
    );
    this.#menus = new PageMenus(this);
    this.actions = tableActions(this);
    this.grid.actions = this.actions;
    this.grid.model = this.#model();
    useKeys(this.grid, this.actions);
    usePointer(this.grid, this.actions);
    useClipboard(this.grid, this.actions);
    document.addEventListener('keydown', event => this.#holdSteps(event), { capture: true });
    document.addEventListener('keydown', event => this.#findByFilter(event));
    this.redraw();
  }

  show(view: TableView): void {
    if (view.filter !== this.data.view.filter) this.boxes.forget();
    this.#show(view);
  }

  type(filter: string): void {
    const view = { ...this.data.view, filter };
    if (this.data.store.size < largeTable) this.#show(view);
    else {
      clearTimeout(this.#typing);
      this.#typing = setTimeout(() => this.#show(view), typingMs);
    }
  }

  #show(view: TableView): void {
    clearTimeout(this.#typing);
    const before = this.data.view;
    this.data.show(view);
    this.host.post({ type: 'view', view });
    if (view.filter !== before.filter || view.sort !== before.sort) announce(this.#shownWords(view));
  }

  #shownWords({ sort }: TableView): string {
    const count = l10n.t('{0} users', amount(this.data.totals.count));
    const [first] = sort;
    const column = this.grid.model.columns.find(({ id }) => id === first?.column);
    if (!first || !column) return count;
    return first.descending
      ? l10n.t('{0}, sorted by {1} in descending order', count, column.label)
      : l10n.t('{0}, sorted by {1} in ascending order', count, column.label);
  }

  setEditing(editing: { place: CellPlace; session: EditSession } | null): void {
    this.editing = editing;
    // At once, as the next letter is for the editor.
    this.#isOther = true;
    this.#draw();
  }

  rowMenu: GridActions['rowMenu'] = spot => this.#menus.ofRows(spot);

  columnMenu: GridActions['columnMenu'] = (column, spot) => this.#menus.ofColumn(column, spot);

  say(words: string): void {
    this.remark = words;
    if (words) announce(words);
    this.refresh();
  }

  /** The edit of an open editor, which is not sent: the host saves now and takes it from here. */
  takePending(request: number): void {
    const { draft } = this.data;
    const edits = draft.hold(() => document.querySelector('cell-editor')?.finish());
    this.host.post({ type: 'pending', request, sequence: draft.sequence, edits });
  }

  /** What the host says anew, and steps that waited for edits to arrive. */
  update(state: Partial<TableState>): void {
    const refused = (state.refused && namesIn(state.refused).length) ?? 0;
    this.data.update(state);
    if (refused > 0) announce(l10n.t('{0} users were not saved', refused));
    if (this.data.draft.isSettled) for (const type of this.#steps.splice(0)) this.host.post({ type });
  }

  /** Draws everything again, the cells as well. */
  redraw(): void {
    this.#isOther = true;
    this.refresh();
  }

  /** Draws what stands around the cells. */
  refresh(): void {
    this.#frame ||= requestAnimationFrame(() => this.#draw());
  }

  #draw(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (this.#isOther) {
      this.grid.model = this.#model();
      this.grid.revision++;
    }
    this.#isOther = false;
    document.documentElement.toggleAttribute('data-pending', !this.data.draft.isSettled);
    render(drawPage(this, this.#menus), document.getElementById('form') ?? document.body);
  }

  #model(): GridModel {
    const { editing } = this;
    const content = editing ? html`<cell-editor .session=${editing.session}></cell-editor>` : nothing;
    return gridModel(this.data, editing && { place: editing.place, content }, this.boxes, {
      type: (column, text) => this.type(this.boxes.type(column, text, this.data.view.filter)),
      leave: column => {
        this.boxes.leave(column);
        this.redraw();
      },
      down: () => this.grid.focus(),
    });
  }

  #findByFilter(event: KeyboardEvent): void {
    if (keyName(event) !== 'Ctrl+f') return;
    event.preventDefault();
    event.stopPropagation();
    document.querySelector('filter-line')?.focus();
  }

  /** VS Code undoes what the document has: while an edit is on its way, the step waits. */
  #holdSteps(event: KeyboardEvent): void {
    const step = stepOf(event);
    if (!step || this.data.draft.isSettled) return;
    event.preventDefault();
    event.stopPropagation();
    this.#steps.push(step);
  }
}
