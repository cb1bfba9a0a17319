import * as vscode from 'vscode';
import type { Action } from '../action.ts';
import { define, plainly } from '../define.ts';
import { copyIds, openInWeb } from '../links.ts';
import * as apps from './work.ts';
import { showInfo } from './info.ts';

const t = vscode.l10n.t;

export const appActions: readonly Action<'app'>[] = [
  define('app', {
    roles: ['admin'],
    id: 'showAppInfo',
    title: t('Show App Info'),
    icon: 'info',
    menu: { group: '1_open@1', inline: 2 },
    run: showInfo,
  }),
  define('app', {
    roles: ['admin'],
    id: 'openAppInWeb',
    title: t('Open App in Web Interface'),
    menu: { group: '1_open@3' },
    run: openInWeb,
  }),
  define('app', {
    roles: ['admin'],
    id: 'enableApps',
    title: t('Enable App'),
    icon: 'circle-large-outline',
    many: true,
    rows: 'app;disabled;',
    menu: { group: '2_state@1', inline: 1 },
    run: plainly(apps.enable),
  }),
  define('app', {
    roles: ['admin'],
    id: 'disableApps',
    title: t('Disable App'),
    icon: 'pass-filled',
    many: true,
    rows: 'app;enabled;',
    menu: { group: '2_state@1', inline: 1 },
    run: plainly(apps.disable),
  }),
  define('app', {
    roles: ['admin'],
    id: 'toggleApps',
    title: t('Enable or Disable App'),
    many: true,
    key: { key: 'space' },
    run: apps.toggle,
  }),
  define('app', {
    roles: ['admin'],
    id: 'copyAppIds',
    title: t('Copy App Id'),
    many: true,
    menu: { group: '7_copy@1' },
    run: copyIds,
  }),
];
