import type {
  ActiveUsers,
  ApcuInfo,
  ApcuUse,
  CacheMemory,
  DatabaseInfo,
  FpmInfo,
  InstalledApps,
  OpcacheInfo,
  OpcacheUse,
  PhpInfo,
  ServerInfo,
  ShareCounts,
  StorageInfo,
  SystemInfo,
  UpdateInfo,
} from '../serverInfo.ts';
import type { Disk } from '../types.ts';
import {
  boolean,
  decode,
  filled,
  integer,
  list,
  mismatch,
  number,
  optional,
  record,
  required,
  text,
  tolerantList,
  tolerantMap,
  type Reader,
} from './reader.ts';

/** What the server cannot find out is sent as one of these. */
const unknown: readonly unknown[] = ['N/A', false, null, ''];

const known =
  <T>(read: Reader<T>): Reader<T | undefined> =>
  value =>
    unknown.includes(value) ? undefined : read(value);

const count = known(integer);

/** A negative number says why it is not known. */
const size = known(value => {
  const bytes = number(value);
  return bytes < 0 ? undefined : bytes;
});

const kibibytes = known(value => {
  const amount = size(value);
  return amount === undefined ? undefined : amount * 1024;
});

const words: ReadonlyMap<unknown, boolean> = new Map([
  ['yes', true],
  ['no', false],
]);
const yesOrNo: Reader<boolean> = value => words.get(value) ?? boolean(value);

/** Seconds since 1970; 0 for never. */
const moment: Reader<Date | undefined> = value => {
  const seconds = integer(value);
  return seconds > 0 ? new Date(seconds * 1000) : undefined;
};

const apps = record<InstalledApps>({
  installed: optional('num_installed', count),
  updates: optional('app_updates', tolerantMap(filled)),
});

const update = record<UpdateInfo>({
  available: optional('available', boolean),
  version: optional('available_version', known(filled)),
  checked: optional('lastupdatedat', moment),
});

const system = record<SystemInfo>({
  version: optional('version', filled),
  theme: optional('theme', text),
  avatars: optional('enable_avatars', yesOrNo),
  previews: optional('enable_previews', yesOrNo),
  fileLocking: optional('filelocking.enabled', yesOrNo),
  debug: optional('debug', yesOrNo),
  localCache: optional('memcache.local', filled),
  distributedCache: optional('memcache.distributed', filled),
  lockingCache: optional('memcache.locking', filled),
  freeSpace: optional('freespace', size),
  load: optional('cpuload', known(list(number))),
  cpus: optional('cpunum', known(positive)),
  memoryTotal: optional('mem_total', kibibytes),
  memoryFree: optional('mem_free', kibibytes),
  swapTotal: optional('swap_total', kibibytes),
  swapFree: optional('swap_free', kibibytes),
  apps: optional('apps', apps),
  update: optional('update', update),
});

/** The number of processors is -1 where it is not known. */
function positive(value: unknown): number | undefined {
  const amount = integer(value);
  return amount > 0 ? amount : undefined;
}

const storage = record<StorageInfo>({
  users: optional('num_users', count),
  disabledUsers: optional('num_disabled_users', count),
  files: optional('num_files', count),
  storages: optional('num_storages', count),
  localStorages: optional('num_storages_local', count),
  homeStorages: optional('num_storages_home', count),
  otherStorages: optional('num_storages_other', count),
  appDataFiles: optional('num_files_appdata', count),
  appDataSize: optional('size_appdata_storage', size),
});

const shares = record<ShareCounts>({
  total: optional('num_shares', count),
  users: optional('num_shares_user', count),
  groups: optional('num_shares_groups', count),
  links: optional('num_shares_link', count),
  linksWithoutPassword: optional('num_shares_link_no_password', count),
  mails: optional('num_shares_mail', count),
  rooms: optional('num_shares_room', count),
  federatedSent: optional('num_fed_shares_sent', count),
  federatedReceived: optional('num_fed_shares_received', count),
});

const opcache = record<OpcacheInfo>({
  enabled: optional('opcache_enabled', boolean),
  full: optional('cache_full', boolean),
  memory: optional(
    'memory_usage',
    record<CacheMemory>({
      total: optional('total_memory', size),
      used: optional('used_memory', size),
      free: optional('free_memory', size),
      wasted: optional('wasted_memory', size),
    }),
  ),
  strings: optional(
    'interned_strings_usage',
    record<CacheMemory>({
      total: optional('buffer_size', size),
      used: optional('used_memory', size),
      free: optional('free_memory', size),
      wasted: optional('wasted_memory', size),
    }),
  ),
  use: optional(
    'opcache_statistics',
    record<OpcacheUse>({
      scripts: optional('num_cached_scripts', count),
      keys: optional('num_cached_keys', count),
      maxKeys: optional('max_cached_keys', count),
      hits: optional('hits', count),
      misses: optional('misses', count),
      hitRate: optional('opcache_hit_rate', known(number)),
      outOfMemoryRestarts: optional('oom_restarts', count),
      started: optional('start_time', moment),
    }),
  ),
});

const apcu = record<ApcuInfo>({
  use: optional(
    'cache',
    known(
      record<ApcuUse>({
        entries: optional('num_entries', count),
        hits: optional('num_hits', count),
        misses: optional('num_misses', count),
        size: optional('mem_size', size),
        started: optional('start_time', moment),
      }),
    ),
  ),
  memory: optional(
    'sma',
    known(
      record<CacheMemory>({
        total: optional('seg_size', size),
        used: optional('used_mem', size),
        free: optional('avail_mem', size),
        wasted: optional('wasted_mem', size),
      }),
    ),
  ),
});

const php = record<PhpInfo>({
  version: optional('version', filled),
  memoryLimit: optional('memory_limit', known(number)),
  maxExecutionTime: optional('max_execution_time', count),
  uploadMaxSize: optional('upload_max_filesize', size),
  opcacheRevalidation: optional('opcache_revalidate_freq', count),
  opcache: optional('opcache', known(opcache)),
  apcu: optional('apcu', known(apcu)),
  extensions: optional('extensions', known(tolerantList(filled, () => undefined))),
});

const fpm = record<FpmInfo>({
  pool: optional('pool', text),
  manager: optional('process-manager', text),
  acceptedConnections: optional('accepted-conn', count),
  waiting: optional('listen-queue', count),
  maxWaiting: optional('max-listen-queue', count),
  idle: optional('idle-processes', count),
  active: optional('active-processes', count),
  maxActive: optional('max-active-processes', count),
  total: optional('total-processes', count),
  maxChildrenReached: optional('max-children-reached', count),
  slowRequests: optional('slow-requests', count),
});

const database = record<DatabaseInfo>({
  type: optional('type', filled),
  version: optional('version', known(filled)),
  size: optional('size', size),
});

const activeUsers = record<ActiveUsers>({
  last5Minutes: optional('last5minutes', count),
  lastHour: optional('last1hour', count),
  lastDay: optional('last24hours', count),
  lastWeek: optional('last7days', count),
  lastMonth: optional('last1month', count),
  last3Months: optional('last3months', count),
  last6Months: optional('last6months', count),
  lastYear: optional('lastyear', count),
});

const nextcloud = record<Pick<ServerInfo, 'system' | 'storage' | 'shares'>>({
  system: optional('system', system),
  storage: optional('storage', storage),
  shares: optional('shares', shares),
});

const server = record<Pick<ServerInfo, 'webServer' | 'php' | 'fpm' | 'database'>>({
  webServer: optional('webserver', known(filled)),
  php: optional('php', php),
  fpm: optional('fpm', known(fpm)),
  database: optional('database', database),
});

const all = record<{ nextcloud: ServerInfo; server: ServerInfo; activeUsers?: ActiveUsers }>({
  nextcloud: required('nextcloud', nextcloud),
  server: required('server', server),
  activeUsers: optional('activeUsers', activeUsers),
});

/** `serverinfo/api/v1/info` (app “serverinfo”, `README`, "API"). */
export const decodeServerInfo = (data: unknown): ServerInfo => {
  const { nextcloud: own, server: machine, ...rest } = decode(all, data);
  return { ...own, ...machine, ...rest };
};

const gigabyte = 1024 ** 3;

/** `[used, free]` in gigabytes. */
const disk: Reader<Disk> = value => {
  const [used, free, ...rest] = list(number)(value);
  return used === undefined || free === undefined || rest.length > 0
    ? mismatch('used and free space', value)
    : { used: used * gigabyte, free: free * gigabyte };
};

const disks = tolerantList(disk, () => undefined);

/** `serverinfo/api/v1/diskdata`. */
export const decodeDisks = (data: unknown): Disk[] => decode(disks, data);
