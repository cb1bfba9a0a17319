import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { comparable } from './normalise.ts';
import type { Comparable } from './normalise.ts';
import type { Exchange } from './recordings.ts';
import { send } from './wire.ts';
import type { Sent } from './wire.ts';

export interface Replayed {
  exchange: Exchange;
  recorded: Comparable;
  simulated: Comparable;
}

/** What happened beside the exchanges, before one of them. */
export type Setup = (exchange: Exchange, server: SimulatedNextcloud) => void;

/** Sends every exchange in order to a server that is set up as the recorded one was. */
export async function replay(
  server: SimulatedNextcloud,
  exchanges: readonly Exchange[],
  setup: Setup,
): Promise<Replayed[]> {
  const replayed: Replayed[] = [];
  const secrets = new Secrets();
  const jars = new Map<string, string>();
  for (const exchange of exchanges) {
    setup(exchange, server);
    const jar = jarOf(exchange);
    const answer = await send(server, requestOf(exchange, secrets, jars.get(jar)));
    const { status, headers, body } = exchange.response;
    secrets.learn(body, answer.body);
    if (answer.cookies !== '') jars.set(jar, answer.cookies);
    replayed.push({
      exchange,
      recorded: comparable(status, headers['content-type'] ?? '', body),
      simulated: comparable(answer.status, answer.type, answer.body),
    });
  }
  return replayed;
}

function requestOf(exchange: Exchange, secrets: Secrets, cookies: string | undefined): Sent {
  const { method, path, headers, body = '' } = exchange.request;
  const isInJar = exchange.name.startsWith('cookie-') && cookies !== undefined;
  const login = loginOf(exchange, secrets);
  return {
    method,
    path,
    body: secrets.translate(body),
    headers: {
      ...Object.fromEntries(
        Object.entries(headers).filter(([name]) => !ofConnection.has(name.toLowerCase())),
      ),
      ...(isInJar && { cookie: cookies }),
      ...(exchange.name === 'bearer-token' && { authorization: `Bearer ${secrets.newest}` }),
    },
    ...(login !== undefined && { login }),
  };
}

/** Headers that belong to the connection of the recording. */
const ofConnection = new Set(['cookie', 'connection', 'content-length', 'accept-encoding']);

/** Exchanges that were recorded with cookies share them by the login they began with. */
function jarOf({ name }: Exchange): string {
  if (!name.startsWith('cookie-')) return '';
  return name.startsWith('cookie-apppw') ? 'app password' : 'login password';
}

/** Logins which the recording leaves out because they came with cookies. */
const loginsWithCookies: readonly (readonly [prefix: string, login: string])[] = [
  ['cookie-apppw', 'admin:cookie-app-password'],
  ['cookie-realpw', 'admin:Admin-Passw0rd!'],
  ['cookie-wrong', 'admin:bad'],
  ['cookie-other', 'gina:Xk9!mvPq27Lz'],
];

function loginOf({ name, as }: Exchange, secrets: Secrets): string | undefined {
  if (as) return `${as.user}:${secrets.translate(as.secret)}`;
  return loginsWithCookies.find(([prefix]) => name.startsWith(prefix))?.[1];
}

const secretInAnswer = /"(?:apppassword|appPassword|token)":"(\w+)"|<apppassword>(\w+)</;

/** Tokens of the recording, and what the simulated server gave out instead of each. */
class Secrets {
  readonly #known = new Map<string, string>();
  newest = '';

  learn(recorded: string, simulated: string): void {
    const [before, after] = [recorded, simulated].map(body =>
      secretInAnswer.exec(body)?.slice(1).find(Boolean),
    );
    if (before === undefined || after === undefined) return;
    this.#known.set(before, after);
    this.newest = after;
  }

  translate(text: string): string {
    return [...this.#known].reduce(
      (translated, [before, after]) => translated.replaceAll(before, after),
      text,
    );
  }
}
