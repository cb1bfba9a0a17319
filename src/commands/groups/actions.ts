import * as vscode from 'vscode';
import { groupUri } from '../../servers/uris.ts';
import type { Action } from '../action.ts';
import { asking, define, opening, plainly, titled } from '../define.ts';
import { copyIds, openInWeb } from '../links.ts';
import * as groups from './work.ts';
import { changeMembership, membershipChanges } from './members.ts';

const t = vscode.l10n.t;

export const groupActions: readonly Action<'group'>[] = [
  define('group', {
    id: 'openGroup',
    title: t('Open Group'),
    icon: 'go-to-file',
    menu: { group: '1_open@1', inline: 1 },
    run: opening(groupUri),
  }),
  define('group', {
    id: 'openGroupInWeb',
    title: t('Open Group in Web Interface'),
    menu: { group: '1_open@3' },
    run: openInWeb,
  }),
  ...Object.entries(membershipChanges).map(([id, change], index) =>
    define('group', {
      id,
      title: change.title,
      menu: { group: `3_roles@${index + 1}` },
      // Nobody can be a subadmin of the group `admin`.
      ...(change.ofSubadmins && { roles: ['admin', 'delegated'] as const, rows: 'group;(as:|$)' }),
      run: (commander, subjects, position) => changeMembership(commander, change, subjects, position),
    }),
  ),
  define('group', {
    id: 'renameGroup',
    roles: ['admin', 'delegated'],
    title: t('Rename Group…'),
    menu: { group: '4_fields@1' },
    key: { key: 'f2' },
    run: asking(groups.rename, titled(t('Rename Group'), groups.askName)),
  }),
  define('group', {
    id: 'copyGroupIds',
    title: t('Copy Group Id'),
    many: true,
    menu: { group: '7_copy@1' },
    run: copyIds,
  }),
  define('group', {
    id: 'deleteGroups',
    roles: ['admin', 'delegated'],
    title: t('Delete Group…'),
    icon: 'trash',
    many: true,
    destructive: true,
    menu: { group: '9_destroy@1' },
    key: { key: 'delete', mac: 'cmd+backspace' },
    run: plainly(groups.remove),
  }),
];
