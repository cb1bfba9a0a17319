import type { JSONPath } from 'jsonc-parser';
import { serverSearch } from '../../documents/forms/search.ts';
import type { Suggest } from '../../documents/kind.ts';
import { suggestionsFor } from '../../documents/suggestions.ts';
import { isSetting } from '../../keep/instance/scope.ts';
import { accountTable } from '../../model/accountFields.ts';

/** What completes at a place of a file. */
interface Completing {
  /** What the server has. */
  suggest?: Suggest | undefined;
  /** The section of the file whose names complete as well. */
  own?: 'templates' | 'groups' | 'users';
  /** What is put behind a new name, as a snippet. */
  behind?: string;
}

const listed = (ids: readonly string[]) => ids.map(id => ({ value: id, label: id }));

const appIds: Suggest = async (server, _query, signal) =>
  listed(await server.call(client => client.apps.list(undefined, { signal })));

const configuredApps: Suggest = async (server, _query, signal) =>
  listed(await server.call(client => client.appConfig.apps({ signal })));

const settingsOf =
  (app: string): Suggest =>
  async (server, _query, signal) => {
    const keys = await server.call(client => client.appConfig.keys(app, { signal }));
    return listed(keys.filter(key => isSetting(['*'], app, key)));
  };

const groups: Completing = { suggest: serverSearch('groups'), own: 'groups' };

/** By section: its names. */
const names = new Map<string, Completing>([
  ['users', { suggest: serverSearch('users'), behind: '{ $0 }' }],
  ['groups', { suggest: serverSearch('groups'), behind: '{$0}' }],
  ['apps', { suggest: appIds, behind: '${0:true}' }],
  ['config', { suggest: configuredApps, behind: '{ $0 }' }],
]);

const ownOf: Partial<Record<string, Completing['own']>> = {
  template: 'templates',
  groups: 'groups',
  subadmin: 'groups',
  manager: 'users',
};

const fields = suggestionsFor(accountTable);

/** @param path as the JSON parser has it, without the server that it may be below */
export function completingAt([section, entry, field]: JSONPath, isKey: boolean): Completing | undefined {
  const place = String(section);
  if (isKey && field === undefined) return entry === undefined ? undefined : names.get(place);
  if (isKey) return place === 'config' ? { suggest: settingsOf(String(entry)), behind: '"$0"' } : undefined;
  if (place === 'apps') return groups;
  if (!['users', 'templates'].includes(place) || field === undefined) return undefined;
  const own = ownOf[field];
  return { suggest: fields[field], ...(own && { own }) };
}
