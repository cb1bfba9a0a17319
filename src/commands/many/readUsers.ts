import * as vscode from 'vscode';
import type { UserInfo } from '../../ocs/index.ts';
import { withLateProgress } from '../../ui/progress.ts';
import { userCount } from './userSet.ts';
import type { UserSet } from './userSet.ts';

/** All users of a set, or those that `keep` takes. Throws NextcloudError, `aborted` after Cancel. */
export function readUsers(
  { server, title, read }: UserSet,
  keep: (user: UserInfo) => boolean = () => true,
): Promise<UserInfo[]> {
  return withLateProgress(vscode.l10n.t('Reading {0} of {1}…', title, server.label), ({ signal, report }) =>
    server.call(async client => {
      const users: UserInfo[] = [];
      let seen = 0;
      for await (const user of read(client, signal)) {
        if (keep(user)) users.push(user);
        if (++seen % 100 === 0) report(userCount(seen));
      }
      return users;
    }),
  );
}
