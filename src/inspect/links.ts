import * as vscode from 'vscode';
import type { UserInfo } from '../ocs/index.ts';
import type { Server } from '../servers/server.ts';
import type { CommandLink } from '../ui/markdown.ts';

/** An account, as commands and links take it. */
export interface Reference {
  serverId: string;
  id: string;
}

/** What can be done with an account that was found. */
export function userLinks(server: Server, user: UserInfo): CommandLink[] {
  const reference: Reference = { serverId: server.id, id: user.userId };
  const link = (name: string, title: string): CommandLink => ({
    title,
    command: `nextcloudAdmin.${name}`,
    args: [reference],
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
