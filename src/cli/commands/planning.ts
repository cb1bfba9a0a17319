import * as l10n from '@vscode/l10n';
import { readActual } from '../../keep/code/actual.ts';
import { findingsOf, type CodeFinding } from '../../keep/code/findings.ts';
import { planCode } from '../../keep/code/planCode.ts';
import { accountTable } from '../../model/accountFields.ts';
import { stepText } from '../../model/plan/words.ts';
import { isUserStep, type Plan, type PlanStep } from '../../model/plan/types.ts';
import { namesIn } from '../../ocs/narrow.ts';
import type { CodeInFiles } from '../codeFiles.ts';
import type { CommandContext } from '../context.ts';
import type { Session } from '../session.ts';

/** A plan, and what there is to say about the files. */
export interface PlannedCode {
  plan: Plan;
  findings: CodeFinding[];
}

/** Reads the server and plans what makes it as the files say. Throws NextcloudError. */
export async function planNow(
  { signal }: CommandContext,
  { client, viewpoint, login }: Session,
  { desired, path }: CodeInFiles,
): Promise<PlannedCode> {
  const planned = planCode(desired, await readActual(client, viewpoint, desired, { signal }));
  return { plan: planned.plan, findings: findingsOf(planned, desired, path, desired.server ?? login.url) };
}

/** What cannot be had, whatever is applied. */
export const problemsIn = ({ findings }: PlannedCode): CodeFinding[] =>
  findings.filter(({ severity }) => severity !== 'drift');

/** A step in one line, with all values of a new user. */
export function lineOf(step: PlanStep): string {
  if (!isUserStep(step)) return stepText(step);
  const line = `${step.user}: ${stepText(step)}`;
  if (step.kind !== 'create') return line;
  const { values } = step;
  const texts = namesIn(values).map(
    name => `${accountTable[name].label()}: ${[values[name] ?? []].flat().join(', ')}`,
  );
  return texts.length === 0 ? line : `${line} (${texts.join('; ')})`;
}

export const saidSteps = ({ steps }: Plan): object[] =>
  steps.map(step => ({ ...step, text: stepText(step) }));

export function saidFindings(planned: PlannedCode, { placeText }: CodeInFiles): object[] {
  return planned.findings.map(({ place, message, severity }) => ({
    severity,
    place: placeText(place),
    message,
  }));
}

/** The steps, then what cannot be had. */
export function showPlan(context: CommandContext, planned: PlannedCode, code: CodeInFiles): void {
  const { output } = context;
  const { steps } = planned.plan;
  for (const step of steps) output.line(lineOf(step));
  if (steps.length > 0) output.line(l10n.t('Steps: {0}', steps.length));
  else if (problemsIn(planned).length === 0) output.line(l10n.t('Nothing to do.'));
  noteProblems(context, planned, code);
}

/** What cannot be had. */
export function noteProblems({ output }: CommandContext, planned: PlannedCode, code: CodeInFiles): void {
  for (const { place, message } of problemsIn(planned)) output.note(`${code.placeText(place)}: ${message}`);
}
