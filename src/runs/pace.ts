import { estimateMs } from '../model/plan/estimate.ts';
import type { Plan } from '../model/plan/types.ts';
import type { Server } from '../servers/server.ts';

/** Before anything was measured. */
const usualMs = 60;
const usualAtOnce = 4;

/** Versions of Nextcloud that limit edits, and that take several fields in one request. */
const limitsEditsFrom = 35;
const hasPatchFrom = 34;

/** Users that can be written to at once, as far as the server has shown. */
export function atOnceOn({ state }: Server): number {
  return state.kind === 'connected' ? state.connection.client.writesAtOnce : usualAtOnce;
}

/** How long applying takes on this server, in ms, at the speed of its latest requests. */
export function estimateOn(server: Server, plan: Pick<Plan, 'steps'>): number {
  const { state, requestMs } = server;
  const major = state.kind === 'connected' ? state.connection.capabilities.version.major : 0;
  return estimateMs(plan, {
    requestMs: requestMs ?? usualMs,
    atOnce: atOnceOn(server),
    limitsEdits: major >= limitsEditsFrom,
    hasPatch: major >= hasPatchFrom,
  });
}
