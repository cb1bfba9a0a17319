import assert from 'node:assert/strict';
import { phpSupportEnds } from '../../../../src/model/overview/phpSupport.ts';
import type { Outlook, Vitals } from '../../../../src/model/overview/types.ts';
import { warningsOf } from '../../../../src/model/overview/warnings.ts';

const now = Date.parse('2026-11-29T03:00:00Z');
const gigabyte = 1024 ** 3;
const minute = 60_000;

const well: Vitals = {
  at: now,
  lacking: null,
  system: {
    debug: false,
    fileLocking: true,
    localCache: '\\OC\\Memcache\\APCu',
    lockingCache: '\\OC\\Memcache\\Redis',
    freeSpace: 412 * gigabyte,
    load: [0.4, 0.5, 0.6],
    cpus: 4,
    memoryTotal: 16 * gigabyte,
    memoryFree: 9 * gigabyte,
  },
  php: { version: '8.4.2', memoryLimit: gigabyte / 2, opcache: { enabled: true, full: false } },
  fpm: { maxChildrenReached: 0 },
  database: { type: 'pgsql' },
  disks: [{ used: 588 * gigabyte, free: 412 * gigabyte }],
};
const current: Outlook = {
  problem: null,
  updates: {},
  update: { available: false, checked: now - 60 * minute },
  jobs: { mode: 'cron', last: now - 4 * minute },
};

const about = (vitals: Vitals, outlook?: Outlook) => warningsOf({ vitals, outlook, now, language: 'en' });
const texts = (vitals: Vitals, outlook?: Outlook) =>
  about(vitals, outlook).map(({ severity, text }) => `${severity}: ${text}`);
const withSystem = (system: Vitals['system']): Vitals => ({ ...well, system: { ...well.system, ...system } });
const withPhp = (php: Vitals['php']): Vitals => ({ ...well, php: { ...well.php, ...php } });

describe('warningsOf', () => {
  it('warns of nothing where all is well, and where nothing is told', () => {
    assert.deepEqual(texts(well, current), []);
    assert.deepEqual(texts({ at: now, lacking: null }), []);
    assert.deepEqual(texts({ at: now, lacking: null }, { problem: 'No.' }), []);
  });

  const cases: readonly [string, Vitals, Outlook | undefined, RegExp][] = [
    [
      'a full file system',
      { ...well, disks: [...(well.disks ?? []), { used: 999 * gigabyte, free: gigabyte }] },
      undefined,
      /^error: Only 1 GB of 1,000 GB is free on a file system/,
    ],
    [
      'a file system that is getting full',
      { ...well, disks: [{ used: 95 * gigabyte, free: 5 * gigabyte }] },
      undefined,
      /^warning: Only 5 GB of 100 GB is free/,
    ],
    ['no space for data', withSystem({ freeSpace: 1000 }), undefined, /^error: Only 1,000 B is free where/],
    ['no memory cache', withSystem({ localCache: 'none' }), undefined, /^warning: There is no memory cache/],
    [
      'locks in the database',
      withSystem({ lockingCache: 'none' }),
      undefined,
      /^information: Files are lock/,
    ],
    ['debug mode', withSystem({ debug: true }), undefined, /^warning: Debug mode is on/],
    [
      'little memory',
      withSystem({ memoryFree: gigabyte / 4 }),
      undefined,
      /^warning: Only 256 MB of 16 GB of/,
    ],
    [
      'a high load',
      withSystem({ load: [9, 8, 7] }),
      undefined,
      /^warning: The load .* was 7\.0, with 4 proc/,
    ],
    [
      'an old PHP',
      withPhp({ version: '8.1.31' }),
      undefined,
      /^error: PHP 8\.1\.31 has had .* December 31, 2025/,
    ],
    ['an ageing PHP', withPhp({ version: '8.2.1' }), undefined, /^warning: PHP 8\.2\.1 gets no more .* 2026/],
    ['a stingy PHP', withPhp({ memoryLimit: gigabyte / 8 }), undefined, /^warning: PHP may use 128 MB/],
    ['no OPcache', withPhp({ opcache: { enabled: false } }), undefined, /^warning: OPcache is disabled/],
    [
      'a full OPcache',
      withPhp({ opcache: { full: true } }),
      undefined,
      /^warning: The memory of OPcache is full/,
    ],
    ['too few processes', { ...well, fpm: { maxChildrenReached: 3 } }, undefined, /^information: .* 3 times/],
    ['SQLite', { ...well, database: { type: 'sqlite3' } }, undefined, /^warning: The database is SQLite/],
    [
      'late jobs',
      well,
      { ...current, jobs: { last: now - 120 * minute } },
      /^warning: .* last ran 2 hours ago/,
    ],
    ['no jobs', well, { ...current, jobs: { last: now - 2880 * minute } }, /^error: .* last ran 2 days ago/],
    ['jobs by chance', well, { ...current, jobs: { mode: 'ajax' } }, /^warning: Background jobs run only/],
    [
      'an update',
      well,
      { ...current, update: { available: true, version: '34.0.2' } },
      /^information: Nextcloud 34\.0\.2 is available/,
    ],
    [
      'nobody looking for updates',
      well,
      { ...current, update: { checked: now - 30 * 1440 * minute } },
      /^information: The server last looked for an update of itself 4 weeks ago/,
    ],
    ['updates of apps', well, { ...current, updates: { deck: '2' } }, /^information: 1 app has an update/],
  ];
  for (const [what, vitals, outlook, expected] of cases)
    it(`warns of ${what}, and says what to do`, () => {
      const found = about(vitals, outlook ?? current);
      assert.equal(found.length, 1, JSON.stringify(found));
      assert.match(texts(vitals, outlook ?? current)[0] ?? '', expected);
      assert.match(found[0]?.next ?? '', /\.$/);
    });

  it('has the worst first', () => {
    const bad = { ...withPhp({ version: '7.0.3' }), disks: [{ used: 0, free: 0 }] };
    const severities = about(
      { ...bad, system: { debug: true } },
      { ...current, updates: { a: '1', b: '2' } },
    );
    assert.deepEqual(
      severities.map(({ severity }) => severity),
      ['error', 'error', 'warning', 'information'],
    );
  });

  it('does not call a large file system full that has plenty of space', () =>
    assert.deepEqual(
      texts({ ...well, disks: [{ used: 9000 * gigabyte, free: 500 * gigabyte }] }, current),
      [],
    ));
});

describe('phpSupportEnds', () => {
  it('knows old and current versions, and says nothing of others', () => {
    assert.equal(phpSupportEnds('8.3.14'), Date.parse('2027-12-31T23:59:59Z'));
    assert.equal(phpSupportEnds('5.6.40-deb'), phpSupportEnds('7.3'));
    for (const other of ['9.0.0', 'HHVM', '', '8']) assert.equal(phpSupportEnds(other), undefined, other);
  });
});
