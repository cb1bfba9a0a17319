import * as l10n from '@vscode/l10n';
import { parseBaseUrl } from './baseUrl.ts';
import { decodeLoginFlowGrant, decodeLoginFlowStart, type LoginFlowGrant } from './decode/index.ts';
import { NextcloudError } from './errors.ts';
import { failure, type Asked } from './failures/failure.ts';
import { isAbout, policyOf } from './policy.ts';
import type { ServerAnswer } from './transport/answer.ts';
import { systemClock, type Clock } from './transport/clock.ts';
import { HttpConnection } from './transport/connection.ts';
import type { Request } from './transport/request.ts';
import type { CallOptions, ClientOptions } from './types.ts';

const pollMs = 1000;
const validMs = 20 * 60_000;

export interface LoginFlowOptions
  extends CallOptions, Pick<ClientOptions, 'ca' | 'userAgent' | 'timeoutMs' | 'log'> {}

export interface LoginFlow {
  /** The page where the user signs in and grants access, for a browser. */
  loginUrl: string;
  /**
   * Waits until access is granted. The grant is given only once. Throws `timeout` after 20 minutes, `aborted`, and
   * `protocol` for a grant of another origin. Lost connections are waited out.
   */
  poll(options?: CallOptions): Promise<LoginFlowGrant>;
}

/**
 * Starts Login Flow v2 (Developer manual, "Login Flow"). `userAgent` becomes the name of the app password. Throws `invalid`
 * for an invalid address, and `protocol` if the server has no such sign-in or names an address of another origin, which
 * would get the secret.
 */
export async function startLoginFlow(
  baseUrl: string,
  { signal, ...options }: LoginFlowOptions = {},
  clock: Clock = systemClock,
): Promise<LoginFlow> {
  const base = parseBaseUrl(baseUrl);
  const connection = new HttpConnection({ ...options, base, clock });
  try {
    const begin = { ...post('/index.php/login/v2'), form: {} };
    const answer = await connection.send(begin, signal);
    if (answer.status !== 200) throw failed(begin, answer, base.host);
    const { poll, login } = decodeLoginFlowStart(answer.body);
    const endpoint = sameOrigin(poll.endpoint, base);
    return {
      loginUrl: sameOrigin(login, base).href,
      poll: ({ signal } = {}) => pollUntilGranted({ ...options, base, clock }, endpoint, poll.token, signal),
    };
  } finally {
    connection.close();
  }
}

async function pollUntilGranted(
  options: ConstructorParameters<typeof HttpConnection>[0],
  endpoint: URL,
  token: string,
  signal: AbortSignal | undefined,
): Promise<LoginFlowGrant> {
  const { base, clock } = options;
  const connection = new HttpConnection({ ...options, base: new URL('/', endpoint) });
  const request = { ...post(endpoint.pathname), form: { token } };
  try {
    const deadline = clock.now() + validMs;
    while (clock.now() < deadline) {
      const answer = await connection.send(request, signal).catch(unlessLost);
      if (answer?.status === 200) return checkGrant(decodeLoginFlowGrant(answer.body), base);
      if (answer && answer.status < 500 && answer.status !== 404 && answer.status !== 429)
        throw failed(request, answer, base.host);
      await clock.wait(pollMs, signal);
    }
    throw new NextcloudError(
      'timeout',
      l10n.t('Access was not granted within {minutes} minutes. Sign in again.', {
        minutes: validMs / 60_000,
      }),
      request,
    );
  } finally {
    connection.close();
  }
}

/** A lost connection is no reason to give up what the user is doing in a browser. */
function unlessLost(error: unknown): undefined {
  if (isAbout(error, 'host') && policyOf(error)?.passes) return undefined;
  throw error;
}

function checkGrant(grant: LoginFlowGrant, base: URL): LoginFlowGrant {
  sameOrigin(grant.server, base);
  return grant;
}

function sameOrigin(address: string, base: URL): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.origin === base.origin) return url;
  const { origin } = base;
  const text = url
    ? l10n.t(
        '{origin} refers to {target}. Use that address, or correct “overwrite.cli.url” and “overwriteprotocol” on the server.',
        { origin, target: url.origin },
      )
    : l10n.t(
        '{origin} refers to an invalid address. Correct “overwrite.cli.url” and “overwriteprotocol” on the server.',
        { origin },
      );
  throw new NextcloudError('protocol', text);
}

function post(path: string): Request {
  return { method: 'POST', path, kind: 'json', anonymous: true };
}

function failed({ method, path }: Request, answer: ServerAnswer, host: string): NextcloudError {
  const call: Asked = { name: 'server.status', method, path };
  if (answer.status !== 404 && answer.status !== 405) return failure(call, answer, host, false);
  const text = l10n.t(
    '{host} does not support signing in with the browser. Check the address, or sign in with a password.',
    { host },
  );
  return new NextcloudError('protocol', text, { ...call, httpStatus: answer.status });
}
