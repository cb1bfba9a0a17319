import * as vscode from 'vscode';
import type { Action } from './action.ts';
import { appActions } from './apps/actions.ts';
import { openApps } from './apps/form.ts';
import { define } from './define.ts';
import { groupActions } from './groups/actions.ts';
import { createGroup } from './groups/work.ts';
import * as lists from './lists.ts';
import { userActions } from './users/actions.ts';
import { createUser } from './users/create.ts';
import { createUserInForm } from './users/form.ts';
import { changeVisibility } from './users/visibility.ts';

const t = vscode.l10n.t;

const serverActions: readonly Action<'server'>[] = [
  define('server', {
    id: 'createUser',
    title: t('Create User…'),
    icon: 'add',
    rows: '(server;connected|users);',
    menu: { group: '3_create@1', inline: 1 },
    run: createUser,
  }),
  define('server', {
    id: 'createUserInForm',
    title: t('Create User in a Form…'),
    rows: '(server;connected|users);',
    menu: { group: '3_create@2' },
    run: createUserInForm,
  }),
  define('server', {
    id: 'openApps',
    roles: ['admin'],
    title: t('Open Apps'),
    icon: 'go-to-file',
    rows: 'apps;',
    menu: { group: '1_open@1', inline: 1 },
    run: openApps,
  }),
  define('server', {
    id: 'createGroup',
    roles: ['admin', 'delegated'],
    title: t('Create Group…'),
    icon: 'add',
    rows: '(server;connected|list;groups);',
    menu: { group: '3_create@3', inline: 1 },
    run: createGroup,
  }),
  define('server', {
    id: 'changeVisibility',
    title: t('Who Sees My Profile…'),
    rows: 'server;connected;',
    menu: { group: '4_own@1' },
    run: changeVisibility,
  }),
];

const listActions: readonly Action<'list'>[] = [
  define('list', {
    id: 'filterList',
    title: t('Filter…'),
    icon: 'search',
    menu: { group: '1_list@1', inline: 3 },
    key: { key: 'ctrl+f', mac: 'cmd+f' },
    run: lists.filterList,
  }),
  define('list', {
    id: 'clearFilter',
    title: t('Clear Filter'),
    icon: 'clear-all',
    rows: 'list;.*filtered;',
    menu: { group: '1_list@2', inline: 4 },
    run: lists.clearFilter,
  }),
  define('list', {
    id: 'sortList',
    title: t('Sort…'),
    icon: 'list-ordered',
    rows: 'list;(users|groups);',
    menu: { group: '1_list@3' },
    run: lists.sortList,
  }),
  define('list', {
    id: 'refreshList',
    title: t('Refresh'),
    icon: 'refresh',
    menu: { group: '1_list@4', inline: 5 },
    run: lists.refreshList,
  }),
  define('list', { id: 'loadMore', title: t('Load More'), rowsOnly: true, run: lists.loadMore }),
];

/** Everything that can be done to a row, by the palette, the menus and the keys. */
export const actions: readonly Action[] = [
  ...userActions,
  ...groupActions,
  ...appActions,
  ...serverActions,
  ...listActions,
];
