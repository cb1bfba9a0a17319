import * as vscode from 'vscode';
import { NextcloudError } from '../../ocs/index.ts';
import type { StoredRun } from '../../plans/runs.ts';
import type { PlanFormState } from '../../webview/protocol.ts';
import { defineKind } from '../defineKind.ts';
import type { Content, TextFormat } from '../defineKind.ts';
import type { DocumentPlace } from '../kind.ts';
import { planForm } from './form.ts';

/** The text of a stored plan. It cannot be edited, so nobody needs to read it back: the form gets the plan itself. */
interface PlanText {
  id: string;
  text?: string;
}

const format: TextFormat<PlanText> = {
  read: (_text, id) => ({ document: { id } }),
  write: ({ text = '' }) => text,
  hasField: () => false,
};

/** `plans/<id>.json`. */
export const planKind = defineKind<PlanText, StoredRun, PlanFormState>({
  format,
  load: loadPlan,
  save: () => Promise.reject(new Error(vscode.l10n.t('Plans cannot be edited.'))),
  isLocked: () => true,
  isConcernedBy: () => false,
  suggestions: {},
  form: planForm,
});

async function loadPlan({ desk, server, id }: DocumentPlace): Promise<Content<PlanText, StoredRun>> {
  const run = await desk.read(server, id);
  if (!run)
    throw new NextcloudError(
      'notFound',
      vscode.l10n.t('There is no such plan. Plans are deleted after 30 days.'),
    );
  const { serializePlan } = await import('../../model/plan/codec.ts');
  return { document: { id, text: serializePlan(run.plan) }, facts: run };
}
