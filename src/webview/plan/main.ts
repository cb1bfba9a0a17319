import * as l10n from '@vscode/l10n';
import { html, nothing, render } from 'lit';
import type { TemplateResult } from 'lit';
import { byUser, leftOut, type UserSteps } from '../../model/plan/selection.ts';
import type { PlanStep } from '../../model/plan/types.ts';
import type { PlanAction, PlanFormState, PlanRun, ShownState } from '../protocol.ts';
import { DocumentForm } from '../shared/documentForm.ts';
import '../shared/elements.ts';
import { fact, moment, onServer } from '../shared/facts.ts';
import '../shared/form.css';
import '../shared/fullPage.css';
import '../shared/tickList.ts';
import type { DrawnLine } from '../shared/tickList.ts';
import { toolbar } from '../shared/toolbar.ts';
import { drawPart, drawStep, drawUser, lineText, stateWords } from './drawing.ts';
import { filters } from './filters.ts';
import { filtered, linesOf, toggled } from './lines.ts';
import type { Line } from './lines.ts';
import { noticeText } from './notice.ts';
import './plan.css';
import { problemList } from './problems.ts';
import { runBar } from './runBar.ts';
import { amount } from '../shared/numbers.ts';

const form = new DocumentForm<PlanFormState, PlanAction>(show);
const run = (action: PlanAction): void => form.host.post({ type: 'run', action });
const view = { kinds: new Set<string>(), states: new Set<ShownState>(), text: '' };

/** What is the same until the plan itself changes, which it does once. */
let grouped: { steps: readonly PlanStep[]; groups: UserSteps[]; indexes: Map<number, number> } | undefined;

function groupsOf(steps: readonly PlanStep[]) {
  if (grouped?.steps !== steps)
    grouped = { steps, groups: byUser(steps), indexes: new Map(steps.map(({ id }, index) => [id, index])) };
  return grouped;
}

function show(state: PlanFormState): void {
  const { facts } = state;
  render(
    facts
      ? html`${header(state)} ${body(state, facts)}`
      : html`<p class="nothing">${l10n.t('Loading the plan…')}</p>`,
    document.getElementById('form') ?? document.body,
  );
}

function header({ facts }: PlanFormState): TemplateResult {
  const users = new Set(facts?.steps.flatMap(step => ('user' in step ? [step.user] : [])));
  return html`<header class="head">
    <div class="avatar initial" aria-hidden="true"><span class="codicon codicon-checklist"></span></div>
    <div class="who">
      <h1><bdi>${facts?.title}</bdi></h1>
      <p class="ids">${onServer(facts?.server ?? '')}</p>
      <dl class="facts">
        ${fact(l10n.t('Users'), amount(users.size))}
        ${fact(l10n.t('Unchanged users'), facts?.unchanged ? amount(facts.unchanged) : undefined)}
        ${fact(l10n.t('Steps'), amount(facts?.steps.length))} ${moment(l10n.t('Planned'), facts?.at, '')}
      </dl>
    </div>
    ${toolbar(
      l10n.t('Document'),
      [
        { action: 'compare', icon: 'diff', label: l10n.t('Compare Before and After') },
        { action: 'showText', icon: 'json', label: l10n.t('Show JSON') },
        { action: 'refresh', icon: 'refresh', label: l10n.t('Reload') },
        { action: 'delete', icon: 'trash', label: l10n.t('Delete Plan…') },
      ] as const,
      run,
    )}
  </header>`;
}

function body(
  state: PlanFormState,
  { steps, problems, notice }: NonNullable<PlanFormState['facts']>,
): TemplateResult {
  const { groups, indexes } = groupsOf(steps);
  const left = leftOut({ version: 1, steps: [...steps], problems: [] }, leftIds(state));
  const stateOf = ({ id }: PlanStep): ShownState => {
    const known = state.run?.states[indexes.get(id) ?? -1] ?? 'pending';
    return known === 'pending' || known === 'leftOut' ? (left.has(id) ? 'leftOut' : 'pending') : known;
  };
  const shown = filtered(groups, view, stateOf);
  const lines = linesOf(shown);
  const isFixed = !canTick(state.run);
  const draw = (index: number) => drawLine(lines[index], stateOf, state.run, isFixed);
  return html`<main class="full-page">
    ${runBar(state.run, steps.map(stateOf), run)} ${noticeText(notice)} ${problemList(problems)}
    ${filters(steps, stateOf, view, () => form.refresh())}
    <tick-list
      .label=${l10n.t('Steps by user')}
      .count=${lines.length}
      .draw=${draw}
      @tick=${({ detail }: CustomEvent<string>) => tick(state, detail, stateOf)}
    ></tick-list>
    ${lines.length === 0 ? html`<p class="nothing" role="status">${l10n.t('No matching steps.')}</p>` : nothing}
  </main>`;
}

/** What the user has ticked off, also while that is on its way. */
function leftIds({ run: known }: PlanFormState): number[] {
  const typed = form.draft.get('leftOut');
  return Array.isArray(typed) ? typed.map(Number) : (known?.leftOut ?? []);
}

const canTick = (known: PlanRun | undefined): boolean =>
  known !== undefined && ['new', 'ended', 'interrupted'].includes(known.phase);

/** Only what was not begun can be left out. */
const isOpen = (state: ShownState): boolean => state === 'pending' || state === 'leftOut';

function drawLine(
  line: Line | undefined,
  stateOf: (step: PlanStep) => ShownState,
  known: PlanRun | undefined,
  isFixed: boolean,
): DrawnLine {
  if (!line) return { key: '', level: 1, fixed: true, label: '', content: html`` };
  if (line.kind === 'user') {
    const states = line.steps.map(stateOf);
    const label = lineText(line, 'pending', undefined);
    const summary = summaryOf(states);
    const ticked = tickOf(states);
    const fixed = isFixed || !states.some(isOpen);
    return {
      key: `u${line.user}`,
      level: 1,
      ticked,
      fixed,
      label: `${label}, ${summary}`,
      content: drawUser(line, summary),
    };
  }
  const { step } = line;
  if (line.kind === 'part')
    return { key: `p${step.id}`, level: 2, fixed: true, label: '', content: drawPart(step, line.part) };
  const state = stateOf(step);
  const reason = known?.reasons[step.id];
  return {
    key: `s${step.id}`,
    level: 2,
    ticked: tickOf([state]),
    fixed: isFixed || !isOpen(state),
    label: lineText(line, state, reason),
    content: drawStep(step, state, reason),
  };
}

function tickOf(states: readonly ShownState[]): 'true' | 'false' | 'mixed' {
  const left = states.filter(state => state === 'leftOut').length;
  if (left === 0) return 'true';
  return left === states.length ? 'false' : 'mixed';
}

/** What became of a user's steps, where that is the same for all or something failed. */
function summaryOf(states: readonly ShownState[]): string {
  const notDone = states.filter(state => ['failed', 'conflict', 'skipped'].includes(state)).length;
  if (notDone > 0) return l10n.t('{0} of {1} steps not done', notDone, states.length);
  const [first = 'pending'] = states;
  if (first !== 'pending' && states.every(state => state === first)) return stateWords[first].title();
  return states.length === 1 ? l10n.t('1 step') : l10n.t('{0} steps', states.length);
}

/** A user's box stands for all steps that are shown of the user. */
function tick(state: PlanFormState, key: string, stateOf: (step: PlanStep) => ShownState): void {
  const { steps = [] } = state.facts ?? {};
  const name = key.slice(1);
  const ids = key.startsWith('u')
    ? groupsOf(steps)
        .groups.find(({ user }) => user === name)
        ?.steps.filter(step => isOpen(stateOf(step)))
    : steps.filter(({ id }) => String(id) === name);
  if (!ids?.length) return;
  const isTicked = ids.some(step => stateOf(step) === 'leftOut');
  const left = new Set(leftIds(state));
  const changed = toggled(
    steps,
    left,
    ids.map(({ id }) => id),
    isTicked,
  );
  form.set('leftOut', changed.map(String));
}

form.start();
