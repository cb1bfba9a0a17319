import type { FieldTypes } from './document.ts';
import { changeItem, itemsToChange } from './lists.ts';

/** The one document of a server's apps: the ids of those that are enabled. */
export interface AppsDocument {
  id: 'apps';
  enabled?: string[];
}

export const appsFieldTypes: FieldTypes = new Map([['enabled', 'strings']]);

export interface AppCall {
  kind: 'enable' | 'disable';
  appId: string;
}

/** What was switched between `base` and `ours` and is not so on the server yet; off before on. */
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
