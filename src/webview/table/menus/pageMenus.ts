import * as l10n from '@vscode/l10n';
import { columnOf } from '../../../model/table/columns.ts';
import type { ColumnId } from '../../../model/table/types.ts';
import { canEdit, reverting, selectedKeys } from '../cellEdits.ts';
import { copied } from '../clipboard.ts';
import type { CopyFormat } from '../../../model/table/copy.ts';
import type { Desk } from '../desk.ts';
import type { Spot } from '../grid/model.ts';
import { everything, lastBlock } from '../grid/selection.ts';
import { knownColumns, shownColumns } from '../tableModel.ts';
import { columnMenu, columnsMenu, groupMenu } from './columnMenu.ts';
import type { ViewDesk } from './columnMenu.ts';
import type { MenuItem } from './menu.ts';
import { rowMenu } from './rowMenu.ts';
import type { CellCommands } from './rowMenu.ts';
import { viewsMenu } from './viewsMenu.ts';

/** The menus of the table, by where they open. */
export class PageMenus {
  readonly #page: Desk;

  constructor(page: Desk) {
    this.#page = page;
  }

  ofViews(spot: Spot): void {
    const { menu, data, host } = this.#page;
    const items = () =>
      viewsMenu(
        data.state.views,
        data.view,
        view => this.#page.show(view),
        message => host.post(message),
      );
    menu.open(l10n.t('Views'), items, spot);
  }

  ofColumns(spot: Spot): void {
    this.#page.menu.open(l10n.t('Columns'), () => columnsMenu(this.#desk), spot);
  }

  ofGroups(spot: Spot): void {
    const { menu, data } = this.#page;
    menu.open(l10n.t('Group By'), () => groupMenu(this.#desk, isOpen => data.fold(isOpen)), spot);
  }

  /** Copies all that is shown. */
  ofCopying(spot: Spot): void {
    const copy = (label: string, format: CopyFormat): MenuItem => ({
      kind: 'action',
      label,
      run: () => this.#copy(format, true),
    });
    const items = () => [
      copy(l10n.t('Copy All as Markdown'), 'markdown'),
      copy(l10n.t('Copy All as CSV'), 'csv'),
      copy(l10n.t('Copy All for a Spreadsheet'), 'tsv'),
    ];
    this.#page.menu.open(l10n.t('Copy'), items, spot);
  }

  ofColumn(index: number, spot: Spot): void {
    const id = this.#page.grid.model.columns[index]?.id;
    const column = shownColumns(this.#page.data).find(one => one.id === id);
    if (!column) return;
    const label = l10n.t('Column “{0}”', column.title());
    this.#page.menu.open(label, () => columnMenu(this.#desk, columnOf(column.id)), spot);
  }

  ofRows(spot: Spot): void {
    const { menu, data, grid, host } = this.#page;
    const rows = selectedKeys(data, grid.selection);
    if (rows.length === 0) return;
    const items = () =>
      rowMenu(data.state.actions, rows, this.#cellCommands(), action =>
        host.post({ type: 'run', action, rows }),
      );
    menu.open(l10n.t('Selection'), items, spot);
  }

  #cellCommands(): CellCommands {
    const { data, grid, actions, host } = this.#page;
    const { selection } = grid;
    const block = lastBlock(selection);
    const revert = reverting(data, selection);
    return {
      edit: () => void actions.edit(selection.active, null),
      copy: () => host.post({ type: 'copy', text: actions.copy() }),
      copyAs: format => this.#copy(format, false),
      fillDown: () => actions.fillDown(),
      clear: () => actions.clear(),
      revert: () => data.edit(revert),
      canEdit: canEdit(data, selection),
      canRevert: Object.keys(revert).length > 0,
      isTall: block.bottom > block.top,
    };
  }

  #copy(format: CopyFormat, isAll: boolean): void {
    const { data, grid, host } = this.#page;
    const selection = isAll ? everything(grid.selection, grid.extent) : grid.selection;
    host.post({ type: 'copy', text: copied(data, selection, format) });
  }

  get #desk(): ViewDesk {
    const { data } = this.#page;
    return {
      view: () => data.view,
      show: view => this.#page.show(view),
      shown: () => shownColumns(data),
      known: () => knownColumns(data),
      focusBox: id => this.#focusBox(id),
    };
  }

  #focusBox(id: ColumnId): void {
    const { grid, data } = this.#page;
    const column = shownColumns(data).findIndex(one => one.id === id);
    grid.reveal({ row: grid.selection.active.row, column });
    void grid.updateComplete.then(() =>
      grid.querySelector<HTMLElement>(`.box-cell[data-column='${column}'] input`)?.focus(),
    );
  }
}
