import { Refusal } from '../answers.ts';
import type { Data } from '../data.ts';
import type { App, State } from '../state.ts';
import { disable, install } from './apps.ts';
import type { Call, Route } from './call.ts';

const base = 'apps/appstore/api/v1/apps';

/** Apps of these types are for everybody or nobody. */
const forEverybody = ['filesystem', 'prelogin', 'authentication', 'logging', 'prevent_group_restriction'];

const write = (below: string, confirm: 'lenient' | 'strict', answer: Route['answer']): Route => ({
  method: 'POST',
  path: `${base}/${below}`,
  access: 'admin',
  confirm,
  required: ['appId'],
  exists: ({ has }) => has.appStore,
  answer,
});

/** The app store, with what is installed. */
export const appStoreRoutes: readonly Route[] = [
  { method: 'GET', path: base, access: 'admin', exists: ({ has }) => has.appStore, answer: listApps },
  {
    method: 'GET',
    path: `${base}/categories`,
    access: 'admin',
    exists: ({ has }) => has.appStore,
    answer: listCategories,
  },
  write('enable', 'strict', enableApp),
  write('disable', 'lenient', disableApp),
  write('update', 'strict', updateApp),
  write('uninstall', 'strict', uninstallApp),
];

/** By name; without a way to the app store, what is installed. */
function listApps({ state }: Call): Data {
  const installed = [...state.apps.values()]
    .filter(app => !app.alwaysEnabled)
    .map(app => row(state, app, true));
  const others = state.storeWorks ? [...state.store.values()].map(app => row(state, app, false)) : [];
  return [...installed, ...others].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

const nameOf = ({ name }: Record<string, Data>): string => (typeof name === 'string' ? name : '');

function row({ storeWorks }: State, app: App, installed: boolean): Record<string, Data> {
  const {
    info,
    enabled,
    limitedTo,
    shipped = false,
    update,
    incompatible,
    missing = [],
    level,
    rating,
    bundles,
  } = app;
  return {
    ...info,
    groups: [...(limitedTo ?? [])],
    active: enabled,
    internal: false,
    ...(level !== undefined && { level }),
    removable: installed && !shipped,
    license: info.licence ?? 'agpl',
    ...(installed ? { installed } : { needsDownload: true }),
    ...(rating && { ratingOverall: rating[0], ratingNumOverall: rating[1] }),
    ...(update !== undefined && storeWorks && { update }),
    ...(bundles && { bundleIds: [...bundles] }),
    missingDependencies: [...missing],
    isCompatible: incompatible !== true,
  };
}

function listCategories({ state }: Call): Data {
  return state.storeWorks ? [...state.categories].map(([id, displayName]) => ({ id, displayName })) : [];
}

/** Without a way to the app store nothing is enabled, not even what came with the server. */
function enableApp({ state, params }: Call): Data {
  const id = params.text('appId');
  const groups = params.list('groups') ?? [];
  const isForced = params.text('force') === 'true';
  const app = state.apps.get(id) ?? state.store.get(id);
  const types = app?.info.types;
  const canBeLimited = !forEverybody.some(type => Array.isArray(types) && types.includes(type));
  if (
    !app ||
    !state.storeWorks ||
    (app.incompatible && !isForced) ||
    app.missing?.length ||
    (groups.length > 0 && !canBeLimited)
  )
    throw new Refusal(500, 'could not enable app');
  install(state, id);
  app.enabled = true;
  if (groups.length > 0) app.limitedTo = groups.filter(group => state.groups.has(group));
  else delete app.limitedTo;
  return { update_required: false };
}

function disableApp({ state, params }: Call): Data {
  const app = state.apps.get(params.text('appId'));
  if (app?.alwaysEnabled) throw new Refusal(500, 'could not disable app');
  if (app) disable(state, app);
  return [];
}

function updateApp({ state, params }: Call): Data {
  const app = state.apps.get(params.text('appId'));
  if (!app?.update || !state.storeWorks) throw new Refusal(500, 'could not update app');
  app.info = { ...app.info, version: app.update };
  delete app.update;
  return [];
}

function uninstallApp({ state, params }: Call): Data {
  const app = state.apps.get(params.text('appId'));
  if (!app || app.shipped || app.alwaysEnabled) throw new Refusal(500, 'could not remove app');
  disable(state, app);
  state.apps.delete(app.id);
  state.store.set(app.id, app);
  return [];
}
