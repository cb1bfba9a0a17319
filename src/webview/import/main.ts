import { isChecked } from '../shared/inputs.ts';
import * as l10n from '@vscode/l10n';
import '@vscode-elements/elements/dist/vscode-radio-group/index.js';
import '@vscode-elements/elements/dist/vscode-radio/index.js';
import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import { meaningLabel, meanings } from '../../model/tables/headers.ts';
import { banner } from '../shared/banner.ts';
import '../shared/elements.ts';
import { onServer } from '../shared/facts.ts';
import { fieldRow } from '../shared/field.ts';
import '../shared/form.css';
import { Host } from '../shared/host.ts';
import { keepScroll } from '../shared/scroll.ts';
import { toolbar } from '../shared/toolbar.ts';
import { choice } from './choice.ts';
import './import.css';
import { previewTable } from './preview.ts';
import type { ImportAction, ImportField, ImportState } from './protocol.ts';

const host = new Host<ImportState, ImportAction>();
const run = (action: ImportAction): void => host.post({ type: 'run', action });
let sequence = 0;
let state: ImportState;

function set(field: ImportField, value: string | boolean): void {
  host.post({ type: 'edit', sequence: ++sequence, changes: { [field]: value } });
}

function show(next: ImportState): void {
  state = next;
  render(page(state), document.getElementById('form') ?? document.body);
}

function page(shown: ImportState): TemplateResult {
  return html`${header(shown)} ${shown.blocked === null ? nothing : blockedBanner(shown.blocked)}
    <main class="single">
      ${section('file', l10n.t('File'), fileRows(shown))}
      ${section('columns', l10n.t('Columns'), columnRows(shown))}
      ${section('preview', l10n.t('Preview'), previewTable(shown.preview))}
      ${section('options', l10n.t('Options'), optionRows(shown))} ${footer(shown)}
    </main>`;
}

const tools = () =>
  [
    { action: 'showText', icon: 'go-to-file', label: l10n.t('Show Text') },
    { action: 'showProblems', icon: 'warning', label: l10n.t('Show Problems') },
    { action: 'refresh', icon: 'refresh', label: l10n.t('Reload from Server') },
  ] as const;

function header({ file, server }: ImportState): TemplateResult {
  return html`<header class="head">
    <div class="avatar initial" aria-hidden="true"><span class="codicon codicon-cloud-upload"></span></div>
    <div class="who">
      <h1>${l10n.t('Import Users')}</h1>
      <p class="ids">
        <bdi><code>${file}</code></bdi> ${onServer(server)}
      </p>
    </div>
    ${toolbar(l10n.t('Import'), tools(), run)}
  </header>`;
}

const blockedBanner = (reason: string): TemplateResult =>
  banner('error', reason, [{ label: l10n.t('Show Problems'), run: () => run('showProblems') }]);

function section(id: string, title: string, content: unknown): TemplateResult {
  return html`<section aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${content}
  </section>`;
}

const encodingLabels = () =>
  [
    ['utf-8', l10n.t('UTF-8')],
    ['utf-16le', l10n.t('UTF-16 LE')],
    ['utf-16be', l10n.t('UTF-16 BE')],
    ['windows-1252', l10n.t('Windows-1252 (Western European)')],
  ] as const;

const delimiterLabels = () =>
  [
    [',', l10n.t('Comma (,)')],
    [';', l10n.t('Semicolon (;)')],
    ['\t', l10n.t('Tab')],
    ['|', l10n.t('Vertical bar (|)')],
  ] as const;

function fileRows({ format, encoding, delimiter }: ImportState): TemplateResult {
  const rows = [
    encoding && {
      id: 'encoding' as const,
      label: l10n.t('Encoding'),
      description: l10n.t('As detected, unless you select another one because letters look wrong.'),
      choices: encodingLabels(),
      value: encoding,
    },
    delimiter && {
      id: 'delimiter' as const,
      label: l10n.t('Delimiter'),
      description: l10n.t('As detected, unless you select another one because the columns look wrong.'),
      choices: delimiterLabels(),
      value: delimiter,
    },
  ];
  return html`${format === 'json' ? html`<p class="note">${l10n.t('A list of users in JSON.')}</p>` : nothing}
  ${rows.map(row =>
    row ? fieldRow({ ...row, control: choice({ ...row, select: value => set(row.id, value) }) }) : nothing,
  )}`;
}

function columnRows({ columns }: ImportState): TemplateResult {
  const choices = [
    ['', l10n.t('Ignore')] as const,
    ...meanings.map(meaning => [meaning, meaningLabel(meaning)] as const),
  ];
  return html`<p class="note">
      ${l10n.t('What each column means. This is remembered for files with the same headers.')}
    </p>
    <ul class="columns">
      ${columns.map(({ header, meaning }, index) => {
        const name = header || l10n.t('(no name)');
        return html`<li class=${meaning === null ? 'ignored' : ''}>
          <bdi title=${name}>${name}</bdi>
          <span class="codicon codicon-arrow-right" aria-hidden="true"></span>
          ${choice({
            id: `column-${index}`,
            label: l10n.t('Meaning of “{0}”', name),
            choices,
            value: meaning ?? '',
            select: value => set(`column:${index}`, value),
          })}
        </li>`;
      })}
    </ul>`;
}

function optionRows({ settings: { createUsers, createGroups, newGroups, firstSignIn } }: ImportState) {
  const tick = (field: 'createUsers' | 'createGroups', label: string, checked: boolean) =>
    html`<vscode-checkbox
      .label=${label}
      .checked=${checked}
      @change=${(event: Event) => set(field, isChecked(event))}
    ></vscode-checkbox>`;
  const ways = [
    ['invitation', l10n.t('By email: the server sends a link to choose a password')],
    ['password', l10n.t('With a generated password that you hand over')],
  ] as const;
  return html`<div class="field">
      ${tick('createUsers', l10n.t('Create users who are missing on the server'), createUsers)}
      ${tick('createGroups', l10n.t('Create groups that are missing on the server'), createGroups)}
      ${
        createGroups || newGroups.length === 0
          ? nothing
          : html`<p class="description">${l10n.t('Groups to create: {0}', newGroups.join(', '))}</p>`
      }
    </div>
    ${fieldRow({
      id: 'firstSignIn',
      label: l10n.t('First sign-in of new users without a password'),
      description: '',
      bare: true,
      control: html`<vscode-radio-group variant="vertical" aria-label=${l10n.t('First sign-in')}>
        ${ways.map(
          ([value, label]) =>
            html`<vscode-radio
              name="firstSignIn"
              value=${value}
              label=${label}
              ?checked=${firstSignIn === value}
              @change=${() => set('firstSignIn', value)}
            ></vscode-radio>`,
        )}
      </vscode-radio-group>`,
    })}`;
}

function footer({ counts, blocked, busy }: ImportState): TemplateResult {
  const all: [string, number, string?][] = [
    [l10n.t('Rows'), counts.rows],
    [l10n.t('New users'), counts.create],
    [l10n.t('Existing users'), counts.existing],
    [l10n.t('Unchanged users'), counts.unchanged ?? 0],
    [l10n.t('To be deleted'), counts.remove],
    [l10n.t('Left out'), counts.leftOut, 'error'],
    [l10n.t('Errors'), counts.errors, 'error'],
    [l10n.t('Warnings'), counts.warnings, 'warning'],
  ];
  return html`<div class="footer">
    <dl class="counts">
      ${all
        .filter(([, count], index) => count > 0 || index === 0)
        .map(
          ([label, count, kind = '']) =>
            html`<div class=${kind}>
              <dt>${label}</dt>
              <dd>${count.toLocaleString(document.documentElement.lang || 'en')}</dd>
            </div>`,
        )}
    </dl>
    <div class="buttons">
      <vscode-button ?disabled=${blocked !== null || busy} @click=${() => run('showPlan')}>
        ${l10n.t('Show Plan')}
      </vscode-button>
      <p role="status">
        ${busy ? l10n.t('Planning…') : (blocked ?? l10n.t('Nothing is sent before you have seen the plan.'))}
      </p>
    </div>
  </div>`;
}

host.listen({
  init: ({ translations, state: first }) => {
    if (translations) l10n.config({ contents: translations });
    show(first);
    keepScroll(host);
  },
  update: ({ state: change }) => show({ ...state, ...change }),
  takePending: () => undefined,
});
