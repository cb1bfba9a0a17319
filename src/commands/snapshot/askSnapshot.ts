import * as vscode from 'vscode';
import { keptLayout, saveSnapshot } from '../../keep/snapshot/folder.ts';
import { writeSnapshot, type SnapshotOptions } from '../../keep/snapshot/writeSnapshot.ts';
import type { Server } from '../../servers/server.ts';
import type { ServerSubject } from '../../subjects/subject.ts';
import { commandTitles } from '../../ui/commands.ts';
import type { Position } from '../../ui/prompts.ts';
import { withProgress } from '../../ui/progress.ts';
import { done, type Step } from '../../ui/steps.ts';
import type { Outcome } from '../engine/action.ts';
import type { ActionContext } from '../engine/context.ts';
import { itemsFrom } from '../keep/readServer.ts';
import { chosenScope } from '../keep/scope.ts';
import { askSnapshotFolder } from '../keep/snapshotFolder.ts';

const title = commandTitles.saveSnapshot;

/** Asks where a snapshot goes, and where there is none yet, what its files are like; then writes it. */
export async function askSnapshot(
  context: ActionContext,
  [subject]: ServerSubject[],
  position: Position,
): Promise<Outcome> {
  if (!subject) return undefined;
  const { server } = subject;
  const folder = await askSnapshotFolder(context, {
    ...position,
    title,
    placeholder: vscode.l10n.t('Where is the snapshot kept? An earlier one there is replaced'),
    servers: [server],
    isThere: false,
  });
  if (typeof folder !== 'string') return folder;
  const kept = await keptLayout(folder);
  if (!kept) return forLayout(context, server, folder);
  await save(context, server, folder, kept);
  return done;
}

function forLayout(context: ActionContext, server: Server, folder: string): Step {
  return async position => {
    const answer = await context.ask.pick<SnapshotOptions>({
      ...position,
      title,
      placeholder: vscode.l10n.t('What are the files of the snapshot like?'),
      choices: [
        {
          label: vscode.l10n.t('A File for Each User'),
          description: vscode.l10n.t('shows best who has changed'),
          value: { layout: 'perUser' },
        },
        {
          label: vscode.l10n.t('A File for Each User, and Activity'),
          description: vscode.l10n.t('with last sign-ins and usage in files of their own'),
          value: { layout: 'perUser', activity: true },
        },
        {
          label: vscode.l10n.t('One File for All Users'),
          description: vscode.l10n.t('for small servers'),
          value: { layout: 'perKind' },
        },
        {
          label: vscode.l10n.t('One File for All Users, and Activity'),
          description: vscode.l10n.t('with last sign-ins and usage in a file of their own'),
          value: { layout: 'perKind', activity: true },
        },
      ],
    });
    if (typeof answer !== 'object') return answer;
    await save(context, server, folder, answer);
    return done;
  };
}

async function save(
  { messages }: ActionContext,
  server: Server,
  folder: string,
  options: SnapshotOptions,
): Promise<void> {
  const scope = chosenScope();
  const { total, written, removed } = await withProgress(
    vscode.l10n.t('Saving a snapshot of {0}', server.label),
    ({ signal, report }) =>
      server.call(client =>
        saveSnapshot(folder, writeSnapshot(itemsFrom(client, { signal, report, scope }), options), signal),
      ),
  );
  const name = vscode.workspace.asRelativePath(folder);
  const changed = written + removed;
  messages.info(
    changed === 0
      ? vscode.l10n.t('The snapshot in {0} is up to date: nothing has changed on {1}.', name, server.label)
      : vscode.l10n.t('Saved the snapshot in {0}. Files: {1}, changed: {2}.', name, total, changed),
    { title: vscode.l10n.t('Show Files'), run: () => showFiles(folder) },
  );
}

/** In the Explorer where they are part of the workspace, otherwise where the system shows them. */
const showFiles = (folder: string): unknown => {
  const uri = vscode.Uri.joinPath(vscode.Uri.file(folder), 'snapshot.json');
  const isHere = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  return vscode.commands.executeCommand(isHere ? 'revealInExplorer' : 'revealFileInOS', uri);
};
