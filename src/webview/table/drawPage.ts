import { html } from 'lit';
import type { TemplateResult } from 'lit';
import { completeFilter } from '../../model/table/filter/complete.ts';
import { bar } from './bar.ts';
import { selectedCount } from './cellEdits.ts';
import { exported } from './clipboard.ts';
import type { Desk } from './desk.ts';
import { conditionList } from './filter/conditions.ts';
import { valuesOf } from './filter/values.ts';
import { withoutStretch } from './filter/marks.ts';
import { footer } from './footer.ts';
import type { PageMenus } from './menus/pageMenus.ts';
import { isComplete, progressBar, secondFactorWords, userWords } from './progress.ts';
import { banners, failures, stateBox } from './states.ts';
import { refusedCount } from './tableModel.ts';

/** The whole page around the grid. */
export function drawPage(page: Desk, menus: PageMenus): TemplateResult {
  const { data, host, grid, menu } = page;
  const { state, view, filter } = data;
  const setFilter = (line: string) => page.show({ ...view, filter: line });
  return html`<div class="table-page">
    ${bar(state, {
      views: spot => menus.ofViews(spot),
      columns: spot => menus.ofColumns(spot),
      groups: spot => menus.ofGroups(spot),
      copy: spot => menus.ofCopying(spot),
      run: action =>
        host.post(
          action === 'reload' ? { type: 'reading', what: 'reload' } : { type: 'export', ...exported(data) },
        ),
    })}
    <main class="rest-of-page">
      <filter-line
        .text=${view.filter}
        .problems=${filter.problems}
        .complete=${(text: string, offset: number) => completeFilter(text, offset, valuesOf(data))}
        @filter=${({ detail }: CustomEvent<string>) => {
          page.boxes.forget();
          page.type(detail);
        }}
      ></filter-line>
      ${conditionList(view.filter, data.conditions, condition =>
        setFilter(withoutStretch(view.filter, condition)),
      )}
      ${progressBar(state.readings, userWords, what => host.post({ type: 'reading', what }))}
      ${progressBar(state.secondFactors, secondFactorWords, what => host.post({ type: 'secondFactors', what }))}
      ${banners(state.readings, state.servers, state, () => host.post({ type: 'reading', what: 'reload' }))}
      ${failures('warning', state.secondFactors, state.servers, () =>
        host.post({ type: 'secondFactors', what: 'resume' }),
      )}
      <div class="rest-of-page">
        ${grid}
        ${stateBox({
          readings: [...state.readings, ...state.secondFactors],
          all: data.store.size,
          shown: data.lines.count,
          hasFilter: view.filter.trim() !== '',
          clearFilter: () => setFilter(''),
        })}
      </div>
      ${menu}
    </main>
    ${footer({
      shown: data.totals.count,
      all: data.store.size,
      selected: selectedCount(data, grid.selection),
      used: data.totals.used,
      unknownUsed: data.totals.unknownUsed,
      edited: data.edited,
      refused: refusedCount(data),
      remark: page.remark,
      isComplete: isComplete([...state.readings, ...state.secondFactors]),
    })}
  </div>`;
}
