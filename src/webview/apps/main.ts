import * as l10n from '@vscode/l10n';
import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import type { AppRow, AppsAction, AppsState } from '../protocol.ts';
import { DocumentForm } from '../shared/documentForm.ts';
import '../shared/elements.ts';
import { fact, onServer } from '../shared/facts.ts';
import '../shared/form.css';
import { documentBanner, isLocked } from '../shared/lock.ts';
import { toolbar } from '../shared/toolbar.ts';
import './apps.css';
import { details } from './details.ts';
import { nameOf, visibleApps } from './filter.ts';
import { isChecked, textIn } from '../shared/inputs.ts';

const form = new DocumentForm<AppsState, AppsAction>(show);
const run = (action: AppsAction): void => form.host.post({ type: 'run', action });
const wide = window.matchMedia('(min-width: 801px)');
wide.addEventListener('change', () => form.refresh());

const view = { filter: '', which: 'all' };
const enabledIds = (): string[] => form.list('enabled');

function show(state: AppsState): void {
  const enabled = new Set(enabledIds());
  const apps = state.details ? state.apps.map(id => state.details?.[id] ?? { id }) : [];
  const shown = visibleApps(apps, enabled, view);
  const chosen = shown.find(({ id }) => id === chosenId());
  render(
    html`${header(state, enabled.size)} ${documentBanner(state, () => run('showText'))}
      <div class="apps">
        <main>
          ${filters(state.apps.length)}
          <ul class="app-list" aria-label=${l10n.t('Apps')} @keydown=${moveFocus}>
            ${repeat(
              shown,
              ({ id }) => id,
              app => row(app, enabled, state, !wide.matches && app === chosen),
            )}
          </ul>
          ${shown.length === 0 ? html`<p class="nothing" role="status">${nothingShown(state)}</p>` : nothing}
        </main>
        ${wide.matches ? html`<aside aria-label=${l10n.t('Details')}>${aside(chosen)}</aside>` : nothing}
      </div>`,
    document.getElementById('form') ?? document.body,
  );
}

function nothingShown(state: AppsState): string {
  return state.details ? l10n.t('No matching apps.') : l10n.t('Loading the apps…');
}

function header({ server, apps }: AppsState, enabled: number): TemplateResult {
  return html`<header class="head">
    <div class="avatar initial" aria-hidden="true"><span class="codicon codicon-extensions"></span></div>
    <div class="who">
      <h1>${l10n.t('Apps')}</h1>
      <p class="ids">${onServer(server)}</p>
      <dl class="facts">
        ${fact(l10n.t('Enabled'), String(enabled))} ${fact(l10n.t('All'), String(apps.length))}
      </dl>
    </div>
    ${toolbar(
      l10n.t('Document'),
      [
        { action: 'showText', icon: 'json', label: l10n.t('Show JSON') },
        { action: 'refresh', icon: 'refresh', label: l10n.t('Reload from Server') },
      ] as const,
      run,
    )}
  </header>`;
}

function filters(count: number): TemplateResult {
  const states = [
    ['all', l10n.t('All')],
    ['enabled', l10n.t('Enabled')],
    ['disabled', l10n.t('Disabled')],
  ] as const;
  return html`<div class="app-filters">
    <vscode-textfield
      .label=${l10n.t('Search apps')}
      placeholder=${l10n.t('Search {0} apps', count)}
      @input=${(event: Event) => {
        view.filter = textIn(event);
        form.refresh();
      }}
    ></vscode-textfield>
    <div class="segments" role="group" aria-label=${l10n.t('Show apps')}>
      ${states.map(
        ([which, label]) =>
          html`<button
            type="button"
            aria-pressed=${view.which === which}
            @click=${() => {
              view.which = which;
              form.refresh();
            }}
          >
            ${label}
          </button>`,
      )}
    </div>
  </div>`;
}

function row(app: AppRow, enabled: Set<string>, state: AppsState, open: boolean): TemplateResult {
  const { id, version, summary } = app;
  const name = nameOf(app);
  const problem = state.problems[id];
  const modified = state.base !== null && enabled.has(id) !== (state.base.enabled ?? []).includes(id);
  return html`<li class="app ${id === chosenId() ? 'chosen' : ''} ${modified ? 'modified' : ''}">
    <input
      type="checkbox"
      role="switch"
      class="switch"
      aria-label=${l10n.t('{0} enabled', name)}
      .checked=${live(enabled.has(id))}
      ?disabled=${isLocked(state)}
      @change=${(event: Event) => toggle(id, isChecked(event))}
    />
    <button type="button" class="app-main" aria-expanded=${id === chosenId()} @click=${() => choose(id)}>
      <span class="app-title"><bdi>${name}</bdi> <span class="version">${version ?? ''}</span></span>
      <span class="summary"><bdi>${summary ?? id}</bdi></span>
    </button>
    ${
      problem
        ? html`<p class="problem"><span class="codicon codicon-error"></span><span>${problem}</span></p>`
        : nothing
    }
    ${open ? details(app) : nothing}
  </li>`;
}

function aside(app: AppRow | undefined): TemplateResult {
  return app ? details(app) : html`<p class="nothing">${l10n.t('Select an app to see its details.')}</p>`;
}

function chosenId(): unknown {
  return form.host.viewState.app;
}

function choose(id: string): void {
  form.host.viewState = { ...form.host.viewState, app: id === chosenId() ? undefined : id };
  form.refresh();
}

function toggle(id: string, on: boolean): void {
  const others = enabledIds().filter(other => other !== id);
  form.set('enabled', on ? [...others, id].sort() : others);
}

/** The arrow keys move from row to row, within the focused column. */
function moveFocus(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const { target, currentTarget } = event;
  if (!(target instanceof HTMLElement) || !(currentTarget instanceof HTMLElement)) return;
  const column = target.matches('.switch') ? '.switch' : '.app-main';
  const items = [...currentTarget.querySelectorAll<HTMLElement>(column)];
  const next = step && items[items.indexOf(target) + step];
  if (!next) return;
  event.preventDefault();
  next.focus();
}

form.start();
