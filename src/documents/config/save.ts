import * as vscode from 'vscode';
import { afterConfigCall, planConfigCalls } from '../../model/config/changes.ts';
import type { ConfigCall } from '../../model/config/changes.ts';
import { configProblems } from '../../model/config/checks.ts';
import { canonical } from '../../model/config/document.ts';
import type { ConfigDocument } from '../../model/config/document.ts';
import { lockoutsOf } from '../../model/config/lockouts.ts';
import type { NextcloudClient } from '../../ocs/index.ts';
import { choose } from '../../ui/messages.ts';
import type { SaveOutcome, SaveRequest } from '../kind.ts';
import { failedWhole, saveByCalls } from '../save.ts';

type ConfigSave = SaveRequest<ConfigDocument, ConfigDocument>;

/** Keys that a question names. */
const keysShown = 10;

/**
 * Saves the changed keys. Throws before anything is sent where one of them cannot be changed, and CancellationError if the
 * person does not consent to what can lock people out.
 */
export async function saveConfig(request: ConfigSave): Promise<SaveOutcome<ConfigDocument>> {
  const { place, ours, theirs, base = theirs } = request;
  const problems = [...configProblems(place.id, base, ours).values()];
  if (problems.length > 0) throw new Error(problems.join(' '));
  await consent(request, planConfigCalls(base, ours, theirs));
  return saveByCalls(calls)(request);
}

const calls = {
  // Apps may look at several of their keys together: they change in the order of the document.
  atOnce: 1,
  plan: planConfigCalls,
  refuse: () => undefined,
  run,
  partly: ({ key }: ConfigCall, error: unknown) => failedWhole([key], error),
  after: afterConfigCall,
  fieldsOf: ({ key }: ConfigCall) => [key],
  changes: (id: string) => [{ kind: 'config', appId: id } as const],
};

async function run(
  client: NextcloudClient,
  id: string,
  call: ConfigCall,
  signal: AbortSignal,
): Promise<void> {
  const { appConfig } = client;
  if (call.kind === 'delete') return appConfig.delete(id, call.key, { signal });
  if (call.isHidden && (await isStored(client, id, call, signal))) return;
  await appConfig.set(id, call.key, call.value, { signal });
}

/** A secret that was revealed before the window was reloaded looks like a new one. */
async function isStored(
  { appConfig }: NextcloudClient,
  id: string,
  { key, value }: Extract<ConfigCall, { kind: 'set' }>,
  signal: AbortSignal,
): Promise<boolean> {
  const held = await appConfig.get(id, key, { signal }).catch(() => undefined);
  return held !== undefined && canonical(held) === value;
}

/** Asks before keys are saved that can lock people out, which VS Code must not do by itself. */
async function consent({ place, isAutomatic }: ConfigSave, planned: readonly ConfigCall[]): Promise<void> {
  const { id, server } = place;
  const sentences = [
    ...lockoutsOf(
      id,
      planned.map(({ key }) => key),
    ).values(),
  ];
  if (sentences.length === 0) return;
  if (isAutomatic)
    throw new Error(
      vscode.l10n.t('Changes that can lock people out are not saved automatically. Save them yourself.'),
    );
  const rest = sentences.length - keysShown;
  const save = vscode.l10n.t('Save');
  const answer = await choose(
    vscode.l10n.t(
      'Save the configuration of “{0}” on {1}? These changes can lock people out.',
      id,
      server.label,
    ),
    [...sentences.slice(0, keysShown), ...(rest > 0 ? [vscode.l10n.t('And {0} more.', rest)] : [])],
    save,
  );
  if (answer !== save) throw new vscode.CancellationError();
}
