/**
 * What the client takes and returns, in the words of the API (Administration manual, "User provisioning API"; Developer
 * manual, "OCS APIs"), in camelCase. A property that the server did not send is absent, never a made-up default.
 */

/** The options of every call. Aborting `signal` ends the call with `aborted`. */
export interface CallOptions {
  signal?: AbortSignal | undefined;
}

/**
 * `limit` and `offset` count rows, from 0. `search` is the server's own search, which looks at IDs, display names, and
 * email addresses.
 */
export interface ListOptions extends CallOptions {
  search?: string | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

/** Sizes in bytes; `free` is negative if the user is over quota. `relative` is the usage in percent. */
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

/** Who can see a profile field. */
export type Scope = 'v2-private' | 'v2-local' | 'v2-federated' | 'v2-published';

/** The record of a user: the documented `UserInfo`, and what newer servers add. A date that is `null` means never. */
export interface UserInfo {
  userId: string;
  enabled?: boolean;
  storageLocation?: string;
  /** Absent if the server does not know it. */
  firstLogin?: Date | null;
  lastLogin?: Date | null;
  backend?: string;
  /** The IDs of the groups that the user administers. */
  subadmin?: string[];
  quota?: Quota;
  /** A user ID; `''` for none. */
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
  /** By the wire names of the fields (`displayname`, `email`, …). Only the record of the signed-in user has them. */
  scopes?: Record<string, string>;
  /** The scopes of `additionalMail`, in its order. */
  additionalMailScopes?: string[];
  /** Why the record cannot be read, in a sentence. Anything but `userId` may then be absent. */
  problem?: string;
  /** The wire names of fields that were sent but cannot be read; absent if there are none. */
  unreadable?: string[];
}

/** One row of `groups/details`. A count that the backend does not know is absent. */
export interface GroupInfo {
  id: string;
  displayName?: string;
  userCount?: number;
  disabledCount?: number;
  canAdd?: boolean;
  canRemove?: boolean;
}

/** The `info.xml` of an app. `raw` holds the whole answer, decoded but not interpreted. */
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

/** An app as a server with an app store lists it, installed or not. */
export interface StoreApp extends Omit<AppInfo, 'raw'> {
  installed?: boolean;
  enabled?: boolean;
  /** The IDs of the groups that it is enabled for; absent if for everybody. */
  limitedTo?: string[];
  /** The version it can be updated to. */
  update?: string;
  /** Whether it is made for the version of the server. If not, it can be enabled by `force` only. */
  compatible?: boolean;
  /** What it needs and the server lacks, in sentences of the server. */
  missingDependencies: string[];
  /** Whether it can be uninstalled. Apps that come with Nextcloud cannot. */
  removable?: boolean;
  /** It belongs to the server itself. */
  alwaysEnabled?: boolean;
  /** Who vouches for it: the vendor of the server, the makers of Nextcloud, or nobody. */
  level?: 'supported' | 'official' | 'community';
  /** The average of the ratings in the app store, from 0 to 1. */
  rating?: number;
  ratings?: number;
}

export interface AppCategory {
  id: string;
  displayName: string;
}

/** Whether an app is enabled, and for whom. */
export interface AppState {
  enabled: boolean;
  /** The IDs of the groups that it is enabled for; absent if for everybody. */
  limitedTo?: string[];
}

/** A key of an app's configuration. `problem` is why its value is absent. */
export interface AppConfigEntry {
  key: string;
  value?: string;
  problem?: string;
}

export interface EnableAppOptions extends CallOptions {
  /** Enables the app for the members of these groups only. Empty or absent: for everybody. */
  groups?: readonly string[] | undefined;
  /** Enables the app even if it is not made for this version of Nextcloud. */
  force?: boolean | undefined;
}

/** What the server says after enabling an app. */
export interface EnabledApp {
  /** The server must be upgraded before it works again: by its web page, or by `occ upgrade`. */
  updateRequired?: boolean;
}

/** Which second factors a user has, by the IDs of their providers (`totp`). Absent: never set up. */
export type TwoFactorState = Record<string, boolean>;

export interface UserNotification {
  /** At most 255 bytes. */
  subject: string;
  /** At most 4,000 bytes. */
  message?: string | undefined;
}

/** A file system of the server. Sizes in bytes, rounded to 0.1 GB. */
export interface Disk {
  used: number;
  free: number;
}

export interface ServerInfoOptions extends CallOptions {
  /** Whether to include updates of apps, for which the server may ask the app store. Default true. */
  apps?: boolean | undefined;
  /** Whether to include updates of Nextcloud. Default true. */
  update?: boolean | undefined;
}

/** The content of `status.php`. Themes and proxies may hide anything but `installed` and `maintenance`. */
export interface ServerStatus {
  installed: boolean;
  maintenance: boolean;
  needsDbUpgrade?: boolean;
  /** Four numbers: "35.0.0.2". */
  version?: string;
  /** For display: "35.0.0 dev". */
  versionString?: string;
  productName?: string;
}

export interface Capabilities {
  version: { major: number; minor: number; micro: number; string: string };
  capabilities: Record<string, unknown>;
}

export interface Avatar {
  /** The media type, such as `image/png`. */
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
  /** `userId` is the name of a guest, who is not a user of the server. */
  guest?: boolean | undefined;
}

export interface Credentials {
  user: string;
  /** The login password or an app password. */
  password: string;
}

/** One per request. Never holds a secret, or a value from the query or the body. */
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
  /** Milliseconds. */
  ms: number;
  /** Resolves when the wait is over, or canceled. */
  over: Promise<void>;
}

/** Something about the server that is worth knowing but does not make a call fail. Each is reported once. */
export interface Notice {
  /** `unreadable`: part of an answer was left out. `phpMessages`: PHP prints messages into answers. */
  kind: 'unreadable' | 'phpMessages';
  /** A sentence without any values. */
  text: string;
}

export interface ClientOptions {
  /** Such as `https://cloud.example.com/nextcloud/`. The path is kept; the trailing slash is optional. */
  baseUrl: string;
  credentials: Credentials;
  /** Asks for the login password when the server requires confirmation; `undefined` cancels. */
  confirmPassword?: (() => Promise<string | undefined>) | undefined;
  /** Certificates to trust in addition to the system's, in PEM format. */
  ca?: string | Buffer | undefined;
  userAgent?: string | undefined;
  /** The time for one request until its body is complete. Default 30,000; lists get four times as long. */
  timeoutMs?: number | undefined;
  /** The most requests at a time. Default 4. */
  maxConnections?: number | undefined;
  /** Called once per request, when it ends. */
  log?: ((entry: LogEntry) => void) | undefined;
  /** Called when the client starts to wait, for a rate limit or before a retry. */
  onWait?: ((wait: Wait) => void) | undefined;
  onNotice?: ((notice: Notice) => void) | undefined;
}
