import * as vscode from 'vscode';
import { canBeLimited, lacksDependencies, risksOf } from '../../model/appStore.ts';
import type { StoreApp } from '../../ocs/index.ts';
import { hasUpdate, storeApps } from '../../servers/appStore.ts';
import type { FindApps } from '../engine/action.ts';

/** The apps that an action makes sense for, among those on the server and in the app store. */
const makeSense = {
  install: (app: StoreApp) => !app.installed && app.compatible !== false && !lacksDependencies(app),
  update: hasUpdate,
  remove: ({ installed, removable }: StoreApp) => installed === true && removable === true,
  limit: (app: StoreApp) => app.installed === true && canBeLimited(app),
  force: (app: StoreApp) => app.compatible === false && !app.enabled && !lacksDependencies(app),
} satisfies Record<string, (app: StoreApp) => boolean>;

export type Offer = keyof typeof makeSense;

/** Searches ID, name and summary. */
export const findOffered =
  (offer: Offer): FindApps =>
  server =>
  async search => {
    const wanted = search.toLowerCase();
    const matches = ({ id, name = '', summary = '' }: StoreApp) =>
      `${id}\n${name}\n${summary}`.toLowerCase().includes(wanted);
    return (await storeApps(server))
      .filter(makeSense[offer])
      .filter(matches)
      .sort((a, b) => nameOf(a).localeCompare(nameOf(b)))
      .map(app => ({
        label: nameOf(app),
        description: [app.id, versionOf(app)].filter(Boolean).join(' · '),
        detail: [app.summary, ...(app.installed ? [] : risksOf(app))].filter(Boolean).join(' '),
        iconPath: new vscode.ThemeIcon('extensions'),
        value: { id: app.id, ...(app.enabled !== undefined && { enabled: app.enabled }) },
      }));
  };

export const nameOf = ({ id, name }: Pick<StoreApp, 'id' | 'name'>): string => name || id;

function versionOf({ version, update }: StoreApp): string {
  return [version, update].filter(Boolean).join(' → ');
}
