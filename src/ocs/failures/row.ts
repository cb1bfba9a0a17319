import * as l10n from '@vscode/l10n';
import type { ErrorKind } from '../errors.ts';
import type { Method } from '../transport/request.ts';

/** The calls that the tables of failures tell apart. */
export type CallName =
  | `users.${'list' | 'get' | 'create' | 'edit' | 'delete' | 'enable' | 'disable' | 'wipeDevices' | 'resendWelcomeEmail'}`
  | `users.${'editableFields' | 'additionalMail' | 'scope' | 'groups' | 'subadminGroups' | 'listRecent' | 'avatar' | 'darkAvatar'}`
  | `users.${'addToGroup' | 'removeFromGroup' | 'promoteToSubadmin' | 'demoteFromSubadmin'}`
  | `groups.${'list' | 'create' | 'rename' | 'delete' | 'members' | 'subadmins'}`
  | `apps.${'list' | 'info' | 'state' | 'enable' | 'disable'}`
  | `apps.${'store' | 'categories' | 'enableForGroups' | 'update' | 'uninstall'}`
  | `twoFactor.${'state' | 'enable' | 'disable'}`
  | `appConfig.${'apps' | 'keys' | 'get' | 'set' | 'delete'}`
  | 'notifications.send'
  | `server.${'status' | 'capabilities' | 'info' | 'disks' | 'createAppPassword' | 'deleteAppPassword'}`;

/** The objects a call is about, for its sentences. */
export interface CallSubject {
  user?: string | undefined;
  group?: string | undefined;
  app?: string | undefined;
  /** `user` is the signed-in user. */
  self?: boolean;
}

/** What a failure's sentence can name. An object the call is not about is `''`. */
export interface Names {
  user: string;
  group: string;
  app: string;
  host: string;
  method: Method;
  /** HTTP status. */
  status: number;
}

/** A failure: every condition that is present must hold. Tables are read in order; the first row that fits counts. */
export interface FailureRow {
  calls?: readonly CallName[];
  /** OCS codes. A row with `http` instead fits only answers that are not OCS. */
  ocs?: readonly number[];
  http?: readonly number[];
  self?: boolean;
  /** Only answers without a body. */
  empty?: true;
  /** Only web pages. */
  page?: true;
  /** Whether Nextcloud itself has answered before. */
  known?: boolean;
  /** Only calls about an object. */
  about?: true;
  method?: readonly Method[];
  /** Only if the server's reason matches. */
  says?: RegExp;
  /** Whether the server gave a reason. */
  reason?: boolean;
  /** Only if the server names the failure so, in its data. */
  error?: string;
  kind: ErrorKind;
  say: (names: Names) => string;
}

export const noUser = ({ user }: Pick<Names, 'user'>): string =>
  l10n.t('There is no user “{user}”, or you are not allowed to see it.', { user });

export const noGroup = ({ group }: Pick<Names, 'group'>): string =>
  l10n.t('There is no group “{group}”.', { group });

export const noApp = ({ app }: Pick<Names, 'app'>): string =>
  l10n.t('The server has no app “{app}”.', { app });

/** Names what is missing, from the narrowest object to the widest. */
export function nothing(names: Names): string {
  if (names.user) return noUser(names);
  if (names.group) return noGroup(names);
  if (names.app) return noApp(names);
  return l10n.t('The server does not have what was requested.');
}
