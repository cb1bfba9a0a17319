/**
 * What the client gives and takes, in the words of the User Provisioning API
 * (Administration manual, "User provisioning API"; Developer manual, "OCS APIs"), in camelCase.
 * A property that the server did not send is absent, never an invented default.
 */

/** Every call takes these. */
export interface CallOptions {
  signal?: AbortSignal | undefined;
}

/** `limit` counts rows, `offset` starts at 0; `search` is the server's own search (id, name, e-mail). */
export interface ListOptions extends CallOptions {
  search?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

/** Sizes in bytes; `free` may be negative (over quota); `relative` in percent. */
export interface Quota {
  quota?: number | 'none';
  used?: number;
  free?: number;
  total?: number;
  relative?: number;
}

export interface BackendCapabilities {
  setDisplayName?: boolean;
  setPassword?: boolean;
}

/** Who may see a profile field. Only one's own record carries scopes. */
export type Scope = 'v2-private' | 'v2-local' | 'v2-federated' | 'v2-published';

/** The documented `UserInfo`, complete. Dates: `null` is "never". */
export interface UserInfo {
  userId: string;
  enabled?: boolean;
  storageLocation?: string;
  /** Absent where the server says "unknown". */
  firstLogin?: Date | null;
  lastLogin?: Date | null;
  backend?: string;
  /** Ids of the groups this user is a subadmin of. */
  subadmin?: string[];
  quota?: Quota;
  /** User id; '' when there is none. */
  manager?: string;
  email?: string;
  additionalMail?: string[];
  displayName?: string;
  phone?: string;
  address?: string;
  website?: string;
  twitter?: string;
  bluesky?: string;
  fediverse?: string;
  organisation?: string;
  role?: string;
  headline?: string;
  biography?: string;
  pronouns?: string;
  profileEnabled?: boolean;
  groups?: string[];
  language?: string;
  locale?: string;
  timezone?: string;
  notifyEmail?: string;
  backendCapabilities?: BackendCapabilities;
  /** By wire name of the field without its `Scope` suffix (`displayname`, `email`, …). */
  scopes?: Record<string, string>;
  /** For `additionalMail`, in its order. */
  additionalMailScopes?: string[];
  /** Why the record could not be read, in a sentence; then all but `userId` may be absent. */
  problem?: string;
  /** Fields that the server sent and that could not be read, by their wire names; absent where there are none. */
  unreadable?: string[];
}

/** One row of `groups/details`. A count the backend cannot tell is absent. */
export interface GroupInfo {
  id: string;
  displayName?: string;
  userCount?: number;
  disabledCount?: number;
  canAdd?: boolean;
  canRemove?: boolean;
}

/** `info.xml` of an app as the server tells it; `raw` is the whole answer, decoded but not interpreted. */
export interface AppInfo {
  id: string;
  name?: string;
  version?: string;
  summary?: string;
  description?: string;
  licence?: string;
  authors: string[];
  categories: string[];
  types: string[];
  namespace?: string;
  documentation?: Record<string, string>;
  website?: string;
  bugs?: string;
  repository?: string;
  screenshots?: string[];
  dependencies?: Record<string, unknown>;
  raw: Record<string, unknown>;
}

/** `status.php`. Themes and proxies may hide all but `installed` and `maintenance`. */
export interface ServerStatus {
  installed: boolean;
  maintenance: boolean;
  needsDbUpgrade?: boolean;
  /** Four numbers: "35.0.0.2". */
  version?: string;
  /** For people: "35.0.0 dev". */
  versionString?: string;
  productName?: string;
}

export interface Capabilities {
  version: { major: number; minor: number; micro: number; string: string };
  capabilities: Record<string, unknown>;
}

export interface Avatar {
  /** Media type, say `image/png`. */
  type: string;
  bytes: Uint8Array;
}

export interface CreateUserOptions extends CallOptions {
  displayName?: string | undefined;
  password?: string | undefined;
  email?: string | undefined;
  groups?: string[] | undefined;
  subadmin?: string[] | undefined;
  quota?: string | undefined;
  language?: string | undefined;
  manager?: string | undefined;
}

export interface AvatarOptions extends CallOptions {
  size?: 64 | 512 | undefined;
  dark?: boolean | undefined;
  /** `userId` is the name of somebody without an account. */
  guest?: boolean | undefined;
}

export interface Credentials {
  user: string;
  /** Login password or app password. */
  password: string;
}

/** One a request. Never holds a secret or a value from the query or the body. */
export interface LogEntry {
  method: string;
  path: string;
  status?: number;
  ocsCode?: number;
  ms: number;
  error?: string;
}

export interface Wait {
  reason: 'rateLimit' | 'retry';
  ms: number;
  /** When it has ended, also by a cancellation. */
  over: Promise<void>;
}

/** Something about the server that does no harm to a call and is worth knowing; each is told once. */
export interface Notice {
  /** `unreadable`: part of an answer was left out. `phpMessages`: PHP prints messages into answers. */
  kind: 'unreadable' | 'phpMessages';
  /** In a sentence, without any value. */
  text: string;
}

export interface ClientOptions {
  /** "https://cloud.example.com/nextcloud/": the path is kept, the trailing slash is optional. */
  baseUrl: string;
  credentials: Credentials;
  /** Asked for the login password when the server wants it confirmed; `undefined` is "cancelled". */
  confirmPassword?: (() => Promise<string | undefined>) | undefined;
  /** Trusted certificate(s) beside the system's, PEM. */
  ca?: string | Buffer | undefined;
  userAgent?: string | undefined;
  /** Milliseconds for one request, until its body is complete. Default 30,000; lists, which make some servers look at every account, have four times as long. */
  timeoutMs?: number | undefined;
  /** Requests at once. Default 4. */
  maxConnections?: number | undefined;
  log?: ((entry: LogEntry) => void) | undefined;
  onWait?: ((wait: Wait) => void) | undefined;
  onNotice?: ((notice: Notice) => void) | undefined;
}
