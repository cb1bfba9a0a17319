import type { ColumnId, SortKey, TableView } from '../../model/table/types.ts';

/** The order after a click on a title: ascending, descending, none. @param isFurther the other columns still decide first */
export function sortedBy(view: TableView, column: ColumnId, isFurther: boolean): TableView {
  const known = view.sort.find(key => key.column === column);
  if (!known) return withSort(view, { column, descending: false }, isFurther);
  return known.descending
    ? withoutSort(view, column)
    : withSort(view, { column, descending: true }, isFurther);
}

export function withSort(view: TableView, key: SortKey, isFurther: boolean): TableView {
  if (!isFurther) return { ...view, sort: [key] };
  const isKnown = view.sort.some(({ column }) => column === key.column);
  const sort = isKnown
    ? view.sort.map(other => (other.column === key.column ? key : other))
    : [...view.sort, key];
  return { ...view, sort };
}

export const withoutSort = (view: TableView, column: ColumnId): TableView => ({
  ...view,
  sort: view.sort.filter(key => key.column !== column),
});

/** Puts a column before another one, or last. A column that comes to stand among the pinned ones is pinned. */
export function withColumnBefore(view: TableView, column: ColumnId, next: ColumnId | undefined): TableView {
  const pinnedIds = new Set(view.columns.slice(0, view.pinned));
  const columns = view.columns.filter(id => id !== column);
  const place = next === undefined ? columns.length : columns.indexOf(next);
  columns.splice(place, 0, column);
  const others = [...pinnedIds].filter(id => id !== column).length;
  return { ...view, columns, pinned: others + (place < others ? 1 : 0) };
}

export function withoutColumn(view: TableView, column: ColumnId): TableView {
  const place = view.columns.indexOf(column);
  if (place < 0 || view.columns.length === 1) return view;
  const columns = view.columns.filter(id => id !== column);
  return { ...view, columns, pinned: view.pinned - (place < view.pinned ? 1 : 0) };
}

export const withColumn = (view: TableView, column: ColumnId): TableView =>
  view.columns.includes(column) ? view : { ...view, columns: [...view.columns, column] };

/** Puts the column behind the pinned ones, and pins it or no longer does. */
export function withPinned(view: TableView, column: ColumnId, isPinned: boolean): TableView {
  const columns = view.columns.filter(id => id !== column);
  const pinned = Math.min(view.pinned, view.columns.length) - (isPinnedIn(view, column) ? 1 : 0);
  columns.splice(pinned, 0, column);
  return { ...view, columns, pinned: pinned + (isPinned ? 1 : 0) };
}

export function isPinnedIn({ columns, pinned }: TableView, column: ColumnId): boolean {
  const place = columns.indexOf(column);
  return place >= 0 && place < pinned;
}

export const withWidth = (view: TableView, column: ColumnId, width: number): TableView => ({
  ...view,
  widths: { ...view.widths, [column]: Math.round(width) },
});

export const withGroups = (view: TableView, groupBy: ColumnId | null): TableView => ({ ...view, groupBy });
