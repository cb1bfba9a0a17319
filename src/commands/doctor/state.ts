import * as vscode from 'vscode';
import type { Diagnosis } from '../../doctor/diagnose.ts';
import type { Patient } from '../../doctor/examination.ts';
import { outcomeOf, say, summary } from '../../doctor/report.ts';
import type { NextStep } from '../../doctor/words.ts';
import { commandTitles } from '../../ui/commands.ts';
import type { DoctorState } from '../../webview/doctor/protocol.ts';

/** Whom a view examines, and what its buttons do beyond that. */
export interface Case {
  /** One view each. */
  key: string;
  name: string;
  address: string;
  /** Read anew for each run. */
  patient(): Promise<Patient>;
  /** The steps that can be taken here. */
  steps: readonly NextStep[];
  take(step: NextStep): unknown;
  /** Whether the extension still counts the server as in trouble, after a diagnosis that found none. */
  mayRetry(): boolean;
}

export const titleOf = ({ name }: Case): string => vscode.l10n.t('Diagnosis of {0}', name);

/** What the page shows of a diagnosis. */
export function stateOf(subject: Case, diagnosis: Diagnosis): DoctorState {
  const outcome = outcomeOf(diagnosis);
  const buttonOf = (action: NextStep) => ({ action, label: commandTitles[action] });
  const mayRetry = diagnosis.ended && outcome !== 'error' && subject.mayRetry();
  return {
    title: titleOf(subject),
    address: subject.address,
    running: !diagnosis.ended,
    outcome,
    summary: summary(diagnosis),
    steps: diagnosis.steps.map(say).map(step => ({
      ...step,
      findings: step.findings.map(({ next, ...finding }) => ({
        ...finding,
        buttons: next.filter(action => subject.steps.includes(action)).map(buttonOf),
      })),
    })),
    buttons: mayRetry ? [buttonOf('retryServer')] : [],
  };
}
