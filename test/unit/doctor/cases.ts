import type { FindingId } from '../../../src/doctor/findings/index.ts';
import type { PatientLogin } from '../../../src/doctor/examination.ts';
import type { Options, SimulatedNextcloud } from '../../nextcloud/index.ts';
import { without, type Meddling } from './front.ts';

/** How a server comes to have what is to be found. */
export interface Trouble {
  server?: Options;
  /** Done to the server before. */
  spoil?: (nextcloud: SimulatedNextcloud) => void;
  front?: Meddling;
  /** By default the administrator. */
  login?: (nextcloud: SimulatedNextcloud) => PatientLogin;
  /** What is said about it, among other things. */
  says?: RegExp;
}

const password = 'Xk9!mvPq27Lz';
const page = (status: number, path: string | RegExp) => (nextcloud: SimulatedNextcloud) =>
  void nextcloud.faults.add({ kind: 'status', status, match: { path }, times: 99 });
const always =
  (kind: 'cutDuring' | 'emptyBody' | 'truncated' | 'brokenGzip' | 'page', path: string) =>
  (nextcloud: SimulatedNextcloud) =>
    void nextcloud.faults.add({ kind, match: { path }, times: 99 });
const reply =
  (path: string, status: number, body: string, type = 'application/json') =>
  (nextcloud: SimulatedNextcloud) =>
    void nextcloud.faults.add({
      kind: 'reply',
      match: { path },
      times: 99,
      reply: () => ({ status, headers: { 'content-type': type }, body }),
    });
const statusFile = (change: object) =>
  reply(
    'status.php',
    200,
    JSON.stringify({
      installed: true,
      maintenance: false,
      needsDbUpgrade: false,
      version: '34.0.1.2',
      ...change,
    }),
  );
const capabilities = (version: number, theming: object = {}) =>
  reply(
    'cloud/capabilities',
    200,
    JSON.stringify({
      ocs: {
        meta: { status: 'ok', statuscode: 200, message: 'OK' },
        data: {
          version: { major: version, minor: 0, micro: 0, string: `${version}.0.0`, edition: '' },
          capabilities: { theming },
        },
      },
    }),
  );
const sameOriginAs = ({ url }: SimulatedNextcloud) => new URL(url).host;
const signInAs = (user: string) => () => ({ user, password });
const status = 'status.php';
const api = '/ocs/';

/** Servers and proxies that have what HTTP can have, by what is to be found. */
export const overHttp: Partial<Record<FindingId, readonly Trouble[]>> = {
  connectionLost: [{ spoil: n => void n.faults.add({ kind: 'cutBefore', times: 99 }), says: /ECONNRESET/ }],
  clockDiffers: [
    { front: { answer: headers => ({ ...headers, date: new Date(Date.now() - 3_600_000).toUTCString() }) } },
  ],
  notNextcloud: [
    { spoil: page(404, status), says: /HTTP 404/ },
    { spoil: reply(status, 200, '<html><body>Our club</body></html>', 'text/html') },
    { spoil: reply(status, 200, '{"hello":1}') },
  ],
  redirected: [
    {
      spoil: n => void n.faults.add({ kind: 'redirect', to: 'https://new.example.org/cloud/status.php' }),
      says: /redirects to https:\/\/new\.example\.org\/cloud\/\./,
    },
    {
      spoil: n => void n.faults.add({ kind: 'redirect', to: '/elsewhere/status.php' }),
      says: /\/elsewhere\/\./,
    },
  ],
  signInPage: [
    { server: { worlds: ['loginPage'] } },
    { spoil: always('page', status), says: /status\.php/ },
    { spoil: always('page', 'cloud/user') },
    { spoil: n => void n.faults.add({ kind: 'redirect', to: 'https://sso.example.org/login' }) },
  ],
  networkSignIn: [{ spoil: page(407, status) }, { spoil: page(511, status) }],
  proxySignIn: [{ spoil: page(401, status) }, { spoil: page(401, api) }],
  gatewayDown: [{ spoil: page(502, status) }, { spoil: page(503, api) }, { spoil: page(522, 'cloud/user') }],
  untrustedDomain: [
    { spoil: reply(status, 400, '{"error": "Trusted domain error.", "code": 15}') },
    { spoil: page(400, api) },
  ],
  notInstalled: [{ spoil: statusFile({ installed: false }) }],
  maintenance: [
    { spoil: n => void (n.maintenance = true) },
    { spoil: n => void n.faults.add({ kind: 'maintenance', match: { path: api }, times: 99 }) },
  ],
  upgradeNeeded: [{ spoil: statusFile({ needsDbUpgrade: true, maintenance: true }) }],
  headerStripped: [
    { front: { headers: without('ocs-apirequest') } },
    { spoil: reply(api, 412, '{"message":"CSRF check failed"}') },
  ],
  blocked: [{ spoil: page(403, api) }, { spoil: page(406, 'cloud/user') }],
  apiMissing: [{ spoil: page(404, api) }],
  serverError: [
    { spoil: page(500, api) },
    {
      spoil: n => void n.faults.add({ kind: 'lockedBefore', match: { path: 'cloud/user' } }),
      says: /code 996/,
    },
  ],
  answerEmpty: [
    { spoil: always('emptyBody', 'capabilities') },
    { spoil: always('emptyBody', 'users/details') },
  ],
  answerCut: [
    { spoil: always('cutDuring', 'capabilities') },
    { spoil: always('cutDuring', status) },
    { spoil: always('truncated', 'users/details') },
  ],
  answerOdd: [
    { spoil: always('brokenGzip', 'capabilities') },
    { spoil: reply(api, 200, 'hello', 'text/plain') },
  ],
  phpMessages: [{ server: { worlds: ['phpWarnings'] } }],
  tooOld: [{ spoil: capabilities(15), says: /Nextcloud 15\.0\.0/ }],
  wrongProtocol: [
    {
      spoil: n => capabilities(34, { logo: `https://${sameOriginAs(n)}/nextcloud/core/img/logo.svg` })(n),
      says: /takes https:.*You use http:/,
    },
  ],
  wrongHost: [{ spoil: capabilities(34, { logo: 'http://intranet.example/core/img/logo.svg' }) }],
  delayed: [
    {
      server: { bruteForce: true },
      spoil: n => void n.gate.failures.push(n.clock.now(), n.clock.now()),
      says: /by 0\.4 seconds/,
    },
  ],
  throttled: [
    {
      server: { bruteForce: true },
      spoil: n => void n.gate.failures.push(...Array<number>(12).fill(n.clock.now())),
    },
  ],
  rateLimited: [{ spoil: n => void n.faults.add({ kind: 'tooMany', match: { path: 'capabilities' } }) }],
  signedOut: [{ login: () => 'signedOut' }],
  keyringUnreadable: [{ login: () => 'unreadable' }],
  passwordRefused: [
    { login: () => ({ user: 'admin', password: 'wrong' }) },
    { server: { version: 20 }, login: () => ({ user: 'admin', password: 'wrong' }) },
    { spoil: n => void (n.state.users.get('carl')!.enabled = false), login: signInAs('carl') },
  ],
  authorizationStripped: [
    { server: { worlds: ['strippedAuthorization'] } },
    { front: { headers: without('authorization') } },
    { server: { version: 17 }, front: { headers: without('authorization') } },
    { server: { version: 25 }, front: { headers: without('authorization') } },
  ],
  appPasswordNeeded: [
    { spoil: n => void (n.state.tokenAuthEnforced = true) },
    { spoil: n => void (n.state.users.get('admin')!.twoFactor = true) },
    { server: { version: 17 }, spoil: n => void (n.state.tokenAuthEnforced = true) },
  ],
  signInUnclear: [
    {
      server: { worlds: ['strippedAuthorization'] },
      front: { refuse: (_, path) => (path.includes('remote.php') ? 403 : undefined) },
    },
  ],
  provisioningOff: [
    {
      spoil: reply(
        'cloud/user',
        404,
        '{"ocs":{"meta":{"status":"failure","statuscode":998,"message":"Invalid query, please check the syntax. API specifications are here: http://www.freedesktop.org/wiki/Specifications/open-collaboration-services."},"data":[]}}',
      ),
    },
  ],
  plainUser: [17, 25, 29, 32, 34].map(version => ({
    server: { version: version as 34 },
    login: signInAs('petra'),
  })),
  networkNotAllowed: [{ server: { worlds: ['adminIp'] } }],
  listFails: [
    { server: { worlds: ['lostAccount'] } },
    { server: { worlds: ['brokenAccount'] }, says: /code 996/ },
  ],
  methodsBlocked: [
    { server: { worlds: ['noPutDelete'] }, says: /rejects PUT, DELETE requests \(HTTP 405\)/ },
    { front: { refuse: method => (method === 'POST' ? 403 : undefined) }, says: /POST/ },
  ],
  patchBlocked: [{ server: { worlds: ['noPatch'] } }],
  errorPages: [{ server: { worlds: ['proxyPages'] } }],
  confirmationNeeded: [
    { login: n => ({ user: 'admin', password: n.state.createAppPassword('admin', 'admin', 'Editor') }) },
  ],
  editsLimited: [{ server: { version: 35, rateLimits: { edit: { calls: 0, seconds: 600 } } } }],
};

/** Those that the tests of connections and certificates find. */
export const elsewhere: readonly FindingId[] = [
  'addressInvalid',
  'plainHttp',
  'hostNotFound',
  'connectionRefused',
  'noAnswer',
  'unreachable',
  'notTls',
  'tlsFailed',
  'certificateUntrusted',
  'certificateIncomplete',
  'certificateName',
  'certificateExpired',
  'certificateNotYetValid',
  'certificateEnding',
  'ownClockWrong',
  'slowList',
];
export { password };
