import { leftOut } from '../model/plan/selection.ts';
import { userKey, type PlanStep } from '../model/plan/types.ts';
import { lastEntries, passwordsNeeded, stateOf } from '../plans/entries.ts';
import { endOf, phaseOf, planToApply } from '../plans/outcome.ts';
import { reasonOf } from '../plans/report.ts';
import type { StoredRun } from '../plans/runs.ts';
import type { Server } from '../servers/server.ts';
import type { PlanRun, ShownState } from '../webview/protocol.ts';
import type { RunDesk } from './desk.ts';
import { duration } from './duration.ts';
import type { LiveRun } from './liveRun.ts';
import { estimateOn } from './pace.ts';

/** What the form of a plan shows of its run; `undefined` if there is none. */
export async function runView(desk: RunDesk, server: Server, id: string): Promise<PlanRun | undefined> {
  const run = await desk.read(server, id);
  if (!run) return undefined;
  const live = desk.live(server, id);
  const last = live?.run ? live.last : lastEntries(run.entries);
  const gone = leftOut(run.plan, run.leftOut);
  const stateNow = ({ id: step }: PlanStep): ShownState => {
    const state = stateOf(last.get(step));
    if (state === 'pending') return gone.has(step) ? 'leftOut' : state;
    return state === 'unknown' && live ? 'running' : state;
  };
  const states = run.plan.steps.map(stateNow);
  const left = run.plan.steps.filter((_step, index) => ['pending', 'unknown'].includes(states[index] ?? ''));
  const reasons = [...last.values()].flatMap(entry => {
    const reason = reasonOf(entry);
    return reason === undefined ? [] : [[entry.step, reason] as const];
  });
  const end = live ? undefined : endOf(run.entries);
  const known = desk.passwords(id);
  const { perSecond, remainingMs } = live?.progress ?? {};
  return {
    phase: await phaseNow(desk, server, run, live),
    states,
    reasons: Object.fromEntries(reasons),
    leftOut: run.leftOut,
    progress: live
      ? { ...(perSecond !== undefined && { perSecond }), ...(remainingMs !== undefined && { remainingMs }) }
      : null,
    waitingUntil: (live && server.waitingUntil?.getTime()) ?? null,
    end: end === undefined || end.reason === 'complete' ? null : end.reason,
    message: end?.message ?? '',
    expected: duration(estimateOn(server, { steps: left })),
    remaining: remainingMs === undefined ? '' : duration(remainingMs),
    withoutPassword: live
      ? []
      : passwordsNeeded(planToApply(run).steps, run.entries).filter(user => !known.has(userKey(user))),
  };
}

async function phaseNow(
  desk: RunDesk,
  { id: serverId }: Server,
  { head, entries }: StoredRun,
  live: LiveRun | undefined,
): Promise<PlanRun['phase']> {
  if (live) return live.control.isPaused ? 'paused' : 'running';
  return (await desk.runningOn(serverId)) === head.id ? 'elsewhere' : phaseOf(entries);
}
