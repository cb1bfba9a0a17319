import * as vscode from 'vscode';
import type { AppsDocument } from '../../model/apps.ts';
import type { Viewer } from '../../servers/reach.ts';
import type { AppsAction, AppsState } from '../../webview/protocol.ts';
import { updatesAskedAt } from './asked.ts';
import type { Content, FormCommands, FormDefinition } from '../defineKind.ts';

/** What is known of a server's apps beside the document. */
export interface KnownApps {
  /** The apps that are not enabled, which the server has or once had. */
  disabled: string[];
  viewer: Viewer;
}

/** The form of `apps.json`. */
export const appsForm: FormDefinition<AppsDocument, KnownApps, AppsState> = {
  view: 'apps',
  commands: {
    update: 'updateApps',
    updateAll: 'updateAllApps',
    install: 'installApp',
    remove: 'removeApps',
    limit: 'limitApp',
    force: 'forceApp',
    configure: 'openAppConfig',
    openServer: 'openServerInBrowser',
  } satisfies FormCommands<AppsAction>,
  heading: () => vscode.l10n.t('Apps'),
  facts: ({ server, busy }, content) => ({
    server: server.label,
    apps: idsOf(content),
    updatesAskedAt: updatesAskedAt(server),
    ...busy.of(server, 'app'),
  }),
  extras: async (form, content, signal) =>
    (await import('./details.ts')).showDetails(form, idsOf(content), signal),
};

function idsOf(content: Content<AppsDocument, KnownApps> | undefined): string[] {
  if (!content) return [];
  const { document, facts } = content;
  return [...new Set([...(document.enabled ?? []), ...facts.disabled])];
}
