import { setTimeout as wait } from 'node:timers/promises';
import type { HttpAnswer, ReceivedRequest } from './messages.ts';
import { davRefusal } from './pages/dav.ts';
import type { State } from './state.ts';

/** What a world works on: the server, and how it answers by itself. */
interface Stage {
  readonly state: State;
  readonly request: ReceivedRequest;
  /** Lets the server act and answer as if nothing were wrong, and some parameters had not been sent. */
  readonly act: (without?: readonly string[]) => HttpAnswer;
}

export interface World {
  /** In a sentence. */
  readonly says: string;
  /** Puts what it needs on a server that starts in it. */
  readonly prepare?: (state: State) => void;
  /** The answer; absent: the server's own. */
  readonly answer: (stage: Stage) => HttpAnswer | Promise<HttpAnswer> | undefined;
}

type Json = Record<string, unknown>;

const ocs = (status: number, statuscode: number, message = '', data: unknown = []): HttpAnswer => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify({
    ocs: { meta: { status: statuscode === 200 ? 'ok' : 'failure', statuscode, message }, data },
  }),
});
const done = (): HttpAnswer => ocs(200, 200, 'OK');

const page = (status: number, text = `Error ${status}`): HttpAnswer => ({
  status,
  headers: { 'content-type': 'text/html' },
  body: `<!DOCTYPE html><html><head><title>${text}</title></head><body>${text}</body></html>`,
});

/** `users/alice/groups` of a call below `cloud/`. */
const callOf = ({ path }: ReceivedRequest): string => /\/cloud\/(.*)$/.exec(path)?.[1] ?? '';
const idIn = (request: ReceivedRequest): string => decodeURIComponent(callOf(request).split('/')[1] ?? '');
const isApi = ({ path }: ReceivedRequest): boolean => path.includes('/ocs/');

/** The data of a JSON answer, changed. */
function rewritten(answer: HttpAnswer, change: (data: Json) => Json): HttpAnswer {
  const text = String(answer.body);
  if (!text.startsWith('{"ocs"')) return answer;
  const { ocs: envelope } = JSON.parse(text) as { ocs: { meta: unknown; data: Json } };
  return { ...answer, body: JSON.stringify({ ocs: { ...envelope, data: change(envelope.data) } }) };
}

const isUserList = (request: ReceivedRequest): boolean =>
  request.method === 'GET' && /^(users|users\/details|groups\/.+\/users\/details)$/.test(callOf(request));

/** A list of users by another rule of paging than the server's. */
function paged(
  { request, act }: Stage,
  slice: <T>(rows: T[], offset: number, limit: number) => T[],
): HttpAnswer | undefined {
  if (!isUserList(request)) return undefined;
  const { limit, offset } = request.query as Record<string, string | undefined>;
  return rewritten(act(['limit', 'offset']), data => {
    const users = data.users as unknown[] | Record<string, unknown> | undefined;
    // The answer is no list: the group is gone, or the user may not see it.
    if (!users) return data;
    const [from, most] = [Number(offset ?? 0), limit === undefined ? Infinity : Number(limit)];
    if (Array.isArray(users)) return { ...data, users: slice(users, from, most) };
    return { ...data, users: Object.fromEntries(slice(Object.entries(users), from, most)) };
  });
}

/** Every seventh place of the list is an entry that is dropped after it was counted. */
function withHoles<T>(rows: T[], offset: number, limit: number): T[] {
  const holed = rows.flatMap((row, index) => (index % 6 === 5 ? [row, undefined] : [row]));
  return holed.slice(offset, offset + limit).filter((row): row is T & object => row !== undefined);
}

/** As custom backends and vendors' builds send them. */
const oddities: readonly ((record: Json) => Json)[] = [
  record => ({ ...record, quota: null }),
  record => ({ ...record, lastLogin: -1000, phone: 491234 }),
  record => ({ ...record, enabled: null, backendCapabilities: 'none' }),
  record => ({ ...record, subadmin: false, additional_mail: { a: { b: 1 } } }),
  record => record,
];

function odd(data: Json): Json {
  const users = data.users as Record<string, Json> | undefined;
  if (users === undefined)
    return 'id' in data && 'displayname' in data ? (oddities[1]?.(data) ?? data) : data;
  if (Array.isArray(users)) return data;
  const entries = Object.entries(users).map(
    ([id, record], index) => [id, oddities[index % oddities.length]?.(record) ?? record] as const,
  );
  return { ...data, users: Object.fromEntries(entries) };
}

/** A page with the account of a lost backend fails as a whole. */
const ghost = 'ghost';
const addGhost = (state: State): void => void state.createUser({ id: ghost, backend: 'user_sql' });
function failing({ request, act }: Stage, fail: () => HttpAnswer): HttpAnswer | undefined {
  const call = callOf(request);
  if (request.method === 'GET' && call === `users/${ghost}`) return fail();
  if (request.method !== 'GET' || !/\/details$|^users\/disabled$/.test(call)) return undefined;
  const answer = act();
  return String(answer.body).includes(`"${ghost}"`) && call.includes('users') ? fail() : answer;
}

const isReadOnly = (id: string): boolean => id.startsWith('ldap-');
const isMembership = (request: ReceivedRequest): boolean =>
  request.method !== 'GET' && /^users\/[^/]+\/groups$/.test(callOf(request));

function readOnlyGroups({ request, act }: Stage): HttpAnswer | undefined {
  const { groupid } = { ...request.query, ...request.body } as Record<string, string | undefined>;
  if (isMembership(request) && isReadOnly(groupid ?? '')) return done();
  if (callOf(request) !== 'groups/details') return undefined;
  const search = String(request.query.search ?? '');
  return rewritten(act(), data => ({
    ...data,
    groups: (data.groups as Json[])
      .filter(({ id, displayname }) => !isReadOnly(String(id)) || String(displayname).includes(search))
      .map(group => (isReadOnly(String(group.id)) ? { ...group, canAdd: false, canRemove: false } : group)),
  }));
}

const isForeign = (state: State, id: string): boolean => state.users.get(id)?.backend === 'LDAP';

function ldap({ request, state }: Stage): HttpAnswer | undefined {
  const id = idIn(request);
  if (!isForeign(state, id)) return undefined;
  const call = callOf(request);
  const { key } = request.body as Record<string, string | undefined>;
  if (request.method === 'DELETE' && call === `users/${encodeURIComponent(id)}`) return ocs(400, 101);
  if (request.method === 'PUT' && /\/(enable|disable)$/.test(call)) return done();
  if (request.method === 'PUT' && key === 'password')
    return ocs(400, 112, 'Setting the password is not supported by the users backend');
  return undefined;
}

async function slowDeletes({ request, act }: Stage): Promise<HttpAnswer> {
  void wait(1000, undefined, { ref: false }).then(() => act());
  await wait(50);
  return page(504, request.method);
}

function brokenCreation({ request, state }: Stage): HttpAnswer | undefined {
  const { userid = '', password = '' } = request.body as Record<string, string | undefined>;
  if (request.method !== 'POST' || callOf(request) !== 'users' || state.users.has(userid)) return undefined;
  if (userid === '') return undefined;
  state.createUser({ id: userid, password });
  return ocs(400, 101, 'Bad request');
}

const warning =
  '<br />\n<b>Deprecated</b>:  Return type of X::y() should be compatible in <b>/srv/x.php</b> on line <b>7</b><br />\n';

/** Servers as people really have them, by name. */
export const worlds = {
  oddFields: {
    says: 'A backend sends values of odd types.',
    answer: ({ request, act }) =>
      request.method === 'GET' && callOf(request).startsWith('users') ? rewritten(act(), odd) : undefined,
  },
  lostAccount: {
    says: 'One account is lost by its backend: lists with it answer 404.',
    prepare: addGhost,
    answer: stage => failing(stage, () => ocs(404, 404, `${ghost} is not a valid user anymore`)),
  },
  brokenAccount: {
    says: 'One account makes lists with it crash.',
    prepare: addGhost,
    answer: stage => failing(stage, () => ocs(500, 996, 'Internal Server Error')),
  },
  shortPages: {
    says: 'Pages are shorter than asked for, down to the middle.',
    answer: stage => paged(stage, withHoles),
  },
  ignoresLimit: {
    says: 'Lists ignore the limit.',
    answer: stage => paged(stage, (rows, offset) => rows.slice(offset)),
  },
  ignoresOffset: {
    says: 'Lists ignore the offset.',
    answer: stage => paged(stage, (rows, _offset, limit) => rows.slice(0, limit)),
  },
  emptyPage: {
    says: 'A page in the middle of the list is empty.',
    answer: stage =>
      paged(stage, (rows, offset, limit) =>
        [...rows.slice(0, 50), ...Array<undefined>(50), ...rows.slice(50)]
          .slice(offset, offset + limit)
          .filter(row => row !== undefined),
      ),
  },
  readOnlyGroups: {
    says: 'Groups of a directory answer "done" and do nothing; the search does not find their ids.',
    prepare: state => void state.createGroup('ldap-4f1c', 'Sales'),
    answer: readOnlyGroups,
  },
  ldap: {
    says: 'Accounts of a directory cannot be deleted, enabled or given a password.',
    prepare: state =>
      void state.createUser({
        id: 'CN=Doe+J',
        displayname: 'Jane Doe',
        backend: 'LDAP',
        canSetPassword: false,
        canSetDisplayName: false,
      }),
    answer: ldap,
  },
  slowDeletes: {
    says: 'Deleting takes longer than the gateway waits.',
    answer: stage =>
      stage.request.method === 'DELETE' && /^users\/[^/]+$/.test(callOf(stage.request))
        ? slowDeletes(stage)
        : undefined,
  },
  proxyPages: {
    says: 'A proxy puts its own page in place of every 4xx and 5xx.',
    answer: ({ request, act }) => {
      if (!isApi(request)) return undefined;
      const answer = act();
      return answer.status >= 400 && answer.status !== 401 ? page(answer.status) : answer;
    },
  },
  noPatch: {
    says: 'A firewall refuses PATCH.',
    answer: ({ request: { method } }) => (method === 'PATCH' ? page(403) : undefined),
  },
  noPutDelete: {
    says: 'A firewall refuses PUT and DELETE.',
    answer: ({ request: { method } }) => (method === 'PUT' || method === 'DELETE' ? page(405) : undefined),
  },
  loginPage: {
    says: 'A sign-in page stands in front of the API.',
    answer: ({ request }) =>
      isApi(request)
        ? { status: 302, headers: { location: 'https://idp.example.com/realms/x/auth' }, body: '' }
        : undefined,
  },
  phpWarnings: {
    says: 'PHP prints messages into its answers.',
    answer: ({ request, act }) => {
      if (!isApi(request)) return undefined;
      const answer = act();
      return String(answer.body).startsWith('{"ocs"')
        ? { ...answer, body: warning + String(answer.body) }
        : answer;
    },
  },
  lyingEncoding: {
    says: 'A gzip is announced that is none.',
    answer: ({ request, act }) => {
      if (!isApi(request)) return undefined;
      const answer = act();
      return { ...answer, headers: { ...answer.headers, 'content-encoding': 'gzip' } };
    },
  },
  strippedAuthorization: {
    says: 'The header Authorization never reaches PHP.',
    answer: ({ request }) => {
      if (request.headers.authorization === undefined) return undefined;
      return isApi(request) ? ocs(401, 997, 'Current user is not logged in') : davRefusal('anonymous');
    },
  },
  adminIp: {
    says: 'Administration is allowed from other networks only.',
    answer: ({ request }) =>
      isApi(request) && !/\/cloud\/(user|capabilities)$/.test(request.path)
        ? ocs(403, 403, "Your current IP address doesn't allow you to perform admin actions")
        : undefined,
  },
  brokenCreation: { says: 'Creations break off in the middle.', answer: brokenCreation },
} satisfies Record<string, World>;

export type WorldName = keyof typeof worlds;

export function isWorld(name: string): name is WorldName {
  return name in worlds;
}
