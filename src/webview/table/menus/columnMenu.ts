import * as l10n from '@vscode/l10n';
import { columns } from '../../../model/table/columns.ts';
import type { ColumnSpec } from '../../../model/table/columns.ts';
import type { ColumnId, TableView } from '../../../model/table/types.ts';
import {
  isPinnedIn,
  withColumn,
  withColumnBefore,
  withGroups,
  withoutColumn,
  withoutSort,
  withPinned,
  withSort,
  withWidth,
} from '../viewChanges.ts';
import type { MenuItem } from './menu.ts';

/** What menus need of the table. */
export interface ViewDesk {
  view(): TableView;
  show(view: TableView): void;
  /** The columns that are shown, in their order. */
  shown(): readonly ColumnSpec[];
  known(): ReadonlySet<ColumnId>;
  focusBox(column: ColumnId): void;
}

/** How much wider a column gets at once (CSS pixels). */
const widthStep = 40;
const leastWidth = 48;

/** All that can be done with a column, so that no mouse is needed. */
export function columnMenu(desk: ViewDesk, { id, width }: ColumnSpec): MenuItem[] {
  const view = desk.view();
  const sort = view.sort.find(({ column }) => column === id);
  const shown = desk.shown().map(column => column.id);
  const place = shown.indexOf(id);
  const isPinned = isPinnedIn(view, id);
  const present = view.widths[id] ?? width;
  const show = (label: string, icon: string, changed: TableView, isDisabled = false): MenuItem => ({
    kind: 'action',
    label,
    icon,
    isDisabled,
    run: () => desk.show(changed),
  });
  const order = (label: string, descending: boolean): MenuItem => ({
    kind: 'choice',
    label,
    isOn: sort?.descending === descending,
    run: () => desk.show(withSort(view, { column: id, descending }, false)),
  });
  return [
    order(l10n.t('Sort Ascending'), false),
    order(l10n.t('Sort Descending'), true),
    ...(view.sort.length > 0 && !sort
      ? [
          show(
            l10n.t('Then Sort Ascending'),
            'blank',
            withSort(view, { column: id, descending: false }, true),
          ),
          show(
            l10n.t('Then Sort Descending'),
            'blank',
            withSort(view, { column: id, descending: true }, true),
          ),
        ]
      : []),
    show(l10n.t('Do Not Sort'), 'blank', withoutSort(view, id), !sort),
    { kind: 'line' },
    { kind: 'action', label: l10n.t('Filter'), icon: 'filter', run: () => desk.focusBox(id) },
    view.groupBy === id
      ? show(l10n.t('Do Not Group'), 'ungroup-by-ref-type', withGroups(view, null))
      : show(l10n.t('Group by This Column'), 'group-by-ref-type', withGroups(view, id)),
    { kind: 'line' },
    isPinned
      ? show(l10n.t('Unpin'), 'pinned', withPinned(view, id, false))
      : show(l10n.t('Pin'), 'pin', withPinned(view, id, true)),
    show(l10n.t('Move Left'), 'arrow-left', withColumnBefore(view, id, shown[place - 1]), place <= 0),
    show(
      l10n.t('Move Right'),
      'arrow-right',
      withColumnBefore(view, id, shown[place + 2]),
      place >= shown.length - 1,
    ),
    show(l10n.t('Wider'), 'blank', withWidth(view, id, present + widthStep)),
    show(
      l10n.t('Narrower'),
      'blank',
      withWidth(view, id, Math.max(leastWidth, present - widthStep)),
      present <= leastWidth,
    ),
    { kind: 'line' },
    show(l10n.t('Hide'), 'eye-closed', withoutColumn(view, id), shown.length === 1),
  ];
}

/** Which columns are shown. */
export function columnsMenu(desk: ViewDesk): MenuItem[] {
  const known = desk.known();
  const shown = new Set(desk.shown().map(({ id }) => id));
  return columns
    .filter(({ id }) => known.has(id))
    .map(({ id, title }) => ({
      kind: 'check',
      label: title(),
      isOn: shown.has(id),
      stays: true,
      isDisabled: shown.size === 1 && shown.has(id),
      run: () => desk.show(shown.has(id) ? withoutColumn(desk.view(), id) : withColumn(desk.view(), id)),
    }));
}

/** What users are usually grouped by; other columns by their own menu. */
const usualGroups: readonly ColumnId[] = [
  'groups',
  'manager',
  'backend',
  'language',
  'quota',
  'enabled',
  'server',
];

export function groupMenu(desk: ViewDesk, fold: (isOpen: boolean) => void): MenuItem[] {
  const { groupBy } = desk.view();
  const known = desk.known();
  const offered = columns.filter(({ id }) => (usualGroups.includes(id) && known.has(id)) || id === groupBy);
  const choice = (label: string, id: ColumnId | null): MenuItem => ({
    kind: 'choice',
    label,
    isOn: groupBy === id,
    run: () => desk.show(withGroups(desk.view(), id)),
  });
  const isDisabled = groupBy === null;
  return [
    choice(l10n.t('Do Not Group'), null),
    ...offered.map(({ id, title }) => choice(title(), id)),
    { kind: 'line' },
    { kind: 'action', label: l10n.t('Expand All'), icon: 'expand-all', isDisabled, run: () => fold(true) },
    {
      kind: 'action',
      label: l10n.t('Collapse All'),
      icon: 'collapse-all',
      isDisabled,
      run: () => fold(false),
    },
  ];
}
