import * as vscode from 'vscode';
import type { CommandLink } from '../ui/markdown.ts';
import type { Match } from './match.ts';

/** An account, as commands and links take it. */
export interface Reference {
  serverId: string;
  id: string;
}

export function referenceTo({ server, user }: Match): Reference {
  return { serverId: server.id, id: user.userId };
}

/** Runs one of our commands for an account. */
export function runFor(name: string, reference: Reference): Thenable<unknown> {
  return vscode.commands.executeCommand(`nextcloudAdmin.${name}`, reference);
}

/** What can be done with an account that was found. */
export function userLinks(match: Match): CommandLink[] {
  const { server, user } = match;
  const link = (name: string, title: string): CommandLink => ({
    title,
    command: `nextcloudAdmin.${name}`,
    args: [referenceTo(match)],
  });
  return [
    link('openUser', vscode.l10n.t('Open Form')),
    link('inspectUser', vscode.l10n.t('Inspect')),
    ...(user.userId === server.user
      ? []
      : [
          user.enabled === false
            ? link('enableUsers', vscode.l10n.t('Enable'))
            : link('disableUsers', vscode.l10n.t('Disable')),
        ]),
    link('copyUserIds', vscode.l10n.t('Copy Id')),
    link('openUserInWeb', vscode.l10n.t('Open in Web')),
  ];
}
