import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { toolbar } from '../shared/toolbar.ts';
import type { GridActions } from './grid/model.ts';
import { menuButton } from './menus/button.ts';
import type { TableState } from './protocol.ts';

type OpenMenu = GridActions['rowMenu'];
type BarAction = 'export' | 'reload';

export interface BarOptions {
  views: OpenMenu;
  columns: OpenMenu;
  groups: OpenMenu;
  copy: OpenMenu;
  run: (action: BarAction) => void;
}

/** The title of the table, and its menus. */
export function bar({ group, groupNames, servers }: TableState, options: BarOptions): TemplateResult {
  const title = group === null ? l10n.t('All Users') : l10n.t('Members of {0}', groupNames[group] ?? group);
  const from = servers.map(({ label }) => label).join(', ');
  return html`<header class="bar">
    <h1 title=${[title, from].filter(Boolean).join(', ')}>
      <bdi>${title}</bdi>
      ${from === '' ? nothing : html`<bdi class="server">${from}</bdi>`}
    </h1>
    ${menuButton('bookmark', l10n.t('Views'), options.views)}
    ${menuButton('list-selection', l10n.t('Columns'), options.columns)}
    ${menuButton('group-by-ref-type', l10n.t('Group By'), options.groups)}
    ${menuButton('copy', l10n.t('Copy'), options.copy)}
    ${toolbar(
      l10n.t('Table'),
      [
        { action: 'export', icon: 'export', label: l10n.t('Export…') },
        { action: 'reload', icon: 'refresh', label: l10n.t('Reload') },
      ] as const,
      options.run,
    )}
  </header>`;
}
