import * as vscode from 'vscode';
import type { Known } from '../../model/tables/types.ts';
import type { PasswordPolicy } from '../../model/passwordPolicy.ts';
import { passwordPolicy } from '../../model/passwordPolicy.ts';
import type { Server } from '../../servers/server.ts';
import { withLateProgress } from '../../ui/progress.ts';

/** What the rows are checked against. Nothing else is read until a plan is made. */
export interface KnownOnServer extends Known {
  policy: PasswordPolicy;
}

/** Throws NextcloudError, of kind `aborted` if the user cancels. */
export function loadKnown(server: Server): Promise<KnownOnServer> {
  return withLateProgress(vscode.l10n.t('Reading the users and groups of {0}…', server.label), ({ signal }) =>
    server.call(async (client, { capabilities }) => {
      const [users, groups] = await Promise.all([
        client.users.list({ signal }),
        client.groups.list({ signal }),
      ]);
      return { users, groups, policy: passwordPolicy(capabilities.capabilities) };
    }),
  );
}
