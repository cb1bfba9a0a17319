import { planUri } from '../../servers/uris.ts';
import type { PlanSubject } from '../../subjects/subject.ts';
import type { Definition, DefinitionTable, Outcome } from '../engine/action.ts';
import type { ActionContext } from '../engine/context.ts';
import { define, opening, simply } from '../engine/define.ts';
import { done } from '../../ui/steps.ts';

/** Rows of plans that can be applied, or gone on with. */
const left = 'plan;(new|ended|interrupted);';
const begun = 'plan;(ended|interrupted);';

export const planActions = {
  openPlan: define('plan', {
    icon: 'go-to-file',
    menu: { group: '1_open@1', inline: 2 },
    run: opening(planUri),
  }),
  applyPlan: onPlan(load => load.applying.then(({ apply }) => apply)),
  resumePlan: onPlan(load => load.applying.then(({ apply }) => apply), {
    icon: 'debug-continue',
    rows: left,
    menu: { group: '2_apply@1', inline: 1, inlineRows: 'plan;interrupted;' },
  }),
  retryPlan: onPlan(load => load.applying.then(({ retry }) => retry), {
    rows: begun,
    menu: { group: '2_apply@2' },
  }),
  undoPlan: onPlan(load => load.afterwards.then(({ undo }) => undo), {
    rows: begun,
    menu: { group: '2_apply@3' },
  }),
  pausePlan: define('plan', {
    palette: 'never',
    run: onLive(({ desk }, { server, id }) => desk.live(server, id)?.pause()),
  }),
  continuePlan: define('plan', {
    palette: 'never',
    run: onLive(({ desk }, { server, id }) => desk.live(server, id)?.resume()),
  }),
  cancelPlan: define('plan', {
    icon: 'stop-circle',
    rows: 'plan;running;',
    menu: { group: '2_apply@1', inline: 1 },
    run: onLive(({ desk }, { server, id }) => desk.live(server, id)?.control.cancel()),
  }),
  comparePlan: onPlan(load => load.afterwards.then(({ compare }) => compare), {
    menu: { group: '1_open@2' },
  }),
  copyPlanReport: onPlan(load => load.afterwards.then(({ copyReport }) => copyReport), {
    rows: begun,
    menu: { group: '3_copy@1' },
  }),
  deletePlan: onPlan(load => load.afterwards.then(({ remove }) => remove), {
    destructive: true,
    rows: left,
    menu: { group: '9_remove@1' },
  }),
} satisfies DefinitionTable;

type PlanTask = (context: ActionContext, plan: PlanSubject) => Promise<unknown>;

/** What is done with plans is loaded when it is first needed. */
const load = {
  get applying() {
    return import('./applying.ts');
  },
  get afterwards() {
    return import('./afterwards.ts');
  },
};

function onPlan(
  choose: (from: typeof load) => Promise<PlanTask>,
  definition: Omit<Definition<'plan'>, 'on' | 'run'> = {},
): Definition<'plan'> {
  return define('plan', {
    ...definition,
    async run(context, [plan]): Promise<Outcome> {
      if (plan) await (await choose(load))(context, plan);
      return done;
    },
  });
}

function onLive(task: (context: ActionContext, plan: PlanSubject) => unknown) {
  return simply<'plan'>((context, [plan]) => plan && task(context, plan));
}
