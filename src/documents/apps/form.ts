import * as vscode from 'vscode';
import type { AppsDocument } from '../../model/apps.ts';
import type { AppInfo } from '../../ocs/index.ts';
import type { Viewer } from '../../servers/reach.ts';
import type { AppRow, AppsAction, AppsState } from '../../webview/protocol.ts';
import { definedIn } from '../defineKind.ts';
import type { Content, FormCommands, FormDefinition } from '../defineKind.ts';

import type { DocumentPlace, OpenForm } from '../kind.ts';

/** What is known of a server's apps beside the document. */
export interface KnownApps {
  /** The apps that are not enabled, which the server has or once had. */
  disabled: string[];
  viewer: Viewer;
}

/** How many apps are asked about before checking whether the form is still open (the server answers one at a time). */
const batch = 12;

/** The form of `apps.json`. */
export const appsForm: FormDefinition<AppsDocument, KnownApps, AppsState> = {
  view: 'apps',
  commands: {} satisfies FormCommands<AppsAction>,
  heading: () => vscode.l10n.t('Apps'),
  facts: ({ server }, content) => ({ server: server.label, apps: idsOf(content) }),
  extras: ({ place, update }, content, signal) => showDetails(place, idsOf(content), update, signal),
};

function idsOf(content: Content<AppsDocument, KnownApps> | undefined): string[] {
  if (!content) return [];
  const { document, facts } = content;
  return [...new Set([...(document.enabled ?? []), ...facts.disabled])];
}

/**
 * An app that the server tells nothing about, such as a deleted one, is shown by its ID alone. All details arrive
 * together: rows that move to their place by name one after the other could do so under the mouse pointer, and the
 * wrong app would be enabled or disabled.
 */
async function showDetails(
  { server }: DocumentPlace,
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
    // A server that stopped answering must not delay the list for as long as all apps would take.
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
  return {
    id,
    ...definedIn({ name, version, summary, description, licence, authors, categories, website }),
  };
}
