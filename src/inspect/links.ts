import * as vscode from 'vscode';
import type { ObjectReference } from '../subjects/reference.ts';
import { commandLink } from '../ui/commands.ts';
import type { CommandLink } from '../ui/markdown.ts';
import type { Match } from './match.ts';

export function referenceTo({ server, user }: Match): ObjectReference {
  return { serverId: server.id, id: user.userId };
}

/** What can be done with a user who was found. */
export function userLinks(match: Match): CommandLink[] {
  const { server, user } = match;
  const reference = referenceTo(match);
  return [
    commandLink('openUser', vscode.l10n.t('Open'), reference),
    commandLink('inspectUser', vscode.l10n.t('Inspect'), reference),
    ...(user.userId === server.user
      ? []
      : [
          user.enabled === false
            ? commandLink('enableUsers', vscode.l10n.t('Enable'), reference)
            : commandLink('disableUsers', vscode.l10n.t('Disable'), reference),
        ]),
    commandLink('copyUserIds', vscode.l10n.t('Copy ID'), reference),
    commandLink('openUserInWeb', vscode.l10n.t('Open in Web Interface'), reference),
  ];
}
