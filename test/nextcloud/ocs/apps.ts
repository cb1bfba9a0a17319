import { Crash, Refusal } from '../answers.ts';
import type { Data } from '../data.ts';
import type { App, State } from '../state.ts';
import type { Call, Route } from './call.ts';

/** Apps: https://docs.nextcloud.com/server/latest/admin_manual/configuration_user/instruction_set_for_apps.html */
export const appRoutes: readonly Route[] = [
  { method: 'GET', path: 'cloud/apps', access: 'admin', answer: listApps },
  { method: 'GET', path: 'cloud/apps/{}', access: 'admin', answer: call => appOf(call).info },
  { method: 'POST', path: 'cloud/apps/{}', access: 'admin', confirm: 'strict', answer: enableApp },
  { method: 'DELETE', path: 'cloud/apps/{}', access: 'admin', confirm: 'lenient', answer: disableApp },
];

/** Without a filter the always enabled apps are missing, on real servers too. */
function listApps({ state, params, version }: Call): Data {
  const apps = [...state.apps.values()];
  const all = apps.filter(app => !app.alwaysEnabled);
  const filter = params.text('filter');
  if (filter === 'enabled') return { apps: enabledIds(apps, version.major) };
  if (filter === 'disabled') return { apps: disabledIds(all, version.major) };
  if (params.has('filter') && (filter !== '' || version.major > 29))
    throw new Refusal(101, version.major > 29 ? 'Invalid filter' : '');
  return { apps: all.map(({ id }) => id) };
}

/** By name; up to 25 `files` comes first. */
function enabledIds(apps: readonly App[], major: number): string[] {
  const ids = apps.filter(({ enabled }) => enabled).map(({ id }) => id);
  const isFirst = (id: string) => major <= 29 && id === 'files';
  return ids.sort((a, b) => Number(isFirst(b)) - Number(isFirst(a)) || (a < b ? -1 : 1));
}

/** In the order of the apps folder; up to 25 under their places in the list of all. */
function disabledIds(all: readonly App[], major: number): Data {
  const places = all.map(({ id }, place) => [String(place), id] as const);
  const disabled = places.filter((_, place) => !all[place]!.enabled);
  return major <= 29 ? new Map(disabled) : disabled.map(([, id]) => id);
}

function appOf({ state, args, version }: Call): App {
  const id = args[0]!;
  if (version.major > 29 && !/^[a-z][a-z0-9_-]*$/.test(id)) throw new Refusal(997);
  const app = state.apps.get(id);
  if (!app) throw new Refusal(998, 'The request app was not found');
  return app;
}

/** Installs the app first if only the app store has it. */
function enableApp(call: Call): Data {
  install(call.state, call.args[0]!);
  const app = appOf(call);
  app.enabled = true;
  delete app.limitedTo;
  return [];
}

/** Loads an app from the app store, if it is there and can be reached. */
export function install({ apps, store, storeWorks }: State, id: string): void {
  const app = store.get(id);
  if (!app || !storeWorks) return;
  store.delete(id);
  apps.set(id, app);
}

/** Disabling an app that does not exist is a success, as everywhere. */
function disableApp(call: Call): Data {
  const { state, args, version } = call;
  const app = state.apps.get(args[0]!);
  if (app?.alwaysEnabled) throw version.codes.protectedApp === 996 ? new Crash() : new Refusal(998);
  if (app) disable(call.state, app);
  return [];
}

/** Whether it is enabled remains known. */
export function disable({ config }: State, app: App): void {
  app.enabled = false;
  delete app.limitedTo;
  if (!config.has(app.id)) config.set(app.id, new Map());
}
