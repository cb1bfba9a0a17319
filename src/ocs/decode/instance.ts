import type { AppCategory, AppState, StoreApp, TwoFactorState } from '../types.ts';
import { appFields } from './app.ts';
import {
  boolean,
  decode,
  filled,
  id,
  integer,
  number,
  only,
  optional,
  raw,
  record,
  required,
  text,
  tolerantList,
  tolerantMap,
  type Reader,
} from './reader.ts';

const ids = tolerantList(id, () => undefined);

/** No groups mean everybody. */
const limitedTo: Reader<string[] | undefined> = value => {
  const groups = value === null ? [] : ids(value);
  return groups.length > 0 ? groups : undefined;
};

const levels = [
  [300, 'supported'],
  [200, 'official'],
] as const;

const level: Reader<StoreApp['level']> = value => {
  const sent = integer(value);
  return levels.find(([least]) => sent >= least)?.[1] ?? 'community';
};

const storeApp = record<StoreApp>({
  ...appFields,
  installed: optional('installed', boolean),
  enabled: optional('active', boolean),
  limitedTo: optional('groups', limitedTo),
  update: optional('update', filled),
  compatible: optional('isCompatible', boolean),
  missingDependencies: required('missingDependencies', value =>
    value === undefined ? [] : tolerantList(text, () => undefined)(value),
  ),
  removable: optional('removable', boolean),
  alwaysEnabled: optional('internal', boolean),
  level: optional('level', level),
  rating: optional('ratingOverall', number),
  ratings: optional('ratingNumOverall', integer),
});

/** An app that is not installed has its license under another name, and where it belongs if there is no update. */
const anyApp: Reader<StoreApp> = value => {
  const sent = raw(value);
  return storeApp({ licence: sent.license, ...sent });
};

/** `appstore/api/v1/apps?details=true`, in the server's order. An app without a readable ID is left out. */
export const decodeStoreApps = (data: unknown): StoreApp[] =>
  decode(
    tolerantList(anyApp, () => undefined),
    data,
  );

const category = record<AppCategory>({
  id: required('id', id),
  displayName: required('displayName', text),
});

/** `appstore/api/v1/apps/categories`. */
export const decodeCategories = (data: unknown): AppCategory[] =>
  decode(
    tolerantList(category, () => undefined),
    data,
  );

/** The answer of `appstore/api/v1/apps/enable`. */
export const decodeUpdateRequired = (data: unknown): boolean | undefined =>
  decode(record<{ required?: boolean }>({ required: optional('update_required', boolean) }), data).required;

/** The state of all second factors of a user, by provider. */
export const decodeTwoFactor = (data: unknown): TwoFactorState => decode(tolerantMap(boolean), data);

/** The IDs of apps, or the keys of one, in the server's order. */
export const decodeConfigNames = (data: unknown): string[] => decode(only('data', ids), data);

/** One value of an app's configuration. */
export const decodeConfigValue = (data: unknown): string => decode(only('data', text), data);

/** What an app's key `enabled` says: `yes`, `no`, nothing, or the IDs of groups as JSON. */
export function decodeAppState(enabled: string): AppState {
  if (enabled === '' || enabled === 'no') return { enabled: false };
  return enabled === 'yes' ? { enabled: true } : { enabled: true, limitedTo: groupsIn(enabled) };
}

function groupsIn(enabled: string): string[] {
  try {
    const groups: unknown = JSON.parse(enabled);
    return Array.isArray(groups) ? groups.map(String) : [String(groups)];
  } catch {
    return [enabled];
  }
}
