import * as vscode from 'vscode';
import { isAbout, NextcloudError } from '../ocs/index.ts';
import { runCommand } from '../ui/commands.ts';
import type { MessageButton } from '../ui/messages.ts';

/** A button that diagnoses a server. */
export function diagnosis(serverId: string): MessageButton {
  return { title: vscode.l10n.t('Diagnose'), run: () => runCommand('diagnoseServer', { serverId }) };
}

/** The button, where the server, or what is in front of it, is the reason for an error. */
export function diagnosisAfter(error: unknown, serverId: string): MessageButton[] {
  const isServer = isAbout(error, 'host') || isAbout(error, 'server') || unexplained(error);
  return isServer ? [diagnosis(serverId)] : [];
}

/** A sign-in or an answer can fail for reasons that one call does not show. */
function unexplained(error: unknown): boolean {
  return error instanceof NextcloudError && (error.kind === 'auth' || error.kind === 'protocol');
}
