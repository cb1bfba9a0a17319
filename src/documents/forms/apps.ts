import * as vscode from 'vscode';
import type { AppInfo } from '../../ocs/index.ts';
import type { AppRow, AppsAction, AppsState } from '../../webview/protocol.ts';
import type { AppsBeside } from '../kinds/apps.ts';
import type { Place, Seen } from '../store.ts';
import { present } from './present.ts';
import { readAgain, showText } from './actions.ts';
import type { FormKind, OpenForm } from './formKind.ts';

/** How many apps are asked about before it is seen whether the form is still there (the server answers one at a time). */
const batch = 12;

/** The form of `apps.json`. */
export function appsForm(refresh: (uri: vscode.Uri) => Promise<void>): FormKind<AppsState, AppsAction> {
  return {
    viewType: 'nextcloudAdmin.apps',
    view: 'apps',
    heading: () => vscode.l10n.t('Apps'),
    beside: ({ server }, seen) => ({ server: server.label, apps: idsOf(seen) }),
    extras: ({ place, update, seen }, signal) => showDetails(place, idsOf(seen), update, signal),
    actions: {
      showText: ({ document }) => showText(document.uri),
      refresh: readAgain(refresh),
    },
  };
}

function idsOf(seen: Seen | undefined): string[] {
  if (!seen) return [];
  const { enabled = [] } = seen.document as { enabled?: string[] };
  return [...new Set([...enabled, ...(seen.beside as AppsBeside).disabled])];
}

/**
 * An app that cannot be asked about, as one that was deleted, keeps its id alone. All come together: a row that moves
 * to where its name belongs could do so under the mouse, and another app would be switched.
 */
async function showDetails(
  { server }: Place,
  ids: readonly string[],
  update: OpenForm<AppsState>['update'],
  signal: AbortSignal,
): Promise<void> {
  const details: Record<string, AppRow> = {};
  for (let start = 0; start < ids.length && !signal.aborted; start += batch) {
    const asked = ids
      .slice(start, start + batch)
      .map(id => server.call(client => client.apps.info(id, { signal })));
    const told = (await Promise.allSettled(asked)).filter(answer => answer.status === 'fulfilled');
    // A server that has stopped answering must not keep the list from the screen for as long as all would take.
    if (told.length === 0) break;
    for (const { value } of told) details[value.id] = rowOf(value);
  }
  if (signal.aborted) return;
  update({ details });
}

function rowOf({
  id,
  name,
  version,
  summary,
  description,
  licence,
  authors,
  categories,
  website,
}: AppInfo): AppRow {
  return present({ id, name, version, summary, description, licence, authors, categories, website });
}
