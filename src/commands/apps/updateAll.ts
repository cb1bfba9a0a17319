import * as vscode from 'vscode';
import { hasUpdate, isUnsupported, storeApps, storeSince, updatesByInfo } from '../../servers/appStore.ts';
import type { Server } from '../../servers/server.ts';
import type { AppSubject, ServerSubject } from '../../subjects/subject.ts';
import { done } from '../../ui/steps.ts';
import type { Outcome } from '../engine/action.ts';
import type { ActionContext } from '../engine/context.ts';
import { nameOf } from './offers.ts';
import { update } from './store.ts';

/**
 * Updates all apps that have an update, after showing which. Run again, it goes on with what is left: an app that was updated
 * is no longer among them.
 */
export async function updateAll(context: ActionContext, [subject]: ServerSubject[]): Promise<Outcome> {
  if (!subject) return undefined;
  const { server } = subject;
  const apps = (await listing(server)).filter(hasUpdate);
  if (apps.length === 0) {
    context.messages.info(vscode.l10n.t('All apps on {0} are up to date.', server.label));
    return done;
  }
  const lines = apps.map(app => `${nameOf(app)}: ${app.version ?? '?'} → ${app.update ?? ''}`);
  const message =
    apps.length === 1
      ? vscode.l10n.t('Update 1 app on {0}?', server.label)
      : vscode.l10n.t('Update {0} apps on {1}?', apps.length, server.label);
  const detail = [
    ...lines,
    vscode.l10n.t('While an app is being updated, the server may be in maintenance mode.'),
  ];
  if (!(await context.ask.confirm(message, detail, vscode.l10n.t('Update')))) return undefined;
  const subjects = apps.map(({ id }): AppSubject => ({ kind: 'app', server, id }));
  return update(context, subjects);
}

/** Servers that cannot update apps through us tell at least of updates. */
async function listing(server: Server) {
  try {
    return await storeApps(server, { fresh: true });
  } catch (error) {
    if (!isUnsupported(error)) throw error;
    const updates = await server.call(client => updatesByInfo(client));
    const list = Object.entries(updates).map(([id, version]) => `${id} ${version}`);
    if (list.length === 0) return [];
    throw new Error(
      vscode.l10n.t(
        'Updating apps from here requires Nextcloud {0} or later. Update them in the web interface: {1}.',
        storeSince,
        list.join(', '),
      ),
      { cause: error },
    );
  }
}
