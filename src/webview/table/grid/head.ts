import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { GridColumn, GridModel } from './model.ts';
import { shownColumns } from './rows.ts';
import type { GridDrawing } from './rows.ts';

type Shown = Pick<GridDrawing, 'model' | 'pinned' | 'columns'>;

/** The titles, and the boxes below them. Their column is told by `data-column`. */
export function drawHead(shown: Shown): TemplateResult {
  const { model } = shown;
  return html`<div class="grid-head" role="rowgroup">
    ${drawLine(shown, 'titles', 1, nothing, column => drawTitle(model, column))}
    ${drawLine(shown, 'boxes', 2, filterIcon, column => drawBox(model, column))}
  </div>`;
}

function drawLine(
  shown: Shown,
  className: string,
  index: number,
  icon: unknown,
  draw: (column: number) => TemplateResult,
): TemplateResult {
  const [pinned, free] = shownColumns(shown);
  const key = (column: number) => shown.model.columns[column]?.id;
  return html`<div class="line ${className}" role="row" aria-rowindex=${index}>
    <span class="gutter corner" aria-hidden="true">${icon}</span>
    <div class="pinned" role="presentation">${repeat(pinned, key, draw)}</div>
    <div class="free" role="presentation">${repeat(free, key, draw)}</div>
  </div>`;
}

const filterIcon = html`<span class="codicon codicon-filter"></span>`;

const arrows = { ascending: 'arrow-up', descending: 'arrow-down', none: '' };

function drawTitle({ columns }: GridModel, index: number): TemplateResult {
  const column = columns[index];
  if (!column) return html``;
  const { label, sort, sortRank, isFiltered, isNumeric } = column;
  return html`<div
    role="columnheader"
    class="title ${isNumeric ? 'numeric' : ''}"
    aria-colindex=${index + 1}
    aria-sort=${sort}
    aria-description=${isFiltered ? l10n.t('Filtered') : nothing}
    data-column=${index}
    title=${titleOf(column)}
  >
    <span class="label">${label}</span>
    ${isFiltered ? html`<span class="mark codicon codicon-filter-filled"></span>` : nothing}
    ${
      sort === 'none'
        ? nothing
        : html`<span class="mark codicon codicon-${arrows[sort]}"></span
            >${sortRank === null ? nothing : html`<small>${sortRank}</small>`}`
    }
    <button
      type="button"
      class="more codicon codicon-chevron-down"
      tabindex="-1"
      aria-label=${l10n.t('Column “{0}”', label)}
    ></button>
    <span class="handle" aria-hidden="true"></span>
  </div>`;
}

function titleOf({ label, sort, isFiltered }: GridColumn): string {
  const orders = {
    ascending: l10n.t('Sorted in ascending order'),
    descending: l10n.t('Sorted in descending order'),
    none: '',
  };
  return [label, orders[sort], isFiltered ? l10n.t('Filtered') : ''].filter(Boolean).join('\n');
}

const drawBox = ({ box }: GridModel, column: number): TemplateResult =>
  html`<div role="gridcell" class="box-cell" aria-colindex=${column + 1} data-column=${column}>
    ${box(column)}
  </div>`;
