import { parseBaseUrl } from './calls.ts';
import { decodeLoginFlowGrant, decodeLoginFlowStart, type LoginFlowGrant } from './decode/index.ts';
import { NextcloudError } from './errors.ts';
import { isAbout, policyOf } from './policy.ts';
import { failure, type Asked } from './failures.ts';
import { systemClock, type Clock } from './transport/clock.ts';
import { Connection } from './transport/connection.ts';
import type { Answer, Request } from './transport/request.ts';
import type { CallOptions, ClientOptions } from './types.ts';

const pollMs = 1000;
const validMs = 20 * 60_000;

export interface LoginFlowOptions
  extends CallOptions, Pick<ClientOptions, 'ca' | 'userAgent' | 'timeoutMs' | 'log'> {}

export interface LoginFlow {
  /** Where the person signs in and grants access, in a browser. */
  loginUrl: string;
  /** Waits for the grant, 20 minutes at most (`timeout`). It is given once. */
  poll(options?: CallOptions): Promise<LoginFlowGrant>;
}

/**
 * Begins Login Flow v2 (Developer manual, "Login Flow"). `userAgent` becomes the name of the app password. Addresses of
 * another origin than the one asked are a `protocol` error: the secret would go there.
 */
export async function startLoginFlow(
  baseUrl: string,
  { signal, ...options }: LoginFlowOptions = {},
  clock: Clock = systemClock,
): Promise<LoginFlow> {
  const base = parseBaseUrl(baseUrl);
  const connection = new Connection({ ...options, base, clock });
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
  options: ConstructorParameters<typeof Connection>[0],
  endpoint: URL,
  token: string,
  signal: AbortSignal | undefined,
): Promise<LoginFlowGrant> {
  const { base, clock } = options;
  const connection = new Connection({ ...options, base: new URL('/', endpoint) });
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
    throw new NextcloudError('timeout', 'Access was not granted within 20 minutes. Start again.', request);
  } finally {
    connection.close();
  }
}

/** A lost connection is no reason to give up what a person is doing in a browser. */
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
  throw new NextcloudError(
    'protocol',
    `${base.origin} answers with an address of ${url?.origin ?? 'no valid form'}. Use that address, or correct “overwrite.cli.url” and “overwriteprotocol” on the server.`,
  );
}

function post(path: string): Request {
  return { method: 'POST', path, kind: 'json', anonymous: true };
}

function failed({ method, path }: Request, answer: Answer, host: string): NextcloudError {
  const call: Asked = { name: 'server.status', method, path };
  if (answer.status !== 404 && answer.status !== 405) return failure(call, answer, host, false);
  const text = `${host} has no sign-in with the browser. Check the address, or sign in with a password.`;
  return new NextcloudError('protocol', text, { ...call, httpStatus: answer.status });
}
