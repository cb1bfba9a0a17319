import * as vscode from 'vscode';
import { usualScope } from '../../keep/instance/scope.ts';
import type { InstanceScope } from '../../keep/instance/state.ts';

/** What snapshots and comparisons look at: everything of users, groups and apps, and the settings that are chosen. */
export function chosenScope(): InstanceScope {
  const chosen = vscode.workspace.getConfiguration('nextcloudAdmin').get<unknown>('snapshot.settings');
  const config = Array.isArray(chosen) ? chosen.filter(pattern => typeof pattern === 'string') : [];
  return { ...usualScope, config };
}
