import type { ErrorKind } from './errors.ts';
import type { Method } from './transport/request.ts';

/** The calls whose failures have a meaning of their own; `other` has only what holds for all. */
export type CallName =
  | `users.${'list' | 'get' | 'create' | 'edit' | 'delete' | 'enable' | 'disable' | 'wipeDevices' | 'resendWelcomeEmail'}`
  | `users.${'editableFields' | 'additionalMail' | 'scope' | 'groups' | 'subadminGroups' | 'listRecent' | 'avatar' | 'darkAvatar'}`
  | `users.${'addToGroup' | 'removeFromGroup' | 'promoteToSubadmin' | 'demoteFromSubadmin'}`
  | `groups.${'list' | 'create' | 'rename' | 'delete' | 'members' | 'subadmins'}`
  | `apps.${'list' | 'info' | 'enable' | 'disable'}`
  | `server.${'status' | 'capabilities' | 'createAppPassword' | 'deleteAppPassword'}`;

/** What a call is about, for its sentences. */
export interface Subject {
  user?: string | undefined;
  group?: string | undefined;
  app?: string | undefined;
  /** `user` is the account that is signed in. */
  self?: boolean;
}

export interface Failure {
  calls?: readonly CallName[];
  /** OCS codes; `http` without `ocs`: only answers that are not OCS. */
  ocs?: readonly number[];
  http?: readonly number[];
  self?: boolean;
  /** Only answers without a body. */
  empty?: true;
  /** Only web pages. */
  page?: true;
  /** Nextcloud itself has answered before, or has not. */
  known?: boolean;
  /** Only calls about somebody or something. */
  about?: true;
  method?: readonly Method[];
  /** Only where the server's reason matches. */
  says?: RegExp;
  /** The server gave a reason of its own, or did not. */
  reason?: boolean;
  kind: ErrorKind;
  text: string;
}

const [user, group, app] = ['“{user}”', '“{group}”', '“{app}”'] as const;
export const noUser = `There is no account ${user}, or you may not see it.`;
export const noGroup = `There is no group ${group}.`;
const switches = ['users.delete', 'users.enable', 'users.disable', 'users.wipeDevices'] as const;
const memberships = ['users.addToGroup', 'users.removeFromGroup'] as const;

/** (call, OCS code, HTTP status) → kind and sentence: the first row that fits. Codes differ between generations; all are here. */
export const failures: readonly Failure[] = [
  {
    ocs: [429],
    kind: 'rateLimited',
    text: '{host} has seen too many failed sign-ins from this network and refuses everything for up to half an hour. Wait, then try once.',
  },
  {
    http: [429],
    kind: 'rateLimited',
    text: '{host} limits how often this may be called. Try again in some minutes.',
  },
  { ocs: [503], kind: 'maintenance', text: '{host} is in maintenance mode. Try again when it is over.' },

  { calls: ['users.create'], ocs: [102], kind: 'conflict', text: `The server did not create ${user}.` },
  {
    calls: ['users.create'],
    ocs: [104],
    kind: 'notFound',
    text: `A group chosen for ${user} does not exist.`,
  },
  {
    calls: ['users.create'],
    ocs: [105],
    kind: 'forbidden',
    text: `You may not put ${user} into one of the chosen groups.`,
  },
  {
    calls: ['users.create'],
    ocs: [106],
    kind: 'invalid',
    text: `Choose a group of yours for ${user}: group administrators can create accounts only in their groups.`,
  },
  {
    calls: ['users.create'],
    ocs: [107],
    kind: 'invalid',
    text: `The password for ${user} is too weak. Choose another.`,
  },
  {
    calls: ['users.create'],
    ocs: [108],
    kind: 'invalid',
    text: `Give ${user} a password or an e-mail address to send a link to.`,
  },
  {
    calls: ['users.create'],
    ocs: [109],
    kind: 'notFound',
    text: `A group that ${user} is to administer does not exist.`,
  },
  {
    calls: ['users.create'],
    http: [200],
    empty: true,
    kind: 'protocol',
    text: `The server broke off when it was to create ${user}. Old servers do so when the password is too weak: choose another.`,
  },
  {
    calls: ['users.create'],
    ocs: [110],
    kind: 'invalid',
    text: `The server wants an e-mail address for ${user}.`,
  },
  {
    calls: ['users.create'],
    ocs: [111],
    kind: 'server',
    text: `The server could not make an id for the new account. Enter one.`,
  },
  {
    calls: ['users.create'],
    ocs: [101, 103],
    kind: 'invalid',
    text: `The server does not take what was entered for ${user}.`,
  },

  {
    calls: ['users.edit'],
    ocs: [107],
    kind: 'invalid',
    text: `The password for ${user} is too weak. Choose another.`,
  },
  {
    calls: ['users.edit'],
    ocs: [112],
    kind: 'forbidden',
    text: `The backend of ${user} does not let its password be set here.`,
  },
  {
    calls: [
      'users.edit',
      'users.delete',
      'users.enable',
      'users.disable',
      'users.addToGroup',
      'users.removeFromGroup',
    ],
    ocs: [101, 103, 105, 113],
    says: /not supported by.*backend/i,
    kind: 'forbidden',
    text: `The backend does not let this be changed here.`,
  },
  {
    calls: ['users.edit'],
    ocs: [103],
    reason: false,
    kind: 'forbidden',
    text: `You may not change this of ${user}, or the server has no such field.`,
  },
  {
    calls: ['users.edit', 'users.scope', 'users.additionalMail'],
    ocs: [113, 997],
    kind: 'forbidden',
    text: `You may not change this of ${user}, or the server has no such field.`,
  },
  {
    calls: ['users.additionalMail', 'users.scope'],
    ocs: [103],
    kind: 'forbidden',
    text: `Only ${user} may change this.`,
  },
  {
    calls: ['users.edit', 'users.scope', 'users.additionalMail'],
    ocs: [101, 102, 103],
    kind: 'invalid',
    text: `The server does not take this value for ${user}. Correct it.`,
  },

  {
    calls: switches,
    ocs: [101],
    self: true,
    kind: 'forbidden',
    text: `This cannot be done to ${user}: it is the account you are signed in with.`,
  },
  { calls: switches, ocs: [101], kind: 'notFound', text: noUser },
  {
    calls: ['users.resendWelcomeEmail'],
    ocs: [101],
    kind: 'invalid',
    text: `${user} has no e-mail address. Add one first.`,
  },
  {
    calls: ['users.resendWelcomeEmail'],
    ocs: [102],
    kind: 'server',
    text: `The welcome e-mail for ${user} could not be sent. Check the server's e-mail settings.`,
  },

  { calls: memberships, ocs: [101], kind: 'invalid', text: `No group was named for ${user}.` },
  { calls: memberships, ocs: [102], kind: 'notFound', text: noGroup },
  { calls: memberships, ocs: [103], kind: 'notFound', text: noUser },
  { calls: memberships, ocs: [104], kind: 'forbidden', text: `You may not change who is in ${group}.` },
  { calls: memberships, ocs: [105], kind: 'forbidden', text: `${user} cannot be removed from ${group}.` },
  { calls: ['users.promoteToSubadmin'], ocs: [101], kind: 'notFound', text: noUser },
  { calls: ['users.promoteToSubadmin'], ocs: [102], kind: 'notFound', text: noGroup },
  {
    calls: ['users.promoteToSubadmin'],
    ocs: [103],
    kind: 'forbidden',
    text: `${group} cannot have group administrators.`,
  },
  {
    calls: ['users.demoteFromSubadmin'],
    ocs: [101],
    kind: 'notFound',
    text: `There is no account ${user} or no group ${group}.`,
  },
  {
    calls: ['users.demoteFromSubadmin'],
    ocs: [102],
    kind: 'notFound',
    text: `${user} does not administer ${group}.`,
  },
  { calls: ['users.subadminGroups'], ocs: [101], kind: 'notFound', text: noUser },

  { calls: ['groups.create'], ocs: [101], kind: 'invalid', text: `${group} cannot be the id of a group.` },
  {
    calls: ['groups.create', 'groups.rename'],
    ocs: [102],
    kind: 'conflict',
    text: `There is already a group ${group}, or one of that name.`,
  },
  {
    calls: ['groups.rename'],
    ocs: [101],
    kind: 'invalid',
    text: `The group ${group} cannot be renamed to that.`,
  },
  { calls: ['groups.delete'], ocs: [102], kind: 'forbidden', text: `The group ${group} cannot be deleted.` },
  { calls: ['groups.delete', 'groups.subadmins'], ocs: [101], kind: 'notFound', text: noGroup },

  { calls: ['apps.list'], ocs: [101], kind: 'invalid', text: 'The server knows no such filter for apps.' },
  { calls: ['apps.info'], ocs: [997, 998, 404], kind: 'notFound', text: `The server has no app ${app}.` },
  {
    calls: ['apps.enable'],
    ocs: [998, 404],
    kind: 'notFound',
    text: `The server has no app ${app}, and the app store offers none that fits.`,
  },
  {
    calls: ['apps.disable'],
    ocs: [996, 500, 998],
    kind: 'forbidden',
    text: `The app ${app} cannot be disabled: the server needs it.`,
  },

  {
    calls: ['server.createAppPassword'],
    ocs: [403],
    kind: 'forbidden',
    text: 'An app password can only be made when signed in with the login password.',
  },
  {
    calls: ['server.deleteAppPassword'],
    ocs: [403],
    kind: 'forbidden',
    text: 'There is no app password to delete: you are not signed in with one.',
  },
  {
    calls: ['users.avatar', 'users.darkAvatar'],
    http: [404],
    kind: 'notFound',
    text: `There is no picture of ${user}.`,
  },

  { calls: ['groups.rename', 'groups.members'], ocs: [404, 998], kind: 'notFound', text: noGroup },
  { ocs: [404, 998], kind: 'notFound', text: '{nothing}' },
  {
    ocs: [403, 997],
    says: /IP address/i,
    kind: 'forbidden',
    text: '{host} lets administrators in only from certain networks, and yours is not among them.',
  },
  { ocs: [403, 997], kind: 'forbidden', text: 'You may not do this on {host}.' },
  { ocs: [422], kind: 'invalid', text: 'The server does not take these values. Correct them.' },
  { ocs: [996, 500, 999], kind: 'server', text: '{host} failed with an error of its own. Its log says why.' },

  {
    calls: ['server.status'],
    http: [401],
    kind: 'auth',
    text: '{host} wants a sign-in of its own before anything else.',
  },
  { http: [404], known: true, about: true, method: ['GET'], kind: 'notFound', text: '{nothing}' },
  {
    http: [400],
    known: false,
    kind: 'invalid',
    text: '{host} refused the request. If it is a Nextcloud, its administrator must add this address to “trusted_domains”.',
  },
  {
    http: [400, 422],
    kind: 'invalid',
    text: '{host} refused the request (HTTP {status}), and a proxy in front of it hides why.',
  },
  {
    http: [405, 501],
    kind: 'forbidden',
    text: 'Something in front of {host} blocks {method} requests (HTTP {status}). Whoever runs it must allow GET, POST, PUT, PATCH and DELETE below /ocs/.',
  },
  {
    http: [403],
    method: ['PUT', 'PATCH', 'DELETE', 'POST'],
    known: true,
    kind: 'forbidden',
    text: 'Something in front of {host}, such as a firewall, refused this {method} request (HTTP 403). Whoever runs it must allow GET, POST, PUT, PATCH and DELETE below /ocs/.',
  },
  {
    http: [401, 403],
    kind: 'forbidden',
    text: 'Something in front of {host} refuses the access (HTTP {status}).',
  },
  {
    http: [406],
    kind: 'forbidden',
    text: 'A firewall in front of {host} refused the request (HTTP 406). Whoever runs it must allow requests below /ocs/.',
  },
  {
    http: [412],
    kind: 'protocol',
    text: '{host} does not accept calls of its API: something on the way removes the header “OCS-APIRequest”.',
  },
  { http: [413, 414, 431], kind: 'invalid', text: 'This is more than {host} takes at once.' },
  { http: [507], kind: 'server', text: 'The server behind {host} has no space left (HTTP 507).' },
  {
    http: [509],
    kind: 'server',
    text: '{host} has used up its share of traffic (HTTP 509). Try again later.',
  },
  {
    http: [502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530],
    kind: 'server',
    text: '{host} is overloaded or not running behind its gateway (HTTP {status}). Try again later.',
  },
  { http: [500], kind: 'server', text: '{host} failed with an error of its own. Its log says why.' },
  {
    http: [200, 203],
    page: true,
    known: true,
    kind: 'protocol',
    text: 'A sign-in page, or another page, stands in front of {host}. Whoever runs it must let requests below /ocs/ and /status.php pass.',
  },
];

/** Since which version a call works, where older servers do not know it. */
export const since: Partial<Record<CallName, number>> = {
  'groups.rename': 20,
  'users.editableFields': 21,
  'users.additionalMail': 22,
  'users.scope': 22,
  'users.darkAvatar': 25,
  'users.listRecent': 30,
};
