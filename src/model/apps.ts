import * as l10n from '@vscode/l10n';
import { fieldTypesOf } from './fields.ts';
import type { DocumentValues, DocumentWords, FieldTable } from './fields.ts';
import { changeItem, itemsToChange } from './lists.ts';

/** Everything the extension knows of each field of the document of a server's apps. */
export const appsTable = {
  enabled: {
    control: 'apps',
    label: () => l10n.t('Enabled apps'),
    description: () =>
      l10n.t(
        'The IDs of the enabled apps. Saving enables the apps that you add here and disables those that you remove.',
      ),
  },
} as const satisfies FieldTable;

/** The app that serves the API: without it, no app can be enabled from here. */
export const provisioningApi = 'provisioning_api';

/** The one document of a server's apps. */
export interface AppsDocument extends Partial<DocumentValues<typeof appsTable>> {
  id: 'apps';
}

export const appsFieldTypes = fieldTypesOf(appsTable);

export interface AppCall {
  kind: 'enable' | 'disable';
  appId: string;
}

/** Enables and disables what was changed between `base` and `ours` and differs on the server (`theirs`). */
export function planAppCalls(base: AppsDocument, ours: AppsDocument, theirs: AppsDocument): AppCall[] {
  return (['disable', 'enable'] as const).flatMap(kind =>
    itemsToChange(kind === 'enable', base.enabled, ours.enabled, theirs.enabled).map(appId => ({
      kind,
      appId,
    })),
  );
}

export function afterAppCall(document: AppsDocument, { kind, appId }: AppCall): AppsDocument {
  return { ...document, enabled: changeItem(kind === 'enable', document.enabled, appId) };
}

export function appsWords(): DocumentWords {
  return {
    label: l10n.t('Nextcloud apps'),
    description: l10n.t('The apps of a Nextcloud server.'),
    id: { label: l10n.t('ID'), description: l10n.t('Always “apps”.') },
  };
}
