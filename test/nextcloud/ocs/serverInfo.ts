import { Refusal } from '../answers.ts';
import type { Data } from '../data.ts';
import { isAdmin } from './call.ts';
import type { Call, Route } from './call.ts';

const base = 'apps/serverinfo/api/v1';
const app = 'serverinfo';
const unauthorized = new Refusal(401, '', { message: 'Unauthorized' });
const minute = 60;
const day = 86_400;

/** The state of the server. `info` knows a token as well as administrators, so it rejects others in its own way. */
export const serverInfoRoutes: readonly Route[] = [
  { method: 'GET', path: `${base}/info`, access: 'user', app, toStrangers: unauthorized, answer: info },
  {
    method: 'GET',
    path: `${base}/basicdata`,
    access: 'admin',
    app,
    answer: ({ clock }) => ({
      servertime: `${new Date(clock.now()).toUTCString()}\n`,
      uptime: '12 days, 3 hours, 20 minutes',
      thermalzones: [],
    }),
  },
  {
    method: 'GET',
    path: `${base}/diskdata`,
    access: 'admin',
    app,
    answer: ({ state }) => state.health.disks.map(disk => [...disk]),
  },
];

function info(call: Call): Data {
  if (!isAdmin(call.caller)) throw unauthorized;
  return {
    nextcloud: { system: system(call), storage: storage(call), shares: shares(call) },
    server: server(call),
    activeUsers: activeUsers(call),
  };
}

const yesOrNo = (value: boolean): string => (value ? 'yes' : 'no');

function system(call: Call): Data {
  const { state, version, params } = call;
  const { health } = state;
  // Up to 25 there is no way to leave out the apps.
  const hasApps = version.major < 28 || params.text('skipApps') === 'false';
  const hasUpdate = version.major >= 28 && params.text('skipUpdate') === 'false';
  return {
    version: version.version,
    theme: 'none',
    enable_avatars: 'yes',
    enable_previews: 'yes',
    'memcache.local': health.localCache,
    'memcache.distributed': health.distributedCache,
    'filelocking.enabled': 'yes',
    'memcache.locking': health.lockingCache,
    debug: yesOrNo(health.debug),
    freespace: health.freeSpace,
    cpuload: health.load ?? (version.major > 29 ? false : 'N/A'),
    ...(version.major > 29 && { cpunum: health.cpus }),
    mem_total: health.memoryTotal,
    mem_free: health.memoryFree,
    swap_total: health.swapTotal,
    swap_free: health.swapFree,
    ...(hasApps && { apps: apps(call) }),
    ...(hasUpdate && { update: update(call) }),
  };
}

function apps({ state }: Call): Data {
  const enabled = [...state.apps.values()].filter(one => one.enabled);
  const updates = enabled.flatMap(one =>
    one.update === undefined || !state.storeWorks ? [] : [[one.id, one.update] as const],
  );
  return {
    num_installed: enabled.length,
    num_updates_available: updates.length,
    app_updates: new Map(updates),
  };
}

function update({ state: { health } }: Call): Data {
  return {
    lastupdatedat: health.updateChecked,
    available: health.update !== undefined,
    ...(health.update !== undefined && { available_version: health.update }),
  };
}

function storage({ state, version }: Call): Data {
  const users = [...state.users.values()];
  const isNew = version.major > 29;
  return {
    num_users: users.length,
    ...(isNew && { num_disabled_users: users.filter(({ enabled }) => !enabled).length }),
    num_files: state.health.files,
    num_storages: users.length + 1,
    num_storages_local: 1,
    num_storages_home: users.length,
    num_storages_other: 0,
    ...(isNew && { size_appdata_storage: 734_003_200, num_files_appdata: 18_204 }),
  };
}

function shares({ state }: Call): Data {
  const { user, groups, link, mail, linkWithoutPassword } = state.health.shares;
  return {
    num_shares: user + groups + link + mail,
    num_shares_user: user,
    num_shares_groups: groups,
    num_shares_link: link,
    num_shares_mail: mail,
    num_shares_room: 0,
    num_shares_link_no_password: linkWithoutPassword,
    num_fed_shares_sent: 0,
    num_fed_shares_received: 0,
  };
}

function server({ state: { health }, version }: Call): Data {
  return {
    webserver: health.webServer,
    php: {
      version: health.php,
      memory_limit: health.memoryLimit,
      max_execution_time: 3600,
      upload_max_filesize: health.uploadLimit,
      ...(version.major > 25 && {
        opcache_revalidate_freq: 60,
        opcache,
        apcu,
        extensions: extensions(version.major),
      }),
    },
    ...(version.major > 29 && { fpm: false }),
    // The size is a text.
    database: { ...health.database, size: String(health.database.size) },
  };
}

function extensions(major: number): Data {
  const names = ['core', 'apcu', 'curl', 'gd', 'intl', 'pdo_mysql', 'zip'];
  return major >= 34 ? new Map(names.map((name, place) => [String(names.length - place), name])) : names;
}

const opcache = {
  opcache_enabled: true,
  cache_full: false,
  restart_pending: false,
  restart_in_progress: false,
  memory_usage: {
    used_memory: 47_765_760,
    free_memory: 86_450_328,
    wasted_memory: 1640,
    current_wasted_percentage: 0.0012,
  },
  interned_strings_usage: {
    buffer_size: 8_388_608,
    used_memory: 8_118_696,
    free_memory: 269_912,
    number_of_strings: 95_172,
  },
  opcache_statistics: {
    num_cached_scripts: 2122,
    num_cached_keys: 4082,
    max_cached_keys: 16_229,
    hits: 1_817_591,
    start_time: 1_795_781_022,
    last_restart_time: 0,
    oom_restarts: 0,
    hash_restarts: 0,
    manual_restarts: 0,
    misses: 2128,
    blacklist_misses: 0,
    blacklist_miss_ratio: 0,
    opcache_hit_rate: 99.883,
  },
  jit: { enabled: false, on: false, kind: 0, opt_level: 0, opt_flags: 0, buffer_size: 0, buffer_free: 0 },
};

const apcu = {
  cache: {
    num_slots: 4099,
    ttl: 0,
    num_hits: 51_000,
    num_misses: 210,
    num_inserts: 123,
    num_entries: 119,
    expunges: 0,
    start_time: 1_795_781_022,
    mem_size: 16_184,
    memory_type: 'mmap',
  },
  sma: { num_seg: 1, seg_size: 33_554_312, avail_mem: 33_501_336 },
};

/** Whoever signed in within so many seconds. */
const times = {
  last5minutes: 5 * minute,
  last1hour: 60 * minute,
  last24hours: day,
  last7days: 7 * day,
  last1month: 30 * day,
  last3months: 91 * day,
  last6months: 182 * day,
  lastyear: 365 * day,
};

function activeUsers({ state, version, clock }: Call): Data {
  const now = clock.seconds();
  const users = [...state.users.values()];
  return Object.fromEntries(
    Object.entries(times)
      .slice(0, version.major > 29 ? undefined : 3)
      .map(([name, seconds]) => [name, users.filter(({ lastLogin }) => lastLogin > now - seconds).length]),
  );
}
