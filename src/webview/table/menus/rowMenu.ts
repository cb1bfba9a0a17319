import * as l10n from '@vscode/l10n';
import type { RowKey } from '../../../model/table/types.ts';
import type { RowAction } from '../protocol.ts';
import type { MenuItem } from './menu.ts';
import { amount } from '../../shared/numbers.ts';

/** What the menu of the selection does beside the actions on users. */
export interface CellCommands {
  edit: () => void;
  copy: () => void;
  copyAs: (format: 'markdown' | 'csv') => void;
  fillDown: () => void;
  clear: () => void;
  /** Takes the edits of the selected cells back. */
  revert: () => void;
  canEdit: boolean;
  canRevert: boolean;
  /** Whether the selection has more than one row. */
  isTall: boolean;
}

const fits: Record<RowAction['takes'], (count: number) => boolean> = {
  one: count => count === 1,
  two: count => count === 2,
  many: count => count >= 1,
};

/** The menu of the selected cells and of the users that they belong to. */
export function rowMenu(
  actions: readonly RowAction[],
  rows: readonly RowKey[],
  cells: CellCommands,
  run: (action: string) => void,
): MenuItem[] {
  return [
    ...cellItems(cells),
    { kind: 'line' },
    {
      kind: 'heading',
      label: rows.length === 1 ? l10n.t('1 user') : l10n.t('{0} users', amount(rows.length)),
    },
    ...actionItems(
      actions.filter(({ takes }) => fits[takes](rows.length)),
      run,
    ),
  ];
}

function cellItems({ canEdit, canRevert, isTall, ...cells }: CellCommands): MenuItem[] {
  const item = (
    label: string,
    run: () => void,
    more: { icon?: string; hint?: string; isDisabled?: boolean } = {},
  ) => ({ kind: 'action', label, run, ...more }) satisfies MenuItem;
  return [
    item(l10n.t('Edit Cell'), cells.edit, { icon: 'edit', hint: 'F2', isDisabled: !canEdit }),
    item(l10n.t('Fill Down'), cells.fillDown, {
      icon: 'arrow-down',
      hint: 'Ctrl+D',
      isDisabled: !canEdit || !isTall,
    }),
    item(l10n.t('Clear Cells'), cells.clear, { hint: 'Delete', isDisabled: !canEdit }),
    item(l10n.t('Revert Changes'), cells.revert, { icon: 'discard', isDisabled: !canRevert }),
    item(l10n.t('Copy'), cells.copy, { icon: 'copy', hint: 'Ctrl+C' }),
    item(l10n.t('Copy as Markdown'), () => cells.copyAs('markdown')),
    item(l10n.t('Copy as CSV'), () => cells.copyAs('csv')),
  ];
}

/** Groups of actions with lines between them. */
function actionItems(actions: readonly RowAction[], run: (action: string) => void): MenuItem[] {
  return actions.flatMap(({ action, title, group }, index): MenuItem[] => {
    const item: MenuItem = { kind: 'action', label: title, run: () => run(action) };
    const isNext = index > 0 && actions[index - 1]?.group !== group;
    return isNext ? [{ kind: 'line' }, item] : [item];
  });
}
