import * as l10n from '@vscode/l10n';
import { isProtectedKey } from '../../ocs/protectedKeys.ts';
import { changedKeys, hidden, Withheld } from './document.ts';
import type { ConfigDocument } from './document.ts';

/** What a save would be refused for, by key. `base`: what the edits are made on. */
export function configProblems(
  appId: string,
  base: ConfigDocument,
  ours: ConfigDocument,
): ReadonlyMap<string, string> {
  return new Map(
    changedKeys(base, ours).flatMap((key): [string, string][] => {
      if (isProtectedKey(appId, key)) return [[key, isProtected(appId, key)]];
      return ours.get(key) instanceof Withheld && !base.has(key) ? [[key, isUnknown(key)]] : [];
    }),
  );
}

/** What is good to know of keys that are in a document. */
export function configNotes(appId: string, document: ConfigDocument): ReadonlyMap<string, string> {
  return new Map(
    [...document].flatMap(([key, value]): [string, string][] => {
      if (isProtectedKey(appId, key)) return [[key, l10n.t('Read-only: the server keeps this key itself.')]];
      if (!(value instanceof Withheld)) return [];
      return [[key, value === hidden ? isHidden() : isUnreadable()]];
    }),
  );
}

const isProtected = (app: string, key: string): string =>
  l10n.t('The setting “{key}” of the app “{app}” is kept by the server and cannot be changed.', { key, app });

const isUnknown = (key: string): string =>
  l10n.t('“{0}” has no value here that could be saved. Enter the value itself.', key);

const isHidden = (): string =>
  l10n.t('Hidden, as it looks like a secret. Saving leaves it unchanged; enter a text to replace it.');

const isUnreadable = (): string =>
  l10n.t('The server did not tell this value. Saving leaves it unchanged; enter a text to replace it.');
