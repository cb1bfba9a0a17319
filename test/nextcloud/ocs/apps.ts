import { Crash, Refusal } from '../answers.ts';
import type { Data } from '../data.ts';
import type { App } from '../state.ts';
import type { Call, Route } from './call.ts';

/** Apps: https://docs.nextcloud.com/server/latest/admin_manual/configuration_user/instruction_set_for_apps.html */
export const appRoutes: readonly Route[] = [
  { method: 'GET', path: 'cloud/apps', access: 'admin', answer: listApps },
  { method: 'GET', path: 'cloud/apps/{}', access: 'admin', answer: call => appOf(call).info },
  { method: 'POST', path: 'cloud/apps/{}', access: 'admin', confirm: 'strict', answer: enableApp },
  { method: 'DELETE', path: 'cloud/apps/{}', access: 'admin', confirm: 'lenient', answer: disableApp },
];

/** Enabled ones by name, the others in the order of the apps folder. */
function listApps({ state, params, version }: Call): Data {
  const apps = [...state.apps.values()];
  if (!params.has('filter'))
    return { apps: idsOf(apps.filter(app => !app.alwaysEnabled || version.major !== 35)) };
  if (params.text('filter') === 'enabled') return { apps: idsOf(apps.filter(app => app.enabled)).sort() };
  if (params.text('filter') === 'disabled') return { apps: idsOf(apps.filter(app => !app.enabled)) };
  throw new Refusal(101, 'Invalid filter');
}

function idsOf(apps: readonly App[]): string[] {
  return apps.map(({ id }) => id);
}

function appOf({ state, args, version }: Call): App {
  const id = args[0]!;
  if (version.major === 35 && !/^[a-z][a-z0-9_-]*$/.test(id)) throw new Refusal(997);
  const app = state.apps.get(id);
  if (!app) throw new Refusal(998, 'The request app was not found');
  return app;
}

function enableApp(call: Call): Data {
  appOf(call).enabled = true;
  return [];
}

/** Disabling an app that does not exist is a success, as everywhere. */
function disableApp({ state, args, version }: Call): Data {
  const app = state.apps.get(args[0]!);
  if (app?.alwaysEnabled) throw version.codes.protectedApp === 996 ? new Crash() : new Refusal(998);
  if (app) app.enabled = false;
  return [];
}
