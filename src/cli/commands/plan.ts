import { readCode } from '../codeFiles.ts';
import type { CliCommand, Result } from '../context.ts';
import { addressIn } from '../environment.ts';
import { withSession } from '../session.ts';
import { planNow, problemsIn, saidFindings, saidSteps, showPlan, type PlannedCode } from './planning.ts';

/** Shows what would be applied. Sends nothing that changes anything. */
export const plan: CliCommand = async context => {
  const { args, env, output } = context;
  const code = await readCode(context, addressIn(env, args.allowHttp));
  return withSession(context, async session => {
    const planned = await planNow(context, session, code);
    const result = resultOf(planned);
    if (!args.json) showPlan(context, planned, code);
    else
      output.json({
        result,
        url: session.login.url,
        user: session.viewpoint.me.userId,
        steps: saidSteps(planned.plan),
        findings: saidFindings(planned, code),
      });
    return result;
  });
};

function resultOf(planned: PlannedCode): Result {
  if (problemsIn(planned).length > 0) return 'error';
  return planned.plan.steps.length > 0 ? 'changes' : 'nothing';
}
