import * as l10n from '@vscode/l10n';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { PlanAction, PlanRun, ShownState } from '../protocol.ts';
import { banner } from '../shared/banner.ts';
import { amount } from '../shared/numbers.ts';

interface Counts {
  total: number;
  done: number;
  failed: number;
  left: number;
}

type Button = [action: PlanAction, label: string, isMain?: boolean];

const hints: Partial<Record<PlanAction, () => string>> = {
  retry: () => l10n.t('Repeats the steps that failed, and nothing else'),
  resume: () => l10n.t('Applies the steps that are left, and none that failed'),
};

/** How far the plan is, and what can be done with it now. */
export function runBar(
  run: PlanRun | undefined,
  states: readonly ShownState[],
  act: (action: PlanAction) => void,
): TemplateResult | typeof nothing {
  if (!run) return nothing;
  const counts = countsOf(states);
  const isLive = run.phase === 'running' || run.phase === 'paused';
  return html`<div class="run">
      <div class="now" role="status">
        ${
          run.phase === 'new'
            ? nothing
            : html`<vscode-progress-bar
                .value=${counts.total === 0 ? 100 : (100 * (counts.done + counts.failed)) / counts.total}
                aria-label=${l10n.t('Progress')}
              ></vscode-progress-bar>`
        }
        <span>${isLive ? progressWords(run, counts) : summary(run, counts)}</span>
      </div>
      <div class="choices">
        ${buttons(run, counts).map(
          ([action, label, isMain]) =>
            html`<vscode-button
              ?secondary=${!isMain}
              title=${hints[action]?.() ?? nothing}
              @click=${() => act(action)}
              >${label}</vscode-button
            >`,
        )}
      </div>
    </div>
    ${warnings(run, act)}`;
}

function countsOf(states: readonly ShownState[]): Counts {
  const count = (...wanted: ShownState[]) => states.filter(state => wanted.includes(state)).length;
  return {
    total: states.length - count('leftOut'),
    done: count('done', 'already'),
    failed: count('failed', 'conflict', 'skipped'),
    left: count('pending', 'unknown', 'running'),
  };
}

function buttons({ phase }: PlanRun, { done, failed, left }: Counts): Button[] {
  if (phase === 'running')
    return [
      ['pause', l10n.t('Pause')],
      ['cancel', l10n.t('Cancel')],
    ];
  if (phase === 'paused')
    return [
      ['continue', l10n.t('Continue'), true],
      ['cancel', l10n.t('Cancel')],
    ];
  if (phase === 'elsewhere') return [['refresh', l10n.t('Reload')]];
  if (phase === 'new')
    return left > 0
      ? [
          ['compare', l10n.t('Compare')],
          ['apply', l10n.t('Apply…'), true],
        ]
      : [];
  return [
    ['copyReport', l10n.t('Copy Report')],
    ...(done > 0 ? ([['undo', l10n.t('Undo This Run…')]] satisfies Button[]) : []),
    ...(failed > 0 ? ([['retry', l10n.t('Retry Failed…'), left === 0]] satisfies Button[]) : []),
    ...(left > 0 ? ([['resume', l10n.t('Resume…'), true]] satisfies Button[]) : []),
  ];
}

function progressWords(run: PlanRun, { total, done, failed }: Counts): string {
  const { perSecond } = run.progress ?? {};
  return [
    l10n.t('{0} of {1}', amount(done + failed), amount(total)),
    ...(failed > 0 ? [l10n.t('{0} failed', amount(failed))] : []),
    ...(run.phase === 'paused' ? [l10n.t('paused')] : speed(run, perSecond)),
  ].join(' · ');
}

function speed({ waitingUntil, remaining }: PlanRun, perSecond: number | undefined): string[] {
  if (waitingUntil !== null && waitingUntil > Date.now()) {
    const time = new Date(waitingUntil).toLocaleTimeString(document.documentElement.lang || 'en');
    return [l10n.t('rate limited by the server until {0}', time)];
  }
  if (perSecond === undefined) return [];
  const rate = perSecond >= 10 ? Math.round(perSecond) : Math.round(perSecond * 10) / 10;
  return [l10n.t('{0} per second', rate), ...(remaining ? [l10n.t('{0} left', remaining)] : [])];
}

function summary({ phase, expected }: PlanRun, { total, done, failed, left }: Counts): string {
  const numbers = [done, total, failed].map(count => amount(count));
  if (phase === 'new')
    return total === 1 ? l10n.t('1 step, {0}', expected) : l10n.t('{0} steps, {1}', amount(total), expected);
  if (failed > 0) return l10n.t('{0} of {1} steps done, {2} not done', ...numbers);
  return left > 0 ? l10n.t('{0} of {1} steps done', ...numbers) : l10n.t('Done: {0} steps', amount(done));
}

function warnings({ phase, end, message, withoutPassword }: PlanRun, act: (action: PlanAction) => void) {
  const [first = ''] = withoutPassword;
  const count = withoutPassword.length;
  return html`
    ${phase === 'elsewhere' ? banner('info', l10n.t('Another window is applying this plan.')) : nothing}
    ${
      phase === 'interrupted'
        ? banner(
            'warning',
            l10n.t('This run was interrupted. Resume looks at the server first, and does nothing twice.'),
            [{ label: l10n.t('Resume…'), run: () => act('resume') }],
          )
        : nothing
    }
    ${end === 'stopped' ? banner('error', message) : nothing}
    ${end === 'cancelled' ? banner('info', l10n.t('You canceled this run.')) : nothing}
    ${
      count > 0
        ? banner(
            'warning',
            count === 1
              ? l10n.t(
                  'The password of the new user “{0}” is no longer known: it was kept in memory only. Before the plan is applied, you choose what to do.',
                  first,
                )
              : l10n.t(
                  'The passwords of {0} new users are no longer known: they were kept in memory only. Before the plan is applied, you choose what to do.',
                  count,
                ),
          )
        : nothing
    }
  `;
}
