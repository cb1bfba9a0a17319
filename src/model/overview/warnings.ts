import * as l10n from '@vscode/l10n';
import { ago } from '../dates.ts';
import { humanSize } from '../quota.ts';
import { phpSupportEnds } from './phpSupport.ts';
import type { Outlook, Vitals } from './types.ts';

/** What a warning is derived from. */
export interface KnownState {
  vitals: Vitals;
  /** Absent until it arrives. */
  outlook?: Outlook | undefined;
  /** In ms since 1970. */
  now: number;
  /** A BCP 47 tag. */
  language: string;
}

export interface Warning {
  severity: 'error' | 'warning' | 'information';
  /** What is so, and what can be done about it. */
  text: string;
  next: string;
  /** What helps from here. */
  action?: 'openUpdates' | 'openServer';
}

/** A warning for whatever `find` finds. */
function rule<T>(row: {
  severity: Warning['severity'] | ((found: T) => Warning['severity']);
  find: (known: KnownState) => T | undefined;
  text: (found: T, known: KnownState) => string;
  next: (found: T, known: KnownState) => string;
  action?: Warning['action'];
}): (known: KnownState) => Warning[] {
  return known => {
    const found = row.find(known);
    if (found === undefined) return [];
    const { severity, action } = row;
    return [
      {
        severity: typeof severity === 'function' ? severity(found) : severity,
        text: row.text(found, known),
        next: row.next(found, known),
        ...(action && { action }),
      },
    ];
  };
}

const gigabyte = 1024 ** 3;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

const limits = {
  /** Parts of a file system that are free. */
  hardlyFree: 0.02,
  littleFree: 0.1,
  /** With more than this, a small part is a lot, too. */
  plentyFree: 100 * gigabyte,
  hardlyFreeSize: gigabyte,
  /** The part of the memory that is free. */
  littleMemory: 0.05,
  /** What Nextcloud recommends. */
  memoryLimit: 512 * 1024 ** 2,
  jobsMs: 60 * minuteMs,
  jobsStoppedMs: dayMs,
  updateCheckMs: 14 * dayMs,
  phpSoonMs: 60 * dayMs,
};

const isNone = (cache: string | undefined): boolean => cache === 'none';
const when = (is: boolean | undefined): true | undefined => (is ? true : undefined);
const positive = (count = 0): number | undefined => (count > 0 ? count : undefined);

interface Space {
  free: number;
  total: number | undefined;
}

/** The fullest file system, if it is full enough to be worth a warning. */
function tightSpace({ vitals: { system, disks = [] } }: KnownState): Space | undefined {
  const all: Space[] = disks.map(({ used, free }) => ({ free, total: used + free }));
  if (system?.freeSpace !== undefined) all.push({ free: system.freeSpace, total: undefined });
  const part = ({ free, total }: Space) => (total ? free / total : 1);
  const isTight = (space: Space) =>
    space.free < limits.hardlyFreeSize || (part(space) < limits.littleFree && space.free < limits.plentyFree);
  return all.filter(isTight).sort((a, b) => part(a) - part(b) || a.free - b.free)[0];
}

const isFull = ({ free, total }: Space): boolean =>
  free < limits.hardlyFreeSize || (total !== undefined && free / total < limits.hardlyFree);

/** What a server should be warned of. */
const rules: readonly ((known: KnownState) => Warning[])[] = [
  rule({
    severity: space => (isFull(space) ? 'error' : 'warning'),
    find: tightSpace,
    text: ({ free, total }, { language }) =>
      total === undefined
        ? l10n.t('Only {0} is free where the server keeps its data.', humanSize(free, language))
        : l10n.t(
            'Only {0} of {1} is free on a file system of the server.',
            humanSize(free, language),
            humanSize(total, language),
          ),
    next: () =>
      l10n.t(
        'Free some space, or enlarge the file system: without space, uploads fail and data may be damaged.',
      ),
  }),
  rule({
    find: ({ outlook, now }) => {
      const last = outlook?.jobs?.last;
      return last !== undefined && now - last > limits.jobsMs ? now - last : undefined;
    },
    severity: age => (age > limits.jobsStoppedMs ? 'error' : 'warning'),
    text: (age, { now, language }) => l10n.t('Background jobs last ran {0}.', ago(now - age, now, language)),
    next: () =>
      l10n.t(
        'Check that “cron.php” is run every 5 minutes. Until then, no cleaning up, no notifications by email, and no checks for updates.',
      ),
  }),
  rule({
    severity: 'warning',
    find: ({ outlook }) => when(outlook?.jobs?.mode === 'ajax'),
    text: () => l10n.t('Background jobs run only while somebody has the web interface open.'),
    next: () => l10n.t('Choose “Cron” under Basic settings, and have “cron.php” run every 5 minutes.'),
    action: 'openServer',
  }),
  rule({
    find: ({ vitals: { php }, now }) => {
      const at = php?.version === undefined ? undefined : phpSupportEnds(php.version);
      return at !== undefined && at - now < limits.phpSoonMs
        ? { at, now, version: php?.version ?? '' }
        : undefined;
    },
    severity: ends => (ends.at < ends.now ? 'error' : 'warning'),
    text: ({ at, now, version }, { language }) => {
      const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(at);
      return at < now
        ? l10n.t('PHP {0} has had no security fixes since {1}.', version, day)
        : l10n.t('PHP {0} gets no more security fixes after {1}.', version, day);
    },
    next: () => l10n.t('Install a newer version of PHP that this version of Nextcloud supports.'),
  }),
  rule({
    severity: 'warning',
    find: ({ vitals: { system } }) => when(isNone(system?.localCache)),
    text: () => l10n.t('There is no memory cache, so the server is slower than it could be.'),
    next: () => l10n.t('Install APCu, and set “memcache.local” in the configuration of the server.'),
  }),
  rule({
    severity: 'information',
    find: ({ vitals: { system } }) => when(system?.fileLocking === true && isNone(system.lockingCache)),
    text: () => l10n.t('Files are locked in the database, which is busy with it.'),
    next: () => l10n.t('Install Redis, and set “memcache.locking” in the configuration of the server.'),
  }),
  rule({
    severity: 'warning',
    find: ({ vitals: { php } }) => when(php?.opcache?.enabled === false),
    text: () => l10n.t('OPcache is disabled, so PHP compiles everything again for each request.'),
    next: () => l10n.t('Enable OPcache in the configuration of PHP.'),
  }),
  rule({
    severity: 'warning',
    find: ({ vitals: { php } }) => when(php?.opcache?.full),
    text: () => l10n.t('The memory of OPcache is full.'),
    next: () => l10n.t('Increase “opcache.memory_consumption” in the configuration of PHP.'),
  }),
  rule({
    severity: 'warning',
    find({ vitals: { php } }) {
      const limit = php?.memoryLimit;
      return limit !== undefined && limit > 0 && limit < limits.memoryLimit ? limit : undefined;
    },
    text: (limit, { language }) =>
      l10n.t('PHP may use {0} of memory for each request, which is little.', humanSize(limit, language)),
    next: (_, { language }) =>
      l10n.t(
        'Set “memory_limit” to {0} or more in the configuration of PHP.',
        humanSize(limits.memoryLimit, language),
      ),
  }),
  rule({
    severity: 'warning',
    find({ vitals: { system: { memoryTotal = 0, memoryFree } = {} } }) {
      const isLow = memoryFree !== undefined && memoryFree < limits.littleMemory * memoryTotal;
      return isLow ? { free: memoryFree, total: memoryTotal } : undefined;
    },
    text: ({ free, total }, { language }) =>
      l10n.t('Only {0} of {1} of memory is free.', humanSize(free, language), humanSize(total, language)),
    next: () => l10n.t('See what needs the memory, or add some.'),
  }),
  rule({
    severity: 'warning',
    find({ vitals: { system: { load, cpus } = {} } }) {
      const lately = load?.[2];
      return lately !== undefined && cpus !== undefined && lately > cpus ? { lately, cpus } : undefined;
    },
    text: ({ lately, cpus }, { language }) =>
      l10n.t(
        'The load over the last 15 minutes was {0}, with {1} processors: requests wait for each other.',
        lately.toLocaleString(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
        cpus,
      ),
    next: () => l10n.t('See what keeps the machine busy.'),
  }),
  rule({
    severity: 'information',
    find: ({ vitals: { fpm } }) => positive(fpm?.maxChildrenReached),
    text: times =>
      times === 1
        ? l10n.t('There were too few PHP processes once since PHP was started.')
        : l10n.t('There were too few PHP processes {0} times since PHP was started.', times),
    next: () =>
      l10n.t('Increase “pm.max_children” in the configuration of PHP-FPM, as far as the memory allows.'),
  }),
  rule({
    severity: 'warning',
    find: ({ vitals: { database } }) => when(database?.type?.startsWith('sqlite')),
    text: () => l10n.t('The database is SQLite, which takes one write at a time.'),
    next: () =>
      l10n.t('For more than a few users, move to MariaDB, MySQL or PostgreSQL by “occ db:convert-type”.'),
  }),
  rule({
    severity: 'warning',
    find: ({ vitals: { system } }) => when(system?.debug),
    text: () => l10n.t('Debug mode is on: the server is slower and tells more than it should.'),
    next: () => l10n.t('Remove “debug” from the configuration of the server.'),
  }),
  rule({
    severity: 'information',
    find: ({ outlook }) => (outlook?.update?.available ? outlook.update : undefined),
    text: ({ version }) =>
      version === undefined
        ? l10n.t('There is an update of Nextcloud.')
        : l10n.t('Nextcloud {0} is available.', version),
    next: () => l10n.t('Make a backup, then update in the web interface, or by the updater on the server.'),
    action: 'openServer',
  }),
  rule({
    severity: 'information',
    find({ outlook: { update } = { problem: null }, now }) {
      const checked = update?.checked;
      return checked !== undefined && now - checked > limits.updateCheckMs ? checked : undefined;
    },
    text: (checked, { now, language }) =>
      l10n.t('The server last looked for an update of itself {0}.', ago(checked, now, language)),
    next: () => l10n.t('Check its way to the internet, and that background jobs run.'),
  }),
  rule({
    severity: 'information',
    find: ({ outlook }) => positive(Object.keys(outlook?.updates ?? {}).length),
    text: count => (count === 1 ? l10n.t('1 app has an update.') : l10n.t('{0} apps have updates.', count)),
    next: () => l10n.t('See what changes, and update them.'),
    action: 'openUpdates',
  }),
];

const order = ['error', 'warning', 'information'] as const;

/** The worst first. */
export function warningsOf(known: KnownState): Warning[] {
  const all = rules.flatMap(find => find(known));
  return order.flatMap(severity => all.filter(warning => warning.severity === severity));
}
