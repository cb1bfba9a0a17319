import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { ColumnSpec } from '../../model/table/columns.ts';
import { formatCell } from '../../model/table/format.ts';
import type { Cell, ColumnId, ColumnType } from '../../model/table/types.ts';
import { language } from '../shared/language.ts';
import { sum } from './grid/geometry.ts';
import './looks.css';

/** What a cell needs to know beside its value. */
export interface LookOptions {
  spec: ColumnSpec;
  cell: Cell;
  /** Of the column, in CSS pixels. */
  width: number;
  /** In ms since 1970. */
  now: number;
  /** How IDs in this column are called, as far as known. */
  nameOf: (id: string) => string;
}

type Look = (options: LookOptions) => unknown;

/** The percentage from which a bar shows a warning. */
const nearlyFull = 90;
/** In CSS pixels: about what a letter takes, what stands around a text, the widest chip, and what tells of further ones. */
const chip = { letter: 6.6, around: 20, most: 164, rest: 28 };
/** Around what stands in a cell (CSS pixels). */
const padding = 16;

const plain: Look = ({ spec, cell, now }) => {
  const text = formatCell(spec.id, cell, { locale: language(), now });
  return text === '' ? nothing : html`<bdi class="text">${text}</bdi>`;
};

const bar: Look = options => {
  const { cell } = options;
  if (typeof cell !== 'number' || !Number.isFinite(cell)) return plain(options);
  // SVG, as the content security policy blocks style attributes.
  return html`<svg class="usage-bar ${cell >= nearlyFull ? 'full' : ''}" aria-hidden="true">
      <rect class="track" width="100%" height="100%" rx="2"></rect>
      <rect class="used" width="${Math.min(100, Math.max(0, cell))}%" height="100%" rx="2"></rect>
    </svg>
    ${plain(options)}`;
};

const flag: Look = ({ cell }) => {
  if (typeof cell !== 'boolean') return nothing;
  return html`<span class="switch ${cell ? 'on' : ''}" aria-hidden="true"></span
    ><span class="visually-hidden">${cell ? l10n.t('Yes') : l10n.t('No')}</span>`;
};

/** How many chips fit; one stands there in any case. */
function fitting(names: readonly string[], width: number): number {
  let room = width - padding;
  const sizes = names.map(name => Math.min(chip.most, name.length * chip.letter + chip.around));
  if (sum(sizes) <= room) return names.length;
  room -= chip.rest;
  const over = sizes.findIndex(size => (room -= size) < 0);
  return Math.max(1, over);
}

const list: Look = ({ spec, cell, nameOf, width, now }) => {
  if (!Array.isArray(cell)) return nothing;
  if (cell.length === 0) return plain({ spec, cell, width, now, nameOf });
  const names = cell.map((one: string) => nameOf(one));
  const count = fitting(names, width);
  const rest = names.length - count;
  return html`<span class="chips-of-cell"
      >${names.slice(0, count).map(name => html`<bdi class="chip-of-cell">${name}</bdi> `)}</span
    >${rest > 0 ? html`<span class="rest">+${rest}</span>` : nothing}`;
};

const looks: Record<ColumnType, Look> = {
  text: plain,
  number: plain,
  bytes: plain,
  percent: bar,
  date: plain,
  flag,
  list,
};

const named: Look = ({ cell, nameOf }) =>
  typeof cell === 'string' && cell ? html`<bdi class="text">${nameOf(cell)}</bdi>` : nothing;

/** Columns that look other than their type. */
const ownLooks: Partial<Record<ColumnId, Look>> = {
  server: named,
  manager: named,
  language: named,
  locale: named,
};

/** A value as a person reads it at a glance. */
export const lookOf = (options: LookOptions): unknown =>
  (ownLooks[options.spec.id] ?? looks[options.spec.type])(options);

/** What an edited cell says besides its value. */
export const editMark = (state: 'changed' | 'refused', reason: string): TemplateResult =>
  html`<span class="visually-hidden"
    >${state === 'refused' ? l10n.t('Not saved: {0}', reason) : l10n.t('Changed, not saved yet')}</span
  >`;
