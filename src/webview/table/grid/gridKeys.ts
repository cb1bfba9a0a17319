import * as l10n from '@vscode/l10n';
import { announce } from '../../shared/announce.ts';
import type { TableGrid } from './grid.ts';
import { isTyping, keyName, targetOf } from './keys.ts';
import type { GridActions } from './model.ts';
import { everything, lastBlock, selectionAt, wholeColumns, wholeRows } from './selection.ts';
import { TypeAhead } from './typeAhead.ts';

type Command = (grid: TableGrid, actions: GridActions) => boolean | undefined;

const isGroup = (grid: TableGrid): boolean => grid.model.line(grid.selection.active.row).kind === 'group';

const begin: Command = (grid, actions) => {
  const { active } = grid.selection;
  if (isGroup(grid)) actions.toggleGroup(active.row);
  else if (!actions.edit(active, null)) actions.open(active.row);
  return true;
};

/** Opens a group that is closed, or the other way around; otherwise the key moves as usual. */
const fold =
  (isOpen: boolean): Command =>
  (grid, actions) => {
    const line = grid.model.line(grid.selection.active.row);
    if (line.kind !== 'group' || line.isOpen !== isOpen) return false;
    actions.toggleGroup(grid.selection.active.row);
    return true;
  };

const menu: Command = (grid, actions) => {
  actions.rowMenu(grid.spotOf(grid.selection.active));
  return true;
};

const done =
  (run: (grid: TableGrid, actions: GridActions) => void): Command =>
  (grid, actions) => {
    run(grid, actions);
    return true;
  };

/** By key. `false`: the key was none of ours in this place. */
const commands: Record<string, Command> = {
  Enter: begin,
  F2: begin,
  Space: (grid, actions) => {
    const { active } = grid.selection;
    if (isGroup(grid)) actions.toggleGroup(active.row);
    else actions.toggleFlag(active);
    return true;
  },
  ArrowRight: fold(false),
  ArrowLeft: fold(true),
  Delete: done((_, actions) => actions.clear()),
  Backspace: done((_, actions) => actions.clear()),
  'Ctrl+a': done(grid => grid.select(everything(grid.selection, grid.extent))),
  'Ctrl+Space': done(grid => grid.select(wholeColumns(grid.selection, grid.extent))),
  'Shift+Space': done(grid => grid.select(wholeRows(grid.selection, grid.extent))),
  'Ctrl+d': done((_, actions) => actions.fillDown()),
  Escape: grid => {
    const { active, blocks } = grid.selection;
    const block = lastBlock(grid.selection);
    const isOne = blocks.length === 1 && block.top === block.bottom && block.left === block.right;
    if (!isOne) grid.select(selectionAt(active));
    return !isOne;
  },
  ContextMenu: menu,
  'Shift+F10': menu,
  'Alt+ArrowDown': done((grid, actions) => {
    const { active } = grid.selection;
    actions.columnMenu(active.column, grid.spotOf(active));
  }),
};

/** Lets the keys of a spreadsheet work in a grid. Keys in the boxes and editors within are theirs. */
export function useKeys(grid: TableGrid, actions: GridActions): void {
  const typed = new TypeAhead();
  grid.addEventListener('keydown', event => {
    if (event.target !== grid.scroller || grid.model.rows === 0) return;
    const name = keyName(event);
    const isOurs =
      (commands[name]?.(grid, actions) ?? false) ||
      move(grid, name) ||
      (isTyping(event) && type(grid, actions, event.key, typed));
    if (!isOurs) return;
    event.preventDefault();
    // Otherwise VS Code may act on the key as well.
    event.stopPropagation();
  });
}

function move(grid: TableGrid, name: string): boolean {
  const isFurther = name.includes('Shift+');
  const { active, end } = grid.selection;
  const target = targetOf(name, { ...(isFurther ? end : active), page: grid.page }, grid.extent);
  if (!target) return false;
  if (isFurther) {
    grid.extendTo(target);
    announceBlock(grid);
  } else grid.moveTo(target);
  return true;
}

function announceBlock({ selection }: TableGrid): void {
  const { top, bottom, left, right } = lastBlock(selection);
  announce(l10n.t('{0} rows, {1} columns selected', bottom - top + 1, right - left + 1));
}

/** Typing edits a cell that can be edited, and elsewhere finds the next row that begins so. */
function type(grid: TableGrid, actions: GridActions, letter: string, typed: TypeAhead): boolean {
  const { active } = grid.selection;
  if (isGroup(grid)) return false;
  if (actions.edit(active, letter)) return true;
  const { text, isNew } = typed.type(letter);
  const row = actions.find(text, { ...active, row: active.row + (isNew ? 1 : 0) });
  if (row >= 0) grid.moveTo({ row, column: active.column });
  else announce(l10n.t('No match for “{0}”', text));
  return true;
}
