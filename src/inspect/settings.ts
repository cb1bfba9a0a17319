import * as vscode from 'vscode';
import { UserKeys } from './find/candidate.ts';

export const toolsSetting = 'nextcloudAdmin.languageModelTools.enabled';

/** The names of JSON keys, CSV columns and members of objects that hold users. */
export function userKeys(scope?: vscode.ConfigurationScope): UserKeys {
  return new UserKeys(
    vscode.workspace.getConfiguration('nextcloudAdmin', scope).get<string[]>('inspect.userKeys', []),
  );
}

export function hoversWanted(): boolean {
  return vscode.workspace.getConfiguration('nextcloudAdmin').get('hover.enabled', true);
}

/** Application-wide: a workspace cannot allow them. */
export function toolsAllowed(): boolean {
  return vscode.workspace.getConfiguration().get(toolsSetting, false);
}
