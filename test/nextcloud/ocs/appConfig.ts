import { Refusal } from '../answers.ts';
import type { Data } from '../data.ts';
import type { App, State } from '../state.ts';
import { isAdmin } from './call.ts';
import type { Call, Route } from './call.ts';

const base = 'apps/provisioning_api/api/v1/config/apps';

/** The configuration of apps. */
export const appConfigRoutes: readonly Route[] = [
  { method: 'GET', path: base, access: 'admin', answer: ({ state }) => ({ data: appsOf(state) }) },
  {
    method: 'GET',
    path: `${base}/{}`,
    access: 'admin',
    answer: ({ state, args: [app = ''] }) => ({ data: [...valuesOf(state, app).keys()] }),
  },
  { method: 'GET', path: `${base}/{}/{}`, access: 'admin', answer: getValue },
  {
    method: 'POST',
    path: `${base}/{}/{}`,
    access: 'user',
    confirm: 'lenient',
    required: ['value'],
    answer: setValue,
  },
  { method: 'DELETE', path: `${base}/{}/{}`, access: 'admin', confirm: 'lenient', answer: deleteKey },
];

/** Those with a key, which an app has from the first time on that it is enabled. */
function appsOf({ apps, config }: State): Data {
  const enabled = [...apps.values()].filter(app => app.enabled).map(({ id }) => id);
  return [...new Set([...enabled, ...config.keys()])].sort();
}

function valuesOf({ apps, config }: State, id: string): ReadonlyMap<string, string> {
  const app = apps.get(id);
  const own = config.get(id);
  const values = new Map([...(app && (app.enabled || own) ? ofEveryApp(app) : []), ...(own ?? [])]);
  return new Map([...values].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function ofEveryApp({ enabled, limitedTo, info }: App): [string, string][] {
  const types = Array.isArray(info.types) ? info.types.join(',') : '';
  return [
    ['enabled', limitedTo ? JSON.stringify(limitedTo) : enabled ? 'yes' : 'no'],
    ['installed_version', typeof info.version === 'string' ? info.version : ''],
    ['types', types],
  ];
}

function getValue({ state, args: [app = '', key = ''], params }: Call): Data {
  return { data: valuesOf(state, app).get(key) ?? params.text('defaultValue') };
}

function setValue(call: Call): Data {
  const { state, args, params, caller, version } = call;
  if (!isAdmin(caller))
    throw new Refusal(
      version.codes.notPermitted,
      'Logged in account must be an administrator or have authorization to edit this setting.',
    );
  const [app, key] = changeable(args);
  const values = state.config.get(app) ?? new Map<string, string>();
  state.config.set(app, values.set(key, params.text('value')));
  return [];
}

function deleteKey({ state, args }: Call): Data {
  const [app, key] = changeable(args);
  state.config.get(app)?.delete(key);
  return [];
}

/** Says in the data, not in the envelope, what must not be changed. */
function changeable([app = '', key = '']: readonly string[]): [app: string, key: string] {
  const refusal = (message: string) => new Refusal(403, '', { data: { message } });
  if (!/^[\w-]+$/.test(app)) throw refusal('Invalid app id given');
  const isOfEveryApp = ['enabled', 'installed_version', 'types'].includes(key);
  if (isOfEveryApp || (app === 'core' && /^(public|remote)_/.test(key)))
    throw refusal('The given key can not be set');
  return [app, key];
}
