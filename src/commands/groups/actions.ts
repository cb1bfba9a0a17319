import * as vscode from 'vscode';
import { groupUri } from '../../servers/uris.ts';
import { copyIds, openInWeb } from '../copyAndOpen.ts';
import type { DefinitionTable } from '../engine/action.ts';
import { asking, define, opening, plainly } from '../engine/define.ts';
import * as groups from './changes.ts';
import * as members from './members.ts';

export const groupActions = {
  openGroup: define('group', {
    icon: 'go-to-file',
    menu: { group: '1_open@1', inline: 1 },
    run: opening(groupUri),
  }),
  openGroupInWeb: define('group', {
    menu: { group: '1_open@3' },
    run: openInWeb,
  }),
  addMembers: define('group', {
    menu: { group: '3_roles@1' },
    run: members.changing(members.addMembers),
  }),
  removeMembers: define('group', {
    menu: { group: '3_roles@2' },
    run: members.changing(members.removeMembers),
  }),
  addSubadmins: define('group', {
    roles: ['admin', 'delegated'],
    rows: members.rowsWithSubadmins,
    menu: { group: 'edit/2_roles@1' },
    run: members.changing(members.addSubadmins),
  }),
  removeSubadmins: define('group', {
    roles: ['admin', 'delegated'],
    rows: members.rowsWithSubadmins,
    menu: { group: 'edit/2_roles@2' },
    run: members.changing(members.removeSubadmins),
  }),
  renameGroup: define('group', {
    roles: ['admin', 'delegated'],
    menu: { group: 'edit/1_name@1' },
    key: { key: 'f2' },
    run: asking(groups.rename, vscode.l10n.t('Rename Group'), groups.askName),
  }),
  copyGroupIds: define('group', {
    many: true,
    menu: { group: '7_copy@1' },
    run: copyIds,
  }),
  deleteGroups: define('group', {
    roles: ['admin', 'delegated'],
    icon: 'trash',
    many: true,
    destructive: true,
    menu: { group: '9_destroy@1' },
    key: { key: 'delete', mac: 'cmd+backspace' },
    run: plainly(groups.remove),
  }),
  createGroup: define('server', {
    roles: ['admin', 'delegated'],
    icon: 'add',
    rows: '(server;connected|list;groups);',
    menu: { group: 'create/2_groups@1', inline: 1, inlineRows: 'list;groups;', direct: 'list;groups;' },
    run: groups.createGroup,
  }),
} satisfies DefinitionTable;
