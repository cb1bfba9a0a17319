import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { lacksDependencies } from '../../model/appStore.ts';
import type { AppRow, AppsState } from '../protocol.ts';
import { isChecked } from '../shared/inputs.ts';
import { isLocked } from '../shared/lock.ts';
import { isIn, mainAction } from './choices.ts';
import { details } from './details.ts';
import { nameOf } from './filter.ts';
import type { Tab } from './filter.ts';
import { chosenId, enabledIds, form, keep, run } from './session.ts';

/** One app in the list. `open`: with its details below, where there is no room beside the list. */
export function row(
  app: AppRow,
  tab: Tab,
  enabled: ReadonlySet<string>,
  state: AppsState,
  open: boolean,
): TemplateResult {
  const { id, version, summary } = app;
  const modified = state.base !== null && enabled.has(id) !== (state.base.enabled ?? []).includes(id);
  const chosen = id === chosenId();
  return html`<li class="app ${chosen ? 'chosen' : ''} ${modified ? 'modified' : ''}">
    ${tab === 'store' ? html`<span class="codicon codicon-extensions"></span>` : toggle(app, enabled, state)}
    <button
      type="button"
      class="app-main"
      aria-expanded=${chosen}
      @click=${() => keep('app', chosen ? undefined : id)}
    >
      <span class="app-title"><bdi>${nameOf(app)}</bdi> <span class="version">${version ?? ''}</span></span>
      <span class="summary"><bdi>${summary ?? id}</bdi></span>
      <span class="marks"
        >${marks(app, tab, state).map(text => html`<span class="badge">${text}</span>`)}</span
      >
    </button>
    ${action(app, state)} ${[state.problems[id], state.failures[id]].map(problem)}
    ${open ? details(app, state) : nothing}
  </li>`;
}

function toggle({ id, ...app }: AppRow, enabled: ReadonlySet<string>, state: AppsState): TemplateResult {
  return html`<input
    type="checkbox"
    role="switch"
    class="switch"
    aria-label=${l10n.t('{0} enabled', nameOf({ id, ...app }))}
    .checked=${live(enabled.has(id))}
    ?disabled=${isLocked(state) || state.doing[id] !== undefined}
    @change=${(event: Event) => set(id, isChecked(event))}
  />`;
}

function set(id: string, on: boolean): void {
  const others = enabledIds().filter(other => other !== id);
  form.set('enabled', on ? [...others, id].sort() : others);
}

/** What should be seen before the details are. */
function marks(app: AppRow, tab: Tab, { store }: AppsState): string[] {
  const { limitedTo, update, level } = app;
  return [
    ...(store?.lacking && update !== undefined ? [l10n.t('Update {0}', update)] : []),
    ...(limitedTo?.length === 1 ? [l10n.t('For 1 group')] : []),
    ...(limitedTo && limitedTo.length > 1 ? [l10n.t('For {0} groups', limitedTo.length)] : []),
    ...(app.compatible === false ? [l10n.t('Not compatible')] : []),
    ...(lacksDependencies(app) ? [l10n.t('Missing dependencies')] : []),
    ...(tab === 'store' && level === 'community' ? [l10n.t('Not reviewed')] : []),
  ];
}

/** What is being done, or the one thing that is done most. */
function action(app: AppRow, state: AppsState): TemplateResult | typeof nothing {
  const doing = state.doing[app.id];
  if (doing !== undefined)
    return html`<span class="doing" role="status"
      ><span class="codicon codicon-loading codicon-modifier-spin"></span> ${doing}</span
    >`;
  const choice = mainAction(app, state, isIn(state, app));
  if (!choice) return nothing;
  return html`<vscode-button
    class="row-action"
    secondary
    @click=${() => run(choice.action, { id: app.id })}
    aria-label="${choice.label}: ${nameOf(app)}"
    >${choice.label}</vscode-button
  >`;
}

function problem(text: string | undefined): TemplateResult | typeof nothing {
  if (text === undefined) return nothing;
  return html`<p class="problem"><span class="codicon codicon-error"></span><span>${text}</span></p>`;
}

/** The arrow keys move from row to row, within the focused column. */
export function moveFocus(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const { target, currentTarget } = event;
  if (!(target instanceof HTMLElement) || !(currentTarget instanceof HTMLElement)) return;
  const column = ['.switch', '.app-main'].find(selector => target.matches(selector));
  if (column === undefined) return;
  const items = [...currentTarget.querySelectorAll<HTMLElement>(column)];
  const next = step && items[items.indexOf(target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}
