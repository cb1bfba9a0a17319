import type { Caller } from '../auth.ts';
import type { LoginFlow } from '../flows.ts';
import type { HttpAnswer, Request } from '../messages.ts';
import type { OcsServer } from '../ocs/dispatch.ts';
import { empty, escapeHtml, json, page } from './reply.ts';

/** Login Flow v2: begun and polled by a client, granted in a browser. */
export function answerLogin(server: OcsServer, request: Request, path: string): HttpAnswer | undefined {
  const { method } = request.received;
  const [, token, action] = /^login\/v2\/flow\/(\w+)(?:\/(login|grant))?$/.exec(path) ?? [];
  if (path === 'login/v2') return method === 'POST' ? begin(server, request) : empty(405);
  if (path === 'login/v2/poll') return method === 'POST' ? poll(server, request) : empty(405);
  if (token === undefined) return undefined;
  const flow = server.flows.byFlowToken(token);
  if (!flow) return page(403, 'Access forbidden', '<p>Your login token is invalid or has expired</p>');
  if (method === 'POST' && action === 'login') return signIn(server, request, flow);
  const caller = server.gate.authenticate(request.received.headers, false);
  if (typeof caller === 'string') return loginPage(server, flow, '');
  return method === 'POST' && action === 'grant'
    ? grant(server, request, flow, caller)
    : grantPage(server, flow, caller);
}

function begin({ flows, url }: OcsServer, { received }: Request): HttpAnswer {
  const { pollToken, flowToken } = flows.begin(received.headers['user-agent'] ?? 'unknown');
  const endpoint = flows.announces.endpoint ?? `${url}index.php/login/v2/poll`;
  const login = flows.announces.login ?? `${url}index.php/login/v2/flow/${flowToken}`;
  return json(200, { poll: { token: pollToken, endpoint }, login });
}

function poll({ flows, url, version }: OcsServer, { params }: Request): HttpAnswer {
  if (!params.has('token')) return version.major > 29 ? empty(400) : page(500, 'Internal Server Error', '');
  const granted = flows.poll(params.text('token'));
  if (!granted) return json(404, []);
  return json(200, { server: flows.announces.server ?? url.replace(/\/$/, ''), ...granted });
}

function signIn(server: OcsServer, { params }: Request, flow: LoginFlow): HttpAnswer {
  const { gate } = server;
  const user = gate.checkPassword(params.text('user'), params.text('password'));
  if (!user?.enabled) return loginPage(server, flow, '<p role="alert">Wrong login or password.</p>');
  const caller: Caller = { user, session: gate.begin(user), isNew: true };
  return { ...grantPage(server, flow, caller), caller };
}

function loginPage(server: OcsServer, flow: LoginFlow, message: string): HttpAnswer {
  const content = `<p>Please log in before granting <strong>${escapeHtml(flow.client)}</strong> access to your account.</p>${message}
    <form method="post" action="${addressOf(server, flow)}/login">
      <input name="user" aria-label="Account name or email" placeholder="Account name or email" autocomplete="username" required>
      <input name="password" type="password" aria-label="Password" placeholder="Password" autocomplete="current-password" required>
      <button>Log in</button>
    </form>`;
  return page(200, 'Connect to your account', content);
}

function grantPage(server: OcsServer, flow: LoginFlow, { user }: Caller): HttpAnswer {
  const content = `<p>Currently logged in as <strong>${escapeHtml(user.displayname)}</strong>.</p>
    <p>You are about to grant <strong>${escapeHtml(flow.client)}</strong> access to your Nextcloud account.</p>
    <form method="post" action="${addressOf(server, flow)}/grant">
      <input type="hidden" name="stateToken" value="${flow.stateToken}">
      <button>Grant access</button>
    </form>`;
  return page(200, 'Account access', content);
}

function addressOf({ url }: OcsServer, { flowToken }: LoginFlow): string {
  return `${new URL(url).pathname}index.php/login/v2/flow/${flowToken}`;
}

function grant({ flows }: OcsServer, { params }: Request, flow: LoginFlow, { user }: Caller): HttpAnswer {
  if (params.text('stateToken') !== flow.stateToken)
    return page(403, 'Access forbidden', '<p>State token does not match</p>');
  flows.grant(flow, user.id);
  return page(
    200,
    'Account connected',
    '<p>Your client should now be connected! You can close this window.</p>',
  );
}
