import * as l10n from '@vscode/l10n';
import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import { announce } from '../shared/announce.ts';
import { buttonIcon } from '../shared/buttonIcon.ts';
import '../shared/elements.ts';
import '../shared/form.css';
import { Host } from '../shared/host.ts';
import { isChecked } from '../shared/inputs.ts';
import { keepScroll } from '../shared/scroll.ts';
import { toolbar } from '../shared/toolbar.ts';
import './doctor.css';
import type { DoctorAction, DoctorButton, DoctorFinding, DoctorState, DoctorStep } from './protocol.ts';

const host = new Host<DoctorState, DoctorAction>();
const run = (action: DoctorAction): void => host.post({ type: 'run', action });
let state: DoctorState;
let withNames = false;

function show(next: DoctorState): void {
  state = next;
  render(page(state), document.getElementById('form') ?? document.body);
}

/** When a diagnosis ends, what it found is to be seen. */
function follow(change: Partial<DoctorState>): void {
  const ends = state.running && change.running === false;
  show({ ...state, ...change });
  if (ends) document.querySelector('.finding')?.scrollIntoView({ block: 'center' });
}

function page(shown: DoctorState): TemplateResult {
  return html`${header(shown)}
    <main class="doctor">
      <p class="outcome ${shown.running ? 'running' : shown.outcome}" role="status">
        <span class="codicon codicon-${shown.running ? running : outcomes[shown.outcome]}"></span>
        <span>${shown.summary}</span>
      </p>
      ${bar(shown)}
      <ol class="steps" aria-label=${l10n.t('Steps')}>
        ${shown.steps.map(stepRow)}
      </ol>
    </main>`;
}

const running = 'loading codicon-modifier-spin';
const outcomes: Readonly<Record<DoctorState['outcome'], string>> = {
  error: 'error',
  warning: 'warning',
  well: 'pass-filled',
};

function header({ title, address }: DoctorState): TemplateResult {
  const tools = [
    { action: 'again', icon: 'refresh', label: l10n.t('Run Again') },
    { action: 'showLog', icon: 'output', label: l10n.t('Show Log') },
  ] as const;
  return html`<header class="head">
    <div class="avatar initial" aria-hidden="true"><span class="codicon codicon-pulse"></span></div>
    <div class="who">
      <h1><bdi>${title}</bdi></h1>
      <p class="ids"><bdi>${address}</bdi></p>
    </div>
    ${toolbar(l10n.t('Diagnosis'), tools, run)}
  </header>`;
}

type Mark = readonly [icon: string, words: () => string];

const marks: Readonly<Record<DoctorStep['state'] | DoctorFinding['severity'], Mark>> = {
  waiting: ['circle-large-outline', () => l10n.t('not examined')],
  running: [running, () => l10n.t('running')],
  passed: ['pass-filled', () => l10n.t('passed')],
  skipped: ['circle-slash', () => l10n.t('nothing to examine')],
  found: ['error', () => l10n.t('problem')],
  error: ['error', () => l10n.t('problem')],
  warning: ['warning', () => l10n.t('warning')],
  information: ['info', () => l10n.t('note')],
};

function stepRow({ state: stage, title, text, findings }: DoctorStep): TemplateResult {
  const kind = findings[0]?.severity ?? stage;
  const [icon, words] = marks[kind];
  return html`<li class="step ${kind}">
    <span class="mark codicon codicon-${icon}" aria-hidden="true"></span>
    <div class="what">
      <h2>${title} <span class="visually-hidden">(${words()})</span></h2>
      <p class="text">${text}</p>
      ${findings.map(findingBox)}
    </div>
  </li>`;
}

function findingBox({ severity, seen, means, you, operator, buttons }: DoctorFinding): TemplateResult {
  return html`<div class="finding ${severity}">
    <p class="seen">${seen}</p>
    <dl>
      <dt>${l10n.t('What it means')}</dt>
      <dd>${means}</dd>
      <dt>${l10n.t('What you can do')}</dt>
      <dd>${you}</dd>
      ${
        operator === null
          ? nothing
          : html`<dt>${l10n.t('What the operator can do')}</dt>
              <dd>${operator}</dd>`
      }
    </dl>
    ${buttons.length === 0 || state.running ? nothing : html`<div class="choices">${buttons.map(buttonOf)}</div>`}
  </div>`;
}

function buttonOf({ action, label }: DoctorButton): TemplateResult {
  return html`<vscode-button secondary @click=${() => run(action)}>${label}</vscode-button>`;
}

function bar({ running: busy, buttons }: DoctorState): TemplateResult {
  return html`<div class="report">
    <div class="choices">
      <vscode-button @click=${() => run('again')}
        >${buttonIcon('refresh')}${l10n.t('Run Again')}</vscode-button
      >
      <vscode-button secondary ?disabled=${busy} @click=${copy}
        >${buttonIcon('copy')}${l10n.t('Copy Report')}</vscode-button
      >
      ${buttons.map(buttonOf)}
    </div>
    <vscode-checkbox
      label=${l10n.t('Name hosts, addresses, and user IDs in the report')}
      @change=${(event: Event) => void (withNames = isChecked(event))}
    ></vscode-checkbox>
  </div>`;
}

function copy(): void {
  run(withNames ? 'copyFullReport' : 'copyReport');
  announce(l10n.t('The report was copied.'));
}

host.listen({
  init: ({ translations, state: first }) => {
    if (translations) l10n.config({ contents: translations });
    show(first);
    keepScroll(host);
  },
  update: ({ state: change }) => follow(change),
  takePending: () => undefined,
});
