import * as l10n from '@vscode/l10n';
import '@vscode-elements/elements/dist/vscode-radio-group/index.js';
import '@vscode-elements/elements/dist/vscode-radio/index.js';
import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { accountTable } from '../../model/accountFields.ts';
import type { NewUser, NewUserField } from '../../model/newUser.ts';
import type { CreateAction, CreateState, KeptNewUser } from './protocol.ts';
import { controls } from '../shared/accountControls.ts';
import { banner } from '../shared/banner.ts';
import { buttonIcon } from '../shared/buttonIcon.ts';
import { describe } from '../shared/describe.ts';
import { DocumentForm } from '../shared/documentForm.ts';
import '../shared/elements.ts';
import { onServer } from '../shared/facts.ts';
import { fieldRow } from '../shared/field.ts';
import '../shared/form.css';
import './create.css';
import { textIn } from '../shared/inputs.ts';

const form = new DocumentForm<CreateState, CreateAction>(show);
const run = (action: CreateAction): void => {
  form.draft.flush();
  form.host.post({ type: 'run', action });
};

const titles: Partial<Record<keyof NewUser, () => string>> = {
  id: () => l10n.t('User ID'),
  password: () => l10n.t('Password'),
};

let shownFor: string | null | undefined;
let kept: NewUser | null = null;

function show(state: CreateState): void {
  render(
    html`<header class="head">
        <div class="avatar initial" aria-hidden="true"><span class="codicon codicon-person-add"></span></div>
        <div class="who">
          <h1>${l10n.t('New User')}</h1>
          <p class="ids">${onServer(state.server)}</p>
        </div>
      </header>
      ${state.created === null ? nothing : banner('info', l10n.t('“{0}” was created.', state.created))}
      ${state.failure === null ? nothing : banner('error', state.failure, finishing(state))}
      <main class="single">
        ${idField(state)} ${accountField('displayname', state)} ${accountField('email', state)}
        ${accessField(state)} ${accountField('groups', state)}
        ${state.mayGiveRoles ? accountField('subadmin', state) : nothing} ${accountField('quota', state)}
        ${accountField('language', state)} ${accountField('manager', state)} ${buttons(state)}
      </main>`,
    document.getElementById('form') ?? document.body,
  );
  keep(state);
  if (shownFor !== state.created) document.getElementById('id')?.focus();
  shownFor = state.created;
}

/** No document holds what is entered here, so it would be lost when the window reloads. */
function keep({ document, serverId }: CreateState): void {
  if (!document || document === kept) return;
  kept = document;
  const entered = { ...document, password: '' };
  form.host.viewState = { ...form.host.viewState, serverId, entered } satisfies KeptNewUser;
}

function idField(state: CreateState): TemplateResult {
  return fieldRow({
    id: 'id',
    label: l10n.t('User ID'),
    description: l10n.t('The name to sign in with. It can never be changed.'),
    problem: state.problems.id,
    control: textfield('id', state),
  });
}

function accountField(name: NewUserField, state: CreateState): TemplateResult {
  const field = { name, ...accountTable[name] };
  const words = { label: field.label(), description: field.description() };
  const problem = state.problems[name] ?? '';
  return fieldRow({
    id: name,
    ...words,
    problem,
    control: controls[field.control]({
      field,
      ...words,
      value: form.value(name),
      disabled: state.busy,
      problem,
      fixedGroups: {},
      groupNames: {},
      searchGroups: query => form.host.search('groups', query),
      searchUsers: query => form.host.search('users', query),
      type: value => form.type(name, value),
      set: value => form.set(name, value),
    }),
  });
}

function accessField(state: CreateState): TemplateResult {
  const access = form.value('access');
  const choices = [
    ['invitation', l10n.t('By email: the server sends a link to choose a password')],
    ['password', l10n.t('With a password that you hand over')],
  ] as const;
  return fieldRow({
    id: 'access',
    label: l10n.t('First sign-in'),
    description: '',
    bare: true,
    problem: access === 'password' ? state.problems.password : undefined,
    control: html`<vscode-radio-group variant="vertical" aria-label=${l10n.t('First sign-in')}>
        ${choices.map(
          ([value, label]) =>
            html`<vscode-radio
              name="access"
              value=${value}
              label=${label}
              ?checked=${access === value}
              ?disabled=${state.busy}
              @change=${() => form.set('access', value)}
            ></vscode-radio>`,
        )}
      </vscode-radio-group>
      ${access === 'password' ? passwordControl(state) : nothing}`,
  });
}

function passwordControl(state: CreateState): TemplateResult {
  return html`<div class="password">
    ${textfield('password', state)}
    <vscode-button secondary ?disabled=${state.busy} @click=${() => run('generatePassword')}>
      ${buttonIcon('refresh')} ${l10n.t('Generate')}
    </vscode-button>
    <vscode-button secondary ?disabled=${!form.value('password')} @click=${() => run('copyPassword')}>
      ${buttonIcon('copy')} ${l10n.t('Copy')}
    </vscode-button>
  </div>`;
}

function textfield(name: 'id' | 'password', state: CreateState): TemplateResult {
  const value = form.value(name);
  const problem = state.problems[name] ?? '';
  return html`<vscode-textfield
    id=${name}
    autocomplete="off"
    .label=${titles[name]?.() ?? name}
    .value=${live(typeof value === 'string' ? value : '')}
    ?disabled=${state.busy}
    ?invalid=${problem !== ''}
    @input=${(event: Event) => form.type(name, textIn(event))}
    ${describe(problem)}
  ></vscode-textfield>`;
}

function finishing({ unfinished }: CreateState) {
  return unfinished ? [{ label: l10n.t('Finish'), run: () => run('finish') }] : [];
}

function buttons({ busy }: CreateState): TemplateResult {
  return html`<div class="buttons">
    <vscode-button ?disabled=${busy} @click=${() => run('create')}>${l10n.t('Create')}</vscode-button>
    <vscode-button secondary ?disabled=${busy} @click=${() => run('createAnother')}>
      ${l10n.t('Create Another')}
    </vscode-button>
    ${busy ? html`<span role="status">${l10n.t('Creating…')}</span>` : nothing}
  </div>`;
}

form.start();
