import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import { isUserStep } from '../../model/plan/types.ts';
import type { FieldChange, PlanStep } from '../../model/plan/types.ts';
import { fieldLabel, kindWords, serverText, shownValue, stepText } from '../../model/plan/words.ts';
import { providerName } from '../../model/secondFactor.ts';
import { namesIn } from '../../ocs/narrow.ts';
import { accountTable } from '../../model/accountFields.ts';
import type { ShownState } from '../protocol.ts';
import type { Line } from './lines.ts';
import { createdParts } from './lines.ts';
import { amount } from '../shared/numbers.ts';

/** How a state is shown; a step that waits needs no word. */
export const stateWords: Record<ShownState, { icon: string; title: () => string }> = {
  pending: { icon: 'circle-large-outline', title: () => l10n.t('Waiting') },
  leftOut: { icon: 'circle-slash', title: () => l10n.t('Left out') },
  running: { icon: 'loading', title: () => l10n.t('Running') },
  unknown: { icon: 'question', title: () => l10n.t('Unknown') },
  done: { icon: 'pass', title: () => l10n.t('Done') },
  already: { icon: 'pass', title: () => l10n.t('Already as wanted') },
  failed: { icon: 'error', title: () => l10n.t('Failed') },
  conflict: { icon: 'warning', title: () => l10n.t('Changed by somebody else') },
  skipped: { icon: 'debug-step-over', title: () => l10n.t('Skipped') },
};

/** What a line says, for screen readers and as a tooltip. */
export function lineText(line: Line, state: ShownState, reason: string | undefined): string {
  if (line.kind === 'user') return line.user || serverTitle(line.steps);
  if (line.kind === 'part') return '';
  const word = state === 'pending' ? '' : [stateWords[state].title(), reason].filter(Boolean).join(': ');
  return [stepText(line.step), word].filter(Boolean).join('. ');
}

export function drawUser({ user, steps }: Extract<Line, { kind: 'user' }>, summary: string): TemplateResult {
  return html`<span class="codicon codicon-${user ? 'account' : 'organization'}"></span>
    <bdi class="user" title=${user}>${user || serverTitle(steps)}</bdi>
    <span class="summary">${summary || countOf(steps.length)}</span>`;
}

/** The heading of the steps that concern no user. */
const serverTitle = (steps: readonly PlanStep[]): string =>
  steps.every(({ kind }) => kind === 'createGroup')
    ? l10n.t('New groups')
    : l10n.t('Groups, apps and settings');

const countOf = (count: number): string =>
  count === 1 ? l10n.t('1 step') : l10n.t('{0} steps', amount(count));

export function drawStep(step: PlanStep, state: ShownState, reason: string | undefined): TemplateResult {
  const text = lineText({ kind: 'step', step }, state, reason);
  return html`<span class="codicon codicon-${kindWords[step.kind].icon} kind ${step.kind}"></span>
    <span class="what" title=${text}>${content(step)}</span>
    ${state === 'pending' ? nothing : drawState(state, reason)}`;
}

function drawState(state: ShownState, reason: string | undefined): TemplateResult {
  const { icon, title } = stateWords[state];
  return html`<span class="state ${state}" title=${reason ?? title()}>
    <span class="codicon codicon-${icon} ${state === 'running' ? 'codicon-modifier-spin' : ''}"></span>
    <span>${reason ? html`${title()}: <bdi>${reason}</bdi>` : title()}</span>
  </span>`;
}

export function drawPart(step: PlanStep, part: number): TemplateResult {
  return html`<span class="what part">${partOf(step, part)}</span>`;
}

function partOf(step: PlanStep, part: number): unknown {
  if (step.kind === 'change') return field(step.changes[part]);
  const [name = '', value = ''] = (step.kind === 'create' && createdParts(step)[part - 1]) || [];
  if (Array.isArray(value)) return html`${labelOf(name)} ${value.map(item => chip('add', item))}`;
  return html`${labelOf(name)} <bdi class="new">${value}</bdi>`;
}

function content(step: PlanStep): unknown {
  if (step.kind === 'change') return field(step.changes[0]);
  const title = kindWords[step.kind].title();
  if (step.kind === 'createGroup') return html`${title} ${chip('add', serverText(step))}`;
  if (step.kind === 'create' || !isUserStep(step)) return stepText(step);
  if ('mail' in step) return html`${title} ${chip(step.kind === 'addMail' ? 'add' : 'remove', step.mail)}`;
  if ('providers' in step)
    return html`${title} ${step.providers.map(id => chip('remove', providerName(id)))}`;
  if (!('group' in step)) return title;
  const isMore = step.kind === 'join' || step.kind === 'promote';
  return html`${title} ${chip(isMore ? 'add' : 'remove', step.group)}`;
}

function field(change: FieldChange | undefined): unknown {
  if (!change) return nothing;
  const { field: name, old, new: now } = change;
  const before = old === undefined ? nothing : html`<bdi class="old">${shownValue(name, old)}</bdi> → `;
  return html`<span class="field-name">${fieldLabel(name)}</span> ${before}<bdi class="new"
      >${shownValue(name, now)}</bdi
    >`;
}

function chip(kind: 'add' | 'remove', text: string): TemplateResult {
  return html`<span class="chip ${kind}"
    ><span aria-hidden="true">${kind === 'add' ? '+' : '−'}</span><bdi>${text}</bdi></span
  >`;
}

function labelOf(name: string): TemplateResult {
  const known = namesIn(accountTable).find(other => other === name);
  return html`<span class="field-name">${known ? accountTable[known].label() : name}</span>`;
}
