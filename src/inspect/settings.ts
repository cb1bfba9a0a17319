import * as vscode from 'vscode';
import { UserKeys } from './find/candidate.ts';

/** The names of JSON keys, CSV columns and object members that hold user IDs. */
export function userKeys(scope?: vscode.ConfigurationScope): UserKeys {
  return new UserKeys(
    vscode.workspace.getConfiguration('nextcloudAdmin', scope).get<string[]>('inspect.userKeys', []),
  );
}

export function hoversWanted(): boolean {
  return vscode.workspace.getConfiguration('nextcloudAdmin').get('hover.enabled', true);
}
