import * as vscode from 'vscode';
import { afterAppCall, appsFieldTypes, appsTable, planAppCalls, provisioningApi } from '../../model/apps.ts';
import type { AppCall, AppsDocument } from '../../model/apps.ts';
import { defineKind, fieldFormat, fromServer } from '../defineKind.ts';
import type { Content } from '../defineKind.ts';
import { appQueue } from '../../servers/appQueue.ts';
import type { Connection } from '../../servers/connection.ts';
import { failedWhole, saveByCalls } from '../save.ts';
import { suggestionsFor } from '../suggestions.ts';
import { appsForm } from './form.ts';
import type { KnownApps } from './form.ts';

/** `apps.json`. */
export const appsKind = defineKind({
  format: fieldFormat<AppsDocument>(appsFieldTypes, document => ({ ...document, id: 'apps' })),
  load: fromServer(loadApps),
  save: saveByCalls<AppsDocument, AppCall>({
    atOnce: appQueue,
    plan: planAppCalls,
    refuse: ({ kind, appId }) =>
      kind === 'disable' && appId === provisioningApi
        ? vscode.l10n.t(
            'This extension depends on “provisioning_api”. If you disabled it, you could not enable it again from here.',
          )
        : undefined,
    async run(client, _id, { kind, appId }, signal) {
      await client.apps[kind](appId, { signal });
    },
    partly: ({ appId }, error) => failedWhole([appId], error),
    after: afterAppCall,
    // Reasons are given for each app, not for the list.
    fieldsOf: ({ appId }) => [appId],
    changes: (_id, done) => done.map(({ appId }) => ({ kind: 'app', appId })),
  }),
  isLocked: ({ viewer }: KnownApps) => viewer.role !== 'admin',
  isConcernedBy: ({ kind }) => kind === 'apps' || kind === 'app',
  suggestions: suggestionsFor(appsTable),
  form: appsForm,
});

async function loadApps(connection: Connection): Promise<Content<AppsDocument, KnownApps>> {
  const { apps } = connection.client;
  const [enabled, disabled] = await Promise.all([apps.list('enabled'), apps.list('disabled')]);
  return { document: { id: 'apps', enabled }, facts: { disabled, viewer: connection } };
}
