import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { filterBox } from '../shared/filterChips.ts';
import { TableGrid } from '../table/grid/grid.ts';
import { useKeys } from '../table/grid/gridKeys.ts';
import type { DrawnCell, GridActions, GridColumn, GridLine, GridModel } from '../table/grid/model.ts';
import { usePointer } from '../table/grid/pointer.ts';
import { membershipOf, shownMatrix } from './matrix.ts';
import type { MatrixLine, Membership, ShownMatrix } from './matrix.ts';
import type { MatrixPart, MatrixUser, ReviewedServer } from './protocol.ts';
import { amount } from '../shared/numbers.ts';

/** In CSS pixels. */
const mostUserWidth = 240;
const groupWidth = 34;
/** Of the page's width: a wider column would not be pinned. */
const userPart = 0.38;

const partTitles: Record<MatrixPart, () => string> = {
  admins: () => l10n.t('Administrators'),
  managers: () => l10n.t('Group administrators'),
  users: () => l10n.t('Other users'),
  disabled: () => l10n.t('Disabled users'),
};

const marks: Record<Exclude<Membership, 'none'>, { icons: string[]; title: () => string }> = {
  member: { icons: ['check'], title: () => l10n.t('Member') },
  manager: { icons: ['key'], title: () => l10n.t('Group administrator') },
  both: { icons: ['check', 'key'], title: () => l10n.t('Member and group administrator') },
};

const blank: DrawnCell = { content: nothing, title: () => '', state: 'plain', isEditable: false };
const plainColumn = { isNumeric: false, sort: 'none', sortRank: null, isFiltered: false } as const;

/** Who is in which group, as a grid of which only the visible cells exist. */
export class MatrixGrid {
  readonly #grid = new TableGrid();
  readonly #refresh: () => void;
  readonly #open: (subject: string) => void;
  readonly #view = { users: '', groups: '', closed: new Set<MatrixPart>() };
  #server: Pick<ReviewedServer, 'users' | 'groups'> = { users: [], groups: [] };
  #shown: ShownMatrix = { columns: [], lines: [] };

  constructor(refresh: () => void, open: (subject: string) => void) {
    this.#refresh = refresh;
    this.#open = open;
    const actions = this.#actions();
    this.#grid.actions = actions;
    this.#grid.model = this.#model();
    useKeys(this.#grid, actions);
    window.addEventListener('resize', refresh);
    usePointer(this.#grid, actions);
  }

  /** The grid and the boxes above it. */
  draw(server: Pick<ReviewedServer, 'users' | 'groups'>): TemplateResult {
    this.#server = server;
    this.#shown = shownMatrix(server, this.#view);
    this.#grid.model = this.#model();
    this.#grid.revision++;
    const count = this.#shown.lines.reduce((sum, line) => sum + (line.kind === 'part' ? line.count : 0), 0);
    const type = (side: 'users' | 'groups') => (text: string) => {
      this.#view[side] = text;
      this.#refresh();
    };
    return html`<div class="filters">
        ${filterBox(l10n.t('Search users'), type('users'))}
        ${filterBox(l10n.t('Search groups'), type('groups'))}
        <p class="shown" role="status">
          ${l10n.t('{0} users, {1} groups', amount(count), amount(this.#shown.columns.length))}
        </p>
      </div>
      <div class="matrix">${this.#grid}</div>`;
  }

  #model(): GridModel {
    const { lines } = this.#shown;
    const userWidth = Math.min(mostUserWidth, Math.round(window.innerWidth * userPart));
    return {
      label: l10n.t('Memberships'),
      columns: [
        { ...plainColumn, id: '', label: l10n.t('User'), width: userWidth },
        ...this.#shown.columns.map(index => this.#column(index)),
      ],
      pinned: 1,
      rows: lines.length,
      line: row => drawLine(lines[row]),
      cells: row => column => this.#cell(lines[row], column),
      box: column => this.#size(column),
      editing: null,
    };
  }

  #column(index: number): GridColumn {
    const { name = '' } = this.#server.groups[index] ?? {};
    return { ...plainColumn, id: String(index), label: name, width: groupWidth };
  }

  /** How many members the group of a column has. */
  #size(column: number): TemplateResult {
    const { members } = this.#server.groups[this.#shown.columns[column - 1] ?? -1] ?? {};
    return html`<span class="size">${column === 0 ? l10n.t('Members') : amount(members)}</span>`;
  }

  #cell(line: MatrixLine | undefined, column: number): DrawnCell {
    if (line?.kind !== 'user') return blank;
    const { user } = line;
    if (column === 0) return { ...blank, content: userCell(user), title: () => user.id };
    const membership = membershipOf(user, this.#shown.columns[column - 1] ?? -1);
    if (membership === 'none') return blank;
    const { icons, title } = marks[membership];
    const content = html`<span class="marks" role="img" aria-label=${title()}
      >${icons.map(icon => html`<span class="codicon codicon-${icon}"></span>`)}</span
    >`;
    return { ...blank, content, title };
  }

  #actions(): GridActions {
    const ignore = () => undefined;
    return {
      select: ignore,
      edit: () => false,
      open: row => {
        const line = this.#shown.lines[row];
        if (line?.kind === 'user') this.#open(`user:${line.user.id}`);
      },
      toggleGroup: row => this.#toggle(this.#shown.lines[row]),
      toggleFlag: () => false,
      clear: ignore,
      fillDown: ignore,
      copy: () => '',
      paste: ignore,
      find: (text, { row }) => this.#find(text, row),
      rowMenu: ignore,
      columnMenu: ignore,
      sort: column => {
        const group = this.#server.groups[this.#shown.columns[column - 1] ?? -1];
        if (group) this.#open(`group:${group.id}`);
      },
      resize: ignore,
      moveColumn: ignore,
    };
  }

  #toggle(line: MatrixLine | undefined): void {
    if (line?.kind !== 'part') return;
    const { closed } = this.#view;
    if (!closed.delete(line.part)) closed.add(line.part);
    this.#refresh();
  }

  #find(text: string, from: number): number {
    const wanted = text.toLowerCase();
    return this.#shown.lines.findIndex(
      (line, row) =>
        row >= from &&
        line.kind === 'user' &&
        [line.user.id, line.user.name].some(name => name.toLowerCase().startsWith(wanted)),
    );
  }
}

const userCell = ({ id, name }: MatrixUser): TemplateResult =>
  html`<span class="text"
    ><bdi>${name}</bdi> ${name === id ? nothing : html`<bdi class="id">${id}</bdi>`}</span
  >`;

function drawLine(line: MatrixLine | undefined): GridLine {
  if (line?.kind !== 'part') return { kind: 'row', number: line?.number ?? 0, isMarked: false };
  const title = partTitles[line.part]();
  const count = amount(line.count);
  return {
    kind: 'group',
    label: `${title}, ${count}`,
    content: html`<span>${title}</span> <span class="count">${count}</span>`,
    isOpen: line.isOpen,
  };
}
