import * as l10n from '@vscode/l10n';
import { isRecord, namesIn } from '../../ocs/narrow.ts';
import { isColumnId } from './columns.ts';
import { columnsIn } from './filter/nodes.ts';
import { parseFilter } from './filter/parse.ts';
import type { ColumnId, SortKey, TableView } from './types.ts';

/** What is shown where nothing else was chosen. */
export const defaultView: TableView = {
  columns: ['id', 'displayname', 'email', 'groups', 'quota', 'used', 'usage', 'lastLogin', 'enabled'],
  widths: {},
  pinned: 1,
  sort: [],
  filter: '',
  groupBy: null,
};

/** Whether the cells of a column make a difference to what is shown. */
export const needsColumn = ({ columns, sort, filter, groupBy }: TableView, column: ColumnId): boolean =>
  columns.includes(column) ||
  groupBy === column ||
  sort.some(key => key.column === column) ||
  columnsIn(parseFilter(filter).node).includes(column);

const up = (column: ColumnId): SortKey => ({ column, descending: false });
const down = (column: ColumnId): SortKey => ({ column, descending: true });

const ready: readonly (Partial<TableView> & { name: () => string; filter: string })[] = [
  { name: () => l10n.t('Never logged in'), filter: 'lastLogin:never', sort: [up('id')] },
  { name: () => l10n.t('Inactive for 90 days'), filter: 'lastLogin<90d', sort: [up('lastLogin')] },
  { name: () => l10n.t('Nearly full'), filter: 'usage>=90%', sort: [down('usage')] },
  { name: () => l10n.t('Disabled but in groups'), filter: 'disabled has:group', sort: [up('id')] },
  { name: () => l10n.t('No email'), filter: 'empty:email', sort: [up('id')] },
  {
    name: () => l10n.t('Group administrators'),
    filter: 'has:groupAdmin',
    sort: [up('displayname')],
    columns: ['id', 'displayname', 'email', 'subadmin', 'groups', 'lastLogin', 'enabled'],
  },
  {
    name: () => l10n.t('No second factor'),
    filter: 'secondFactor:none',
    sort: [up('id')],
    columns: ['id', 'displayname', 'email', 'secondFactor', 'groups', 'lastLogin', 'enabled'],
  },
];

/** The views that come with the extension. */
export const readyViews = (): { name: string; view: TableView }[] =>
  ready.map(({ name, ...view }) => ({ name: name(), view: { ...defaultView, ...view } }));

/** The view with the column that tells the users of several servers apart, beside the first. */
export function withServers(view: TableView): TableView {
  const [first, ...others] = view.columns;
  if (first === undefined || view.columns.includes('server')) return view;
  return { ...view, columns: [first, 'server', ...others] };
}

/** What is wrong with a view in the settings, and with which. */
export interface ViewProblem {
  name: string;
  message: string;
}

/** Reads the views of the settings by their names. What cannot be read of a view is as in the default one, and has a problem. */
export function readViews(value: unknown): { views: Record<string, TableView>; problems: ViewProblem[] } {
  const views = new Map<string, TableView>();
  const problems: ViewProblem[] = [];
  const named = isRecord(value) ? Object.entries(value) : [];
  if (value !== undefined && value !== null && !isRecord(value))
    problems.push({ name: '', message: l10n.t('Enter views by their names, in braces.') });
  for (const [name, raw] of named) {
    const { view, problems: found } = readView(raw);
    views.set(name, view);
    problems.push(...found.map(message => ({ name, message })));
  }
  return { views: Object.fromEntries(views), problems };
}

type Report = (message: string) => void;

/** For each part of a view: its value, where it can be read. */
const parts: { [Part in keyof TableView]: (value: unknown, report: Report) => TableView[Part] | undefined } =
  {
    columns: (value, report) => {
      const columns = [...new Set(listOf(value).flatMap(one => columnIn(one, report) ?? []))];
      if (columns.length === 0) report(l10n.t('“{0}” must be a list of columns.', 'columns'));
      return columns.length > 0 ? columns : undefined;
    },
    widths: (value, report) => {
      const entries = Object.entries(isRecord(value) ? value : {}).filter(
        ([column, width]) =>
          columnIn(column, report) && typeof width === 'number' && width > 0 && width < 10_000,
      );
      return Object.fromEntries(entries);
    },
    pinned: (value, report) => {
      if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value;
      report(l10n.t('“{0}” must be a number of columns.', 'pinned'));
      return undefined;
    },
    sort: (value, report) =>
      listOf(value).flatMap((one): SortKey[] => {
        const { column, descending } = isRecord(one) ? one : { column: one, descending: false };
        const id = columnIn(column, report);
        return id ? [{ column: id, descending: descending === true }] : [];
      }),
    filter: (value, report) => {
      if (typeof value !== 'string') {
        report(l10n.t('“{0}” must be a text.', 'filter'));
        return undefined;
      }
      for (const { message } of parseFilter(value).problems) report(message);
      return value;
    },
    groupBy: (value, report) => (value === null ? null : columnIn(value, report)),
  };

/** Reads a view, say of the settings or of the state of a window. */
export function readView(value: unknown): { view: TableView; problems: string[] } {
  const problems: string[] = [];
  const report: Report = message => problems.push(message);
  if (!isRecord(value)) {
    report(l10n.t('A view must be an object.'));
    return { view: defaultView, problems };
  }
  for (const name of Object.keys(value).filter(one => !Object.hasOwn(parts, one)))
    report(l10n.t('A view has nothing called “{0}”.', name));
  const read = namesIn(parts).map(part => {
    const given = Object.hasOwn(value, part) ? parts[part](value[part], report) : undefined;
    return [part, given ?? defaultView[part]] as const;
  });
  return { view: { ...defaultView, ...(Object.fromEntries(read) as Partial<TableView>) }, problems };
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function columnIn(value: unknown, report: Report): ColumnId | undefined {
  if (isColumnId(value)) return value;
  report(l10n.t('There is no column “{0}”.', typeof value === 'string' ? value : JSON.stringify(value)));
  return undefined;
}
