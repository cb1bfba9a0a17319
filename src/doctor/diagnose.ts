import { namesIn } from '../ocs/narrow.ts';
import { checks, type CheckId } from './checks/index.ts';
import { Examination, type DoctorOptions, type Observation, type Patient } from './examination.ts';
import { findingTexts } from './findings/index.ts';
import type { Facts } from './words.ts';

/** `skipped`: there was nothing to examine. `waiting` for good once the diagnosis has stopped at an error. */
export type CheckState = 'waiting' | 'running' | 'passed' | 'found' | 'skipped';

export interface CheckStep {
  check: CheckId;
  state: CheckState;
  findings: readonly Observation[];
  /** What its sentences name, and those of its findings beside their own facts. */
  facts: Facts;
}

/** How far an examination is. A new object after each step. */
export interface Diagnosis {
  steps: readonly CheckStep[];
  /** Nothing more will be examined. */
  ended: boolean;
}

/** Whether a finding ends the diagnosis. */
const isError = ({ id }: Observation): boolean => findingTexts[id].severity === 'error';

/**
 * Examines a server step by step, and stops at the first error. Changes nothing on the server.
 * @param onStep is told of every step that begins or ends
 * @throws the reason of `signal` when aborted
 */
export async function diagnose(
  patient: Patient,
  options: DoctorOptions = {},
  onStep: (diagnosis: Diagnosis) => void = () => undefined,
): Promise<Diagnosis> {
  const exam = new Examination(patient, options);
  const known = () => ({ ...exam.facts });
  const steps = namesIn(checks).map((check): CheckStep => ({
    check,
    state: 'waiting',
    findings: [],
    facts: known(),
  }));
  for (const [index, { check }] of steps.entries()) {
    steps[index] = { check, state: 'running', findings: [], facts: known() };
    onStep({ steps: [...steps], ended: false });
    const findings = await checks[check].examine(exam);
    options.signal?.throwIfAborted();
    steps[index] = { check, state: stateAfter(findings), findings: findings ?? [], facts: known() };
    if (findings?.some(isError)) break;
  }
  const diagnosis = { steps, ended: true };
  onStep(diagnosis);
  return diagnosis;
}

function stateAfter(findings: readonly Observation[] | undefined): CheckState {
  if (!findings) return 'skipped';
  return findings.length > 0 ? 'found' : 'passed';
}
