import * as vscode from 'vscode';
import { namesIn } from '../../ocs/narrow.ts';
import { accountTable } from '../../model/accountFields.ts';
import { userColumns } from '../../model/tables/write.ts';
import { commandTitles } from '../../ui/commands.ts';
import type { Position } from '../../ui/prompts.ts';
import type { Outcome } from '../engine/action.ts';
import type { ActionContext } from '../engine/context.ts';
import { forUsers } from '../many/askUsers.ts';
import { userCount } from '../many/userSet.ts';
import { askExport } from './askExport.ts';

const usual = [
  'id',
  'displayname',
  'email',
  'quota',
  'groups',
  'subadmin',
  'enabled',
  'language',
  'manager',
  'last_login',
  'used_bytes',
];

const facts: Readonly<Record<string, () => string>> = {
  id: () => vscode.l10n.t('User ID'),
  backend: () => vscode.l10n.t('Backend'),
  first_login: () => vscode.l10n.t('First sign-in'),
  last_login: () => vscode.l10n.t('Last sign-in'),
  used_bytes: () => vscode.l10n.t('Storage used, in bytes'),
};

/** Exports all users of a server, of a list, of a group, by conditions, or those selected. */
export function exportUsers(
  context: ActionContext,
  args: readonly unknown[],
  position: Position,
): Promise<Outcome> {
  return forUsers(context, args, position, {
    title: commandTitles.exportUsers,
    next: ({ server, title, count, read }) =>
      askExport(context, {
        kind: 'users',
        title: vscode.l10n.t('Export Users: {0}', title),
        server,
        columns: userColumns,
        usual,
        describe: name => {
          const field = namesIn(accountTable).find(other => other === name);
          return field ? accountTable[field].label() : facts[name]?.();
        },
        count,
        counted: userCount,
        read,
      }),
  });
}
