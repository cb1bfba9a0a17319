import * as vscode from 'vscode';
import type { Control, FieldTable } from '../model/fields.ts';
import { codeName, languages } from '../model/languages.ts';
import { serverSearch } from './forms/search.ts';
import type { Suggest } from './kind.ts';

const users = serverSearch('users');

const codes: Suggest = () =>
  Promise.resolve(
    languages.map(code => ({ value: code, label: code, detail: codeName(code, vscode.env.language) })),
  );

const timeZones: Suggest = () =>
  Promise.resolve(Intl.supportedValuesOf('timeZone').map(zone => ({ value: zone, label: zone })));

const apps: Suggest = async (server, _query, signal) => {
  const ids = await server.call(client => client.apps.list(undefined, { signal }));
  return ids.map(id => ({ value: id, label: id }));
};

/** What completes the values of a field, by the way it is edited; `null`: nothing beyond what the schema knows. */
const byControl: Record<Control, Suggest | null> = {
  text: null,
  multiline: null,
  email: null,
  emails: null,
  phone: null,
  url: null,
  quota: null,
  flag: null,
  language: codes,
  locale: codes,
  timezone: timeZones,
  groups: serverSearch('groups'),
  user: users,
  users,
  apps,
};

/** What completes the values of each field of a table. */
export function suggestionsFor(table: FieldTable): Readonly<Partial<Record<string, Suggest>>> {
  return Object.fromEntries(
    Object.entries(table).flatMap(([name, { control }]) => {
      const suggest = byControl[control];
      return suggest ? [[name, suggest]] : [];
    }),
  );
}
