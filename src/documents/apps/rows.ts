import * as vscode from 'vscode';
import { canBeLimited } from '../../model/appStore.ts';
import type { AppInfo, StoreApp } from '../../ocs/index.ts';
import { isUnsupported, storeApps, storeSince, updatesByInfo } from '../../servers/appStore.ts';
import type { Server } from '../../servers/server.ts';
import { inWords } from '../../ui/messages.ts';
import type { AppRow, StoreView } from '../../webview/protocol.ts';
import { definedIn } from '../defineKind.ts';

/** What a form shows of an app. */
export function rowOf(app: AppInfo | StoreApp): AppRow {
  const { id, name, version, summary, description, licence, authors, categories, website } = app;
  return {
    id,
    ...definedIn({ name, version, summary, description, licence, authors, categories, website }),
    canBeLimited: canBeLimited(app),
  };
}

function storeRowOf(app: StoreApp): AppRow {
  const { limitedTo, update, compatible, missingDependencies, removable, level, rating, ratings } = app;
  return {
    ...rowOf(app),
    ...definedIn({ limitedTo, update, compatible, missingDependencies, removable, level, rating, ratings }),
  };
}

const nothing = { apps: {}, categories: [], canRemove: false };

/** What the app store has, or why it cannot be used. Servers without our way to it tell at least of updates. */
export async function storeView(server: Server, fresh: boolean, signal: AbortSignal): Promise<StoreView> {
  try {
    const apps = await storeApps(server, { fresh });
    const categories = await server.call(client => client.apps.categories({ signal }));
    const rows = apps.map(app => [app.id, storeRowOf(app)] as const);
    const isReachable = categories.length > 0 || apps.some(({ installed }) => !installed);
    const unreachable = vscode.l10n.t(
      'The server cannot reach the app store, so apps can be neither installed nor updated. Whoever runs the server can check its way to the internet.',
    );
    return {
      apps: Object.fromEntries(rows),
      categories,
      lacking: isReachable ? null : unreachable,
      canRemove: true,
    };
  } catch (error) {
    if (!isUnsupported(error)) return { ...nothing, lacking: inWords(error) };
    return olderView(server, signal);
  }
}

async function olderView(server: Server, signal: AbortSignal): Promise<StoreView> {
  const { state } = server;
  const version = state.kind === 'connected' ? state.connection.version : '?';
  const lacking = vscode.l10n.t(
    'Installing, updating and removing apps and limiting them to groups from here requires Nextcloud {0} or later. This server has {1}: use its web interface.',
    storeSince,
    version,
  );
  try {
    const updates = await server.call(client => updatesByInfo(client, { signal }));
    const rows = Object.entries(updates).map(([id, update]) => [id, { id, update }] as const);
    return { ...nothing, apps: Object.fromEntries(rows), lacking };
  } catch (error) {
    const unknown = vscode.l10n.t('Updates are not known: {0}', inWords(error));
    return { ...nothing, lacking: `${lacking} ${unknown}` };
  }
}
