import * as l10n from '@vscode/l10n';
import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { groupTable } from '../../model/group.ts';
import type { GroupFieldName } from '../../model/group.ts';
import type { GroupAction, GroupState } from '../protocol.ts';
import { banner } from '../shared/banner.ts';
import { chips } from '../shared/chips.ts';
import { describe } from '../shared/describe.ts';
import { DocumentForm } from '../shared/documentForm.ts';
import '../shared/elements.ts';
import { fact, onServer } from '../shared/facts.ts';
import { fieldRow } from '../shared/field.ts';
import '../shared/form.css';
import { documentBanner, isLocked, isModified } from '../shared/lock.ts';
import { toolbar } from '../shared/toolbar.ts';
import './group.css';
import './memberList.ts';
import { UserNames } from './names.ts';
import { textIn } from '../shared/inputs.ts';
import { amount } from '../shared/numbers.ts';

const form = new DocumentForm<GroupState, GroupAction>(show);
const run = (action: GroupAction): void => {
  form.draft.flush();
  form.host.post({ type: 'run', action });
};
const names = new UserNames(
  ids => form.host.search('names', ids.join('\n')),
  () => form.refresh(),
);
let inSight: readonly string[] = [];
const searchUsers = (query: string) => form.host.search('users', query);

function show(state: GroupState): void {
  names.give(state.names);
  wantNames(inSight);
  render(
    html`${header(state)} ${banners(state)}
      <main class="single">
        ${form.value('displayname') === undefined ? nothing : nameField(state)}
        ${form.value('subadmins') === undefined ? nothing : subadminsField(state)} ${membersField(state)}
      </main>`,
    document.getElementById('form') ?? document.body,
  );
}

/** Of the members in sight, and of the group administrators. */
function wantNames(members: readonly string[]): void {
  inSight = members;
  names.want([...form.list('subadmins'), ...members]);
}

function header({ facts, document }: GroupState): TemplateResult {
  const id = document?.id ?? '';
  return html`<header class="head">
    <div class="avatar initial" aria-hidden="true"><span class="codicon codicon-organization"></span></div>
    <div class="who">
      <h1><bdi>${facts?.displayName || id}</bdi></h1>
      <p class="ids">
        <bdi><code>${id}</code></bdi>
        ${facts ? onServer(facts.server) : nothing}
      </p>
      <dl class="facts">
        ${fact(l10n.t('Members'), amount(facts?.userCount))}
        ${fact(l10n.t('Disabled'), amount(facts?.disabledCount))}
      </dl>
    </div>
    ${toolbar(
      l10n.t('Document'),
      [
        { action: 'showText', icon: 'json', label: l10n.t('Show JSON') },
        { action: 'refresh', icon: 'refresh', label: l10n.t('Reload from Server') },
        ...(facts?.mayDelete === false
          ? []
          : ([{ action: 'delete', icon: 'trash', label: l10n.t('Delete Group…') }] as const)),
      ],
      run,
    )}
  </header>`;
}

function banners(state: GroupState): unknown {
  if (!state.gone) return documentBanner(state, () => run('showText'));
  return banner('error', l10n.t('This group was deleted on the server.'), [
    { label: l10n.t('Close'), run: () => run('close') },
  ]);
}

function nameField(state: GroupState): TemplateResult {
  const value = form.value('displayname');
  const problem = value === '' ? groupTable.displayname.whenEmpty() : state.problems.displayname;
  const locked = state.facts?.lockedName ?? undefined;
  return fieldRow({
    ...words('displayname'),
    problem,
    locked,
    modified: isModified(value, state.base?.displayname),
    control: html`<vscode-textfield
      id="displayname"
      .value=${live(typeof value === 'string' ? value : '')}
      ?disabled=${locked !== undefined || isLocked(state) || state.gone}
      ?invalid=${problem !== undefined}
      @input=${(event: Event) => form.type('displayname', textIn(event))}
      ${describe(problem ?? '')}
    ></vscode-textfield>`,
  });
}

function subadminsField(state: GroupState): TemplateResult {
  const problem = state.problems.subadmins;
  return fieldRow({
    ...words('subadmins'),
    problem,
    modified: isModified(form.value('subadmins'), state.base?.subadmins),
    control: chips({
      id: 'subadmins',
      label: groupTable.subadmins.label(),
      chips: form.list('subadmins').map(value => ({ value, label: names.all[value] ?? value })),
      disabled: isLocked(state) || state.gone,
      problem: problem ?? '',
      placeholder: l10n.t('Search users to add'),
      search: searchUsers,
      change: values => form.set('subadmins', values),
    }),
  });
}

function membersField(state: GroupState): TemplateResult {
  const locked = state.facts?.lockedMembers ?? undefined;
  return fieldRow({
    ...words('members'),
    problem: state.problems.members,
    locked,
    modified: isModified(form.value('members'), state.base?.members),
    control: html`<member-list
      id="members"
      .members=${form.list('members')}
      .names=${names.all}
      .disabled=${locked !== undefined || isLocked(state) || state.gone}
      .search=${searchUsers}
      @change=${({ detail }: CustomEvent<string[]>) => form.set('members', detail)}
      @sight=${({ detail }: CustomEvent<string[]>) => wantNames(detail)}
    ></member-list>`,
  });
}

function words(name: GroupFieldName) {
  const { label, description } = groupTable[name];
  return { id: name, label: label(), description: description() };
}

form.start();
