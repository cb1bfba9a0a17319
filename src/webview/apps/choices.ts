import * as l10n from '@vscode/l10n';
import { lacksDependencies } from '../../model/appStore.ts';
import type { AppRow, AppsAction, AppsState } from '../protocol.ts';
import { isFitting } from './filter.ts';

/** A button of an app. */
export interface AppChoice {
  action: AppsAction;
  label: string;
}

/** Whether an app is on the server. */
export const isIn = ({ apps }: AppsState, { id }: AppRow): boolean => apps.includes(id);

/** What can be done to an app on this server, what is done most first. */
export function choicesFor(app: AppRow, { store, document }: AppsState, installed: boolean): AppChoice[] {
  const enabled = document?.enabled?.includes(app.id) ?? false;
  const { update, removable, compatible } = app;
  const isReachable = store?.lacking === null;
  const all: readonly (readonly [AppsAction, boolean, string])[] = [
    ['update', isReachable && installed && update !== undefined, l10n.t('Update to {0}', update ?? '')],
    ['install', isReachable && !installed && isFitting(app), l10n.t('Install')],
    [
      'force',
      isReachable && compatible === false && !enabled && !lacksDependencies(app),
      l10n.t('Enable Anyway…'),
    ],
    ['configure', installed, l10n.t('Open Configuration')],
    ['remove', store?.canRemove === true && installed && removable === true, l10n.t('Remove…')],
  ];
  return all.flatMap(([action, isPossible, label]) => (isPossible ? [{ action, label }] : []));
}

/** The button on the row itself. */
export function mainAction(app: AppRow, state: AppsState, installed: boolean): AppChoice | undefined {
  return choicesFor(app, state, installed).find(({ action }) => action === 'update' || action === 'install');
}
