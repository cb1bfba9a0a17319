import * as vscode from 'vscode';
import { afterAppCall, appsFieldTypes, planAppCalls } from '../../model/apps.ts';
import type { AppCall, AppsDocument } from '../../model/apps.ts';
import type { DocumentKind } from '../kind.ts';
import { failedWhole } from '../save.ts';

/** The apps that are not enabled, which the server has or once had. */
export interface AppsBeside {
  disabled: string[];
}

/** `apps.json`. */
export const appsKind: DocumentKind<AppsDocument, AppCall, AppsBeside> = {
  types: appsFieldTypes,
  // Switching an app rewrites the server's configuration: one after the other.
  atOnce: 1,
  async read({ client }) {
    const [enabled, disabled] = await Promise.all([
      client.apps.list('enabled'),
      client.apps.list('disabled'),
    ]);
    return { document: { id: 'apps', enabled }, beside: { disabled } };
  },
  plan: planAppCalls,
  refuse: ({ kind, appId }) =>
    kind === 'disable' && appId === 'provisioning_api'
      ? vscode.l10n.t(
          '“provisioning_api” is the app that answers this extension: without it, nothing here could be switched on again.',
        )
      : undefined,
  run: (client, _id, { kind, appId }, signal) => client.apps[kind](appId, { signal }),
  partly: ({ appId }, error) => failedWhole([appId], error),
  after: afterAppCall,
  // Each app is told of by itself.
  fieldsOf: ({ appId }) => [appId],
  changes: (_id, done) => done.map(({ appId }) => ({ kind: 'app', appId })),
};
