import type {
  ActiveUsers,
  DatabaseInfo,
  FpmInfo,
  OpcacheInfo,
  PhpInfo,
  ShareCounts,
  StorageInfo,
  SystemInfo,
} from '../../ocs/serverInfo.ts';
import type { Disk } from '../../ocs/types.ts';

/** What a server tells of itself in a fraction of a second. JSON; sizes in bytes, times in ms since 1970. */
export interface Vitals {
  /** When it was asked. */
  at: number;
  /** Why it tells nothing, in a sentence; `null` if it does. */
  lacking: string | null;
  system?: Omit<SystemInfo, 'apps' | 'update'>;
  storage?: StorageInfo;
  shares?: ShareCounts;
  webServer?: string;
  php?: Omit<PhpInfo, 'opcache' | 'apcu' | 'extensions'> & {
    opcache?: Pick<OpcacheInfo, 'enabled' | 'full'>;
  };
  fpm?: FpmInfo;
  database?: DatabaseInfo;
  activeUsers?: ActiveUsers;
  /** Every file system of the machine. */
  disks?: Disk[];
}

/** What a server may have to ask the app store for, and its settings. */
export interface Outlook {
  /** Why updates are not known, in a sentence. */
  problem: string | null;
  installedApps?: number;
  /** The versions that enabled apps can be updated to, by the IDs of the apps. */
  updates?: Record<string, string>;
  update?: { available?: boolean; version?: string; checked?: number };
  /** How background jobs are run (`cron`, `webcron`, or `ajax`), and when they last were. */
  jobs?: { mode?: string; last?: number };
}

/** What changes from minute to minute, for charts. `null`: not told. */
export interface Sample {
  /** In ms since 1970. */
  at: number;
  /** The average load over the last minute. */
  load: number | null;
  /** The part of the memory that is in use, from 0 to 1. */
  memory: number | null;
}
