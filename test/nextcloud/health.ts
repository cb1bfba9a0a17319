const gigabyte = 2 ** 30;

/** How the machine of a server is, as the app `serverinfo` tells it. Tests change it. */
export class Health {
  /** Bytes, beside the data. */
  freeSpace = 412 * gigabyte;
  /** Used and free gigabytes of each file system. */
  disks: (readonly [used: number, free: number])[] = [[588.3, 411.7]];
  /** Over 1, 5 and 15 minutes; absent where the machine does not tell. */
  load: readonly number[] | undefined = [0.42, 0.58, 0.61];
  cpus = 4;
  /** Kibibytes. */
  memoryTotal = 16_384_000;
  memoryFree = 9_830_400;
  swapTotal = 4_194_304;
  swapFree = 4_194_304;
  localCache = '\\OC\\Memcache\\APCu';
  distributedCache = '\\OC\\Memcache\\Redis';
  lockingCache = '\\OC\\Memcache\\Redis';
  debug = false;
  /** The version of Nextcloud that there is an update to. */
  update: string | undefined;
  files = 1_284_332;
  /** With users, groups, by link, by mail. */
  shares = { user: 1904, groups: 311, link: 768, mail: 42, linkWithoutPassword: 96 };
  webServer = 'Apache/2.4.62 (Debian)';
  php = '8.3.14';
  /** Bytes. */
  memoryLimit = 512 * 2 ** 20;
  uploadLimit = 2 * gigabyte;
  database = { type: 'mysql', version: '10.11.19', size: 2_884_304_896 };
  /** Seconds since 1970: when the server last looked for an update. */
  updateChecked = 1_795_780_692;
}
