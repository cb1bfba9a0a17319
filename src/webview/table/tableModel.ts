import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { fieldProblem } from '../../model/checks.ts';
import { codeName } from '../../model/languages.ts';
import { columnOf, isField } from '../../model/table/columns.ts';
import type { ColumnSpec } from '../../model/table/columns.ts';
import { exactText, formatCell } from '../../model/table/format.ts';
import { providerName } from '../../model/secondFactor.ts';
import { rowKey, splitRowKey } from '../../model/table/keys.ts';
import type { Cell, ColumnId, RowKey, SortKey } from '../../model/table/types.ts';
import { namesIn } from '../../ocs/narrow.ts';
import { language } from '../shared/language.ts';
import type { BoxTexts } from './filter/boxTexts.ts';
import { filterBox } from './filter/boxes.ts';
import type { DrawnCell, Editing, GridColumn, GridLine, GridModel } from './grid/model.ts';
import { editMark, lookOf } from './looks.ts';
import type { TableData } from './tableData.ts';
import { isPinnedIn } from './viewChanges.ts';
import { amount } from '../shared/numbers.ts';

/** The columns that any of the servers knows. */
export const knownColumns = ({ state: { servers } }: TableData): ReadonlySet<ColumnId> =>
  new Set(servers.flatMap(({ columns }) => columns));

/** The columns of the view that the servers know. */
export function shownColumns(data: TableData): ColumnSpec[] {
  const known = knownColumns(data);
  return data.view.columns.filter(id => known.has(id)).map(columnOf);
}

interface BoxListeners {
  type: (column: ColumnId, text: string) => void;
  leave: (column: ColumnId) => void;
  down: () => void;
}

/** What the grid shows now. */
export function gridModel(
  data: TableData,
  editing: Editing | null,
  texts: BoxTexts,
  on: BoxListeners,
): GridModel {
  const specs = shownColumns(data);
  const now = Date.now();
  return {
    label: l10n.t('Users'),
    columns: gridColumns(data),
    pinned: specs.filter(({ id }) => isPinnedIn(data.view, id)).length,
    rows: data.lines.count,
    line: line => drawLine(data, line),
    cells: line => {
      const row = data.lines.rowAt(line);
      if (row === undefined) return () => blank;
      const key = data.store.keyOf(row);
      const place = { row, key, serverId: splitRowKey(key).serverId };
      return column => {
        const spec = specs[column];
        return spec ? drawCell(data, place, spec, now) : blank;
      };
    },
    box: column => {
      const spec = specs[column];
      if (!spec) return html``;
      const { text, problem } = texts.of(spec.id, data.boxes[spec.id]);
      return filterBox(spec, text, problem, {
        type: typed => on.type(spec.id, typed),
        leave: () => on.leave(spec.id),
        down: on.down,
      });
    },
    editing,
  };
}

function gridColumns(data: TableData): GridColumn[] {
  const { view, boxes } = data;
  return shownColumns(data).map(({ id, title, width, align }) => ({
    id,
    label: title(),
    width: view.widths[id] ?? width,
    isNumeric: align === 'end',
    isFiltered: boxes[id] !== undefined,
    ...sortOf(view.sort, id),
  }));
}

function sortOf(sort: readonly SortKey[], id: ColumnId): Pick<GridColumn, 'sort' | 'sortRank'> {
  const index = sort.findIndex(({ column }) => column === id);
  if (index < 0) return { sort: 'none', sortRank: null };
  return {
    sort: sort[index]?.descending ? 'descending' : 'ascending',
    sortRank: sort.length > 1 ? index + 1 : null,
  };
}

const languageNames = new Map<string, string>();

function languageName(code: string): string {
  const known = languageNames.get(code) ?? codeName(code, language());
  languageNames.set(code, known);
  return known;
}

/** The names of the users, groups and servers that cells name by their IDs. */
function nameOf({ state, store }: TableData, column: ColumnId, serverId: string, id: string): string {
  if (column === 'language' || column === 'locale') return languageName(id);
  if (column === 'server') return state.servers.find(server => server.id === id)?.label ?? id;
  if (column === 'groups' || column === 'subadmin') return state.groupNames[id] ?? id;
  if (column === 'secondFactor') return providerName(id);
  if (column !== 'manager') return id;
  const row = store.rowOf(rowKey(serverId, id));
  const name = row === undefined ? null : store.cell(row, 'displayname');
  return typeof name === 'string' && name ? name : id;
}

/** Whether cells of a column can be edited for users of the server. */
export function isEditable({ state }: TableData, serverId: string, column: ColumnId): boolean {
  if (state.readOnly !== null || state.fault !== null) return false;
  return state.servers.some(({ id, editable }) => id === serverId && editable.includes(column));
}

/** Why an edited cell was not saved, or cannot be. */
function refusalOf({ state, document }: TableData, key: RowKey, column: ColumnId): string | undefined {
  if (!isField(column)) return undefined;
  const edit = document[key]?.[column];
  return edit && (state.refused[key]?.[column] ?? fieldProblem(column, edit.new));
}

export const refusedCount = (data: TableData): number =>
  namesIn(data.document).reduce(
    (count, key) =>
      count +
      namesIn(data.document[key] ?? {}).filter(field => refusalOf(data, key, field) !== undefined).length,
    0,
  );

/** Whose cell it is. */
interface RowPlace {
  row: number;
  key: RowKey;
  serverId: string;
}

const noTitle = (): string => '';
const blank: DrawnCell = { content: nothing, title: noTitle, state: 'plain', isEditable: false };

function drawCell(
  data: TableData,
  { row, key, serverId }: RowPlace,
  spec: ColumnSpec,
  now: number,
): DrawnCell {
  const { store } = data;
  const { id } = spec;
  const cell = store.cell(row, id);
  const width = data.view.widths[id] ?? spec.width;
  const content = lookOf({ spec, cell, width, now, nameOf: one => nameOf(data, id, serverId, one) });
  const common = { content, isEditable: isEditable(data, serverId, id) };
  if (!store.isEdited(row, id)) {
    const title = () => exactText(id, cell, { locale: language(), now });
    return { ...common, title, state: 'plain' };
  }
  const refusal = refusalOf(data, key, id);
  const state = refusal === undefined ? 'changed' : 'refused';
  return {
    ...common,
    content: html`${content}${editMark(state, refusal ?? '')}`,
    title: () => [refusal, before(id, store.serverCell(row, id), now)].filter(Boolean).join('\n'),
    state,
  };
}

function before(id: ColumnId, cell: Cell, now: number): string {
  const text = formatCell(id, cell, { locale: language(), now });
  return text ? l10n.t('Before: {0}', text) : l10n.t('Before: empty');
}

function drawLine(data: TableData, index: number): GridLine {
  const line = data.lines.at(index);
  if (line?.kind === 'row') {
    const isMarked = Object.hasOwn(data.document, data.store.keyOf(line.row));
    return { kind: 'row', number: line.number, isMarked };
  }
  if (!line) return { kind: 'row', number: 0, isMarked: false };
  const { group, isOpen } = line;
  const name = groupTitle(data, group.label, group.value);
  const count = amount(group.rows.length);
  return {
    kind: 'group',
    label: l10n.t('{0}, {1} users', name, count),
    content: groupContent(name, count),
    isOpen,
  };
}

const groupContent = (name: string, count: string): TemplateResult =>
  html`<bdi class="group-name">${name}</bdi> <span class="count">${count}</span>`;

function groupTitle(data: TableData, label: string, value: Cell): string {
  const { groupBy } = data.view;
  if (groupBy === null) return label;
  if (typeof value !== 'string' || value === '') return label;
  const [serverId = ''] = data.state.servers.map(({ id }) => id);
  const name = nameOf(data, groupBy, serverId, value);
  return name === value ? label : name;
}
