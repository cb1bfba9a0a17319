import { XMLParser } from 'fast-xml-parser';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { App, SimulatedNextcloud } from '../../nextcloud/index.ts';
import type { Exchange, Recorded } from './recordings.ts';
import type { Setup } from './replay.ts';

/** A server as a recorded one was when the recording began. */
export async function recordedServer(major: Recorded, exchanges: readonly Exchange[]): Promise<SimulatedNextcloud> {
  const server = await startNextcloud({ version: major, seed: 'empty', basePath: '', bruteForce: major === 35 || major === 25 });
  const { state } = server;
  state.users.get('admin')!.password = 'Admin-Passw0rd!';
  state.online = major === 34;
  state.apps.clear();
  for (const app of recordedApps(exchanges)) state.apps.set(app.id, app);
  return server;
} // prettier-ignore

/** Which apps there were is read from the lists, what they tell of themselves from `apps/{id}`. */
function recordedApps(exchanges: readonly Exchange[]): App[] {
  const all = appList(exchanges, 'apps');
  const enabled = appList(exchanges, 'apps-enabled');
  const disabled = appList(exchanges, 'apps-disabled');
  return [...new Set([...all, ...enabled, ...disabled])].map(id => ({
    id,
    enabled: enabled.includes(id),
    alwaysEnabled: enabled.includes(id) && !all.includes(id),
    info: appInfo(exchanges, id),
  }));
}

function appList(exchanges: readonly Exchange[], name: string): string[] {
  const body = exchanges.find(exchange => exchange.name === name)!.response.body;
  return [...body.matchAll(/<element>(\w+)</g)].map(([, id]) => id!);
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  attributesGroupName: '@attributes',
  parseTagValue: false,
  trimValues: false,
});

function appInfo(exchanges: readonly Exchange[], id: string): App['info'] {
  const json = exchanges.find(({ name }) => name === `app-info-${id}-json` || name === `app-info-${id}-as-json`);
  const xml = exchanges.find(({ name }) => name === `app-info-${id}`);
  if (json) return JSON.parse(json.response.body).ocs.data as App['info'];
  if (!xml || xml.response.body === '') return { id, dependencies: { nextcloud: { '@attributes': {} } } };
  return withoutLayout(parser.parse(xml.response.body).ocs.data) as App['info'];
} // prettier-ignore

/** Lists made lists again, and no line breaks between elements, which the parser keeps for the sake of texts. */
function withoutLayout(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutLayout);
  if (typeof value !== 'object' || value === null) return value;
  if ('element' in value) return [value.element].flat().map(withoutLayout);
  const children = Object.entries(value).filter(([key]) => key !== '#text');
  return Object.fromEntries(children.map(([key, child]) => [key, withoutLayout(child)]));
}

/** What happened on the recorded servers between the exchanges, by the exchange it came before. */
export function setup(major: Recorded, exchanges: readonly Exchange[]): Setup {
  return ({ n, name }, server) => {
    server.state.mailWorks = n >= 3000;
    server.maintenance = name.startsWith('maintenance-');
    const isTooEarly = major === 25 && n < 3400;
    server.state.tokenAuthEnforced = name.startsWith('token-auth-enforced-') && !isTooEarly;
    steps[name]?.(server, exchanges);
    if (major === 35) stepsOf35[n]?.(server);
  };
}

const steps: Readonly<Record<string, (server: SimulatedNextcloud, exchanges: readonly Exchange[]) => void>> =
  {
    'bruteforce-after-reset': server => {
      server.gate.failures.length = 0;
      server.bruteForce = false;
    },
    'loginflow-poll-after-grant': ({ flows, state, version }) => {
      flows.grant(flows.waiting!, 'admin');
      if (version.major === 35) state.users.get('admin')!.timezone = 'Europe/Berlin';
    },
    'token-auth-enforced-again-getapppassword': ({ state }) => {
      for (const id of ['bob', 'gina']) state.join(id, 'a/b');
    },
    'wipe-user03-with-token': ({ state }, exchanges) => {
      const token = exchanges.find(({ name }) => name === 'wiped-token-request-v1')!.as!.secret;
      state.appPasswords.set(token, {
        token,
        userId: 'user03',
        loginName: 'user03',
        name: 'phone',
        wiped: false,
      });
    },
    'cookie-apppw-read': ({ state }) => {
      const token = 'cookie-app-password';
      state.appPasswords.set(token, {
        token,
        userId: 'admin',
        loginName: 'admin',
        name: 'jar',
        wiped: false,
      });
    },
  };

const used = { calls: 0, seconds: 600 };

/** Where rate limiting was on, and its calls were used up by exchanges that were not kept. */
const stepsOf35: Readonly<Record<number, (server: SimulatedNextcloud) => void>> = {
  20: ({ limits, state }) => {
    limits.limits = { edit: used, collection: used };
    state.users.get('admin')!.address = 'Street 50';
  },
  25: ({ limits }) => (limits.limits = {}),
  346: ({ limits }) => (limits.limits = { edit: used }),
  521: ({ limits }) => (limits.limits = {}),
  2127: ({ state }) => (state.users.get('hank')!.password = 'Xk9!mvPq27Lz'),
};
