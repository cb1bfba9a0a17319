import * as vscode from 'vscode';
import { keptLayout } from '../../keep/snapshot/folder.ts';
import type { Server } from '../../servers/server.ts';
import type { Position } from '../../ui/prompts.ts';
import { back, type Choice } from '../../ui/searchPick.ts';
import type { ActionContext } from '../engine/context.ts';
import { workspaceFolderOf } from './place.ts';

const folderName = 'snapshot';

interface FolderQuestion extends Position {
  title: string;
  placeholder: string;
  /** Servers whose folders in the workspace are offered. */
  servers: readonly Pick<Server, 'url'>[];
  /** Whether there must be a snapshot. */
  isThere: boolean;
}

/** Asks for the folder of a snapshot: one of a server in the workspace, or any other. The answer is its path. */
export async function askSnapshotFolder(
  { ask }: Pick<ActionContext, 'ask'>,
  { servers, isThere, ...question }: FolderQuestion,
): Promise<string | typeof back | undefined> {
  const usual = servers.flatMap(server => workspaceFolderOf(server) ?? []);
  const paths = usual
    .filter(({ scheme }) => scheme === 'file')
    .map(folder => vscode.Uri.joinPath(folder, folderName).fsPath);
  const kept = await Promise.all(paths.map(keptLayout));
  const choices = paths
    .filter((_, index) => !isThere || kept[index])
    .map((path): Choice<string> => ({
      label: vscode.workspace.asRelativePath(path),
      description: vscode.l10n.t('in this workspace'),
      iconPath: new vscode.ThemeIcon('folder'),
      value: path,
    }));
  const other: Choice<undefined> = {
    label: vscode.l10n.t('Another Folder…'),
    iconPath: new vscode.ThemeIcon('folder-opened'),
    value: undefined,
  };
  const answer = await ask.pick<{ path: string | undefined }>({
    ...question,
    choices: [...choices, other].map(choice => ({ ...choice, value: { path: choice.value } })),
  });
  if (answer === undefined || answer === back) return answer;
  return answer.path ?? (await ask.openFolder({ title: question.title }))?.fsPath;
}
