import type { StoredRun } from '../../plans/runs.ts';
import type { PlanFormState } from '../../webview/protocol.ts';
import type { FormDefinition } from '../defineKind.ts';

/** The form of `plans/<id>.json`. */
export const planForm: FormDefinition<object, StoredRun, PlanFormState> = {
  view: 'plan',
  commands: {},
  heading: ({ id }, run) => run?.head.title ?? id,
  facts: ({ server }, content) => ({
    facts: content
      ? {
          server: server.label,
          title: content.facts.head.title,
          at: content.facts.head.at,
          steps: content.facts.plan.steps,
          problems: content.facts.plan.problems,
        }
      : null,
  }),
  extras: () => Promise.resolve(),
};
