import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { recordIn } from '../../ocs/narrow.ts';
import type { AppRow, AppsState, Suggestion } from '../protocol.ts';
import { chips } from '../shared/chips.ts';
import { isModified } from '../shared/lock.ts';
import { form, keep, kept, run } from './session.ts';

/** Names of groups by ID, as far as they were found by searching. */
const names = new Map<string, string>();

/** The groups that an app is enabled for. What is chosen is kept until the server has it. */
export function groupsOf(app: AppRow, state: AppsState): TemplateResult | typeof nothing {
  const { id, limitedTo = [], canBeLimited } = app;
  if (state.store?.lacking !== null) return nothing;
  if (!canBeLimited)
    return html`<p class="description">
      ${l10n.t('This app is for everybody: it cannot be limited to groups.')}
    </p>`;
  const chosen = choiceFor(id) ?? limitedTo;
  const isDifferent = isModified([...chosen], [...limitedTo]);
  return html`<section class="app-groups" aria-label=${l10n.t('Groups')}>
    <h3>${l10n.t('Only for groups')}</h3>
    ${chips({
      id: 'groups',
      label: l10n.t('Groups that can use the app'),
      chips: chosen.map(group => ({ value: group, label: nameOf(group, state) })),
      disabled: state.doing[id] !== undefined,
      problem: '',
      placeholder: chosen.length === 0 ? l10n.t('Everybody. Add a group…') : l10n.t('Add a group…'),
      search: findGroups,
      change: groups => choose(id, groups),
    })}
    ${
      isDifferent
        ? html`<p class="app-actions">
            <vscode-button
              ?disabled=${state.doing[id] !== undefined}
              @click=${() => run('limit', { id, groups: [...chosen] })}
              >${chosen.length > 0 ? l10n.t('Enable for These Groups') : l10n.t('Enable for Everybody')}</vscode-button
            >
            <vscode-button secondary @click=${() => choose(id, undefined)}>${l10n.t('Reset')}</vscode-button>
          </p>`
        : nothing
    }
  </section>`;
}

const nameOf = (group: string, { groupNames = {} }: AppsState): string =>
  names.get(group) ?? (groupNames[group] || group);

async function findGroups(query: string): Promise<Suggestion[]> {
  const found = await form.host.search('groups', query);
  for (const { value, label } of found) names.set(value, label);
  return found;
}

/** What was chosen for each app, by ID. */
const choices = (): Record<string, unknown> => recordIn(kept('groups'));

function choiceFor(id: string): string[] | undefined {
  const chosen = choices()[id];
  return Array.isArray(chosen) ? chosen.map(String) : undefined;
}

function choose(id: string, groups: readonly string[] | undefined): void {
  keep('groups', { ...choices(), [id]: groups });
}
