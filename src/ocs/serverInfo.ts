/**
 * What the app “serverinfo” tells about a server (its `README`, "API"). Versions differ in what they send, and servers in
 * what they can find out: whatever is not known is absent. Sizes are in bytes.
 */
export interface ServerInfo {
  system?: SystemInfo;
  storage?: StorageInfo;
  shares?: ShareCounts;
  /** Such as `Apache/2.4.62`. */
  webServer?: string;
  php?: PhpInfo;
  fpm?: FpmInfo;
  database?: DatabaseInfo;
  activeUsers?: ActiveUsers;
}

export interface SystemInfo {
  /** Four numbers: "34.0.1.2". */
  version?: string;
  theme?: string;
  avatars?: boolean;
  previews?: boolean;
  fileLocking?: boolean;
  debug?: boolean;
  /** The classes of the caches, such as `\OC\Memcache\Redis`; `none` for no cache. */
  localCache?: string;
  distributedCache?: string;
  lockingCache?: string;
  /** Of the file system that holds the data. */
  freeSpace?: number;
  /** The average load over 1, 5, and 15 minutes. */
  load?: number[];
  cpus?: number;
  memoryTotal?: number;
  memoryFree?: number;
  swapTotal?: number;
  swapFree?: number;
  apps?: InstalledApps;
  update?: UpdateInfo;
}

export interface InstalledApps {
  installed?: number;
  /** The versions that enabled apps can be updated to, by the IDs of the apps. */
  updates?: Record<string, string>;
}

/** An update of Nextcloud itself. */
export interface UpdateInfo {
  available?: boolean;
  version?: string;
  /** When the server last asked whether there is one. */
  checked?: Date;
}

/** Counts that a background job of the server determines now and then. */
export interface StorageInfo {
  users?: number;
  disabledUsers?: number;
  files?: number;
  storages?: number;
  localStorages?: number;
  homeStorages?: number;
  otherStorages?: number;
  appDataFiles?: number;
  appDataSize?: number;
}

/** The number of shares, in total and by whom they are with. */
export interface ShareCounts {
  total?: number;
  users?: number;
  groups?: number;
  links?: number;
  linksWithoutPassword?: number;
  mails?: number;
  rooms?: number;
  federatedSent?: number;
  federatedReceived?: number;
}

export interface PhpInfo {
  version?: string;
  /** Negative for no limit. */
  memoryLimit?: number;
  /** Seconds. */
  maxExecutionTime?: number;
  uploadMaxSize?: number;
  /** Seconds after which a changed file is noticed. */
  opcacheRevalidation?: number;
  opcache?: OpcacheInfo;
  apcu?: ApcuInfo;
  extensions?: string[];
}

/** The cache for compiled code. */
export interface OpcacheInfo {
  enabled?: boolean;
  full?: boolean;
  memory?: CacheMemory;
  /** Of the memory, the part for texts that occur more than once. */
  strings?: CacheMemory;
  use?: OpcacheUse;
}

export interface CacheMemory {
  total?: number;
  used?: number;
  free?: number;
  wasted?: number;
}

export interface OpcacheUse {
  scripts?: number;
  keys?: number;
  maxKeys?: number;
  hits?: number;
  misses?: number;
  /** Percent. */
  hitRate?: number;
  /** How often it was emptied because its memory was full. */
  outOfMemoryRestarts?: number;
  started?: Date;
}

/** The cache for data, shared by the processes of one machine. */
export interface ApcuInfo {
  use?: ApcuUse;
  memory?: CacheMemory;
}

export interface ApcuUse {
  entries?: number;
  hits?: number;
  misses?: number;
  /** Bytes. */
  size?: number;
  started?: Date;
}

/** The pool of PHP processes, if they are managed by FPM. */
export interface FpmInfo {
  pool?: string;
  /** `static`, `dynamic`, or `ondemand`. */
  manager?: string;
  acceptedConnections?: number;
  waiting?: number;
  maxWaiting?: number;
  idle?: number;
  active?: number;
  maxActive?: number;
  total?: number;
  /** How often there were too few processes. */
  maxChildrenReached?: number;
  slowRequests?: number;
}

export interface DatabaseInfo {
  /** `mysql`, `pgsql`, `sqlite3`, or `oci`. */
  type?: string;
  version?: string;
  size?: number;
}

/** How many users were active within a time. */
export interface ActiveUsers {
  last5Minutes?: number;
  lastHour?: number;
  lastDay?: number;
  lastWeek?: number;
  lastMonth?: number;
  last3Months?: number;
  last6Months?: number;
  lastYear?: number;
}
