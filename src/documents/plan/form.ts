import type { StoredRun } from '../../plans/runs.ts';
import type { PlanAction, PlanFormState } from '../../webview/protocol.ts';
import type { FormCommands, FormDefinition } from '../defineKind.ts';
import type { DocumentPlace, OpenForm } from '../kind.ts';

/** The form of `plans/<id>.json`. */
export const planForm: FormDefinition<object, StoredRun, PlanFormState> = {
  view: 'plan',
  commands: {
    apply: 'applyPlan',
    resume: 'resumePlan',
    retry: 'retryPlan',
    undo: 'undoPlan',
    pause: 'pausePlan',
    continue: 'continuePlan',
    cancel: 'cancelPlan',
    compare: 'comparePlan',
    copyReport: 'copyPlanReport',
    delete: 'deletePlan',
  } satisfies FormCommands<PlanAction>,
  heading: ({ id }, run) => run?.head.title ?? id,
  facts: ({ server }, content) => ({ facts: content ? factsOf(server.label, content.facts) : null }),
  keep: ({ desk, server, id }, { leftOut }) =>
    desk.leaveOut(server, id, Array.isArray(leftOut) ? leftOut.map(Number) : []),
  async extras(form, _content, signal) {
    await showRun(form);
    follow(form, signal);
  },
};

function factsOf(server: string, { head, plan }: StoredRun): PlanFormState['facts'] {
  const { steps, problems, unchanged = 0, notice } = plan;
  return { server, title: head.title, at: head.at, steps, problems, unchanged, ...(notice && { notice }) };
}

async function showRun({ place, update }: OpenForm<PlanFormState>): Promise<void> {
  const { runView } = await import('../../runs/view.ts');
  const run = await runView(place.desk, place.server, place.id);
  if (run) update({ run });
}

const followed = new WeakSet<DocumentPlace>();

/** For as long as the form is open, it shows what becomes of the run. */
function follow(form: OpenForm<PlanFormState>, signal: AbortSignal): void {
  const { place } = form;
  if (followed.has(place)) return;
  followed.add(place);
  const following = place.desk.onDidChange(({ run }) => run === place.id && void showRun(form));
  signal.addEventListener('abort', () => {
    following.dispose();
  });
}
