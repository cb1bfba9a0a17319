import assert from 'node:assert/strict';
import {
  decodeAppState,
  decodeCategories,
  decodeConfigNames,
  decodeConfigValue,
  decodeStoreApps,
  decodeTwoFactor,
} from '../../../../src/ocs/decode/instance.ts';
import { noting } from '../../../../src/ocs/decode/index.ts';
import { decodeDisks, decodeServerInfo } from '../../../../src/ocs/decode/serverInfo.ts';
import { readRecordingsOfWhole, recordedWhole } from '../../nextcloud/recordings.ts';
import type { Exchange } from '../../nextcloud/recordings.ts';
import { dataOf, refusal, sent } from './support.ts';

type Decoder = (data: unknown) => unknown;

const decoders: readonly [path: RegExp, decode: Decoder][] = [
  [/\/config\/apps(\/[^/]+)?$/, decodeConfigNames],
  [/\/config\/apps\/[^/]+\/[^/]+$/, decodeConfigValue],
  [/\/twofactor\/state$/, decodeTwoFactor],
  [/\/serverinfo\/api\/v1\/info$/, decodeServerInfo],
  [/\/diskdata$/, decodeDisks],
  [/\/apps\/categories$/, decodeCategories],
  [/\/appstore\/api\/v1\/apps$/, decodeStoreApps],
];

const decoderOf = ({ request }: Exchange): Decoder | undefined => {
  const [path = ''] = request.path.split('?');
  return request.method === 'GET' ? decoders.find(([pattern]) => pattern.test(path))?.[1] : undefined;
};

/** Decodes, and returns what was left out as well. */
function heard<T>(decode: () => T): [T, string[]] {
  const oddities: string[] = [];
  return [noting(oddity => oddities.push(oddity), decode), oddities];
}

for (const major of recordedWhole)
  it(`the decoders read all recordings of the instance of Nextcloud ${major} and leave nothing out`, () => {
    let count = 0;
    for (const exchange of readRecordingsOfWhole(major)) {
      const decode = decoderOf(exchange);
      if (!decode || exchange.response.status !== 200) continue;
      const [, oddities] = heard(() => decode(dataOf(exchange.response.body)));
      assert.deepEqual(oddities, [], exchange.name);
      count++;
    }
    console.log(`      decoded ${count} exchanges`);
    assert(count >= 20);
  });

const recordedInfo = (major: 34 | 29) =>
  decodeServerInfo(
    dataOf(readRecordingsOfWhole(major).find(({ name }) => name === 'serverinfo-admin')!.response.body),
  );

describe('decodeServerInfo', () => {
  it('reads what Nextcloud 34 sends', () => {
    const { system, storage, shares, php, fpm, database, activeUsers, webServer } = recordedInfo(34);
    assert.equal(system?.version, '34.0.1.2');
    assert.deepEqual([system.avatars, system.debug, system.localCache], [true, false, 'none']);
    assert.deepEqual([system.cpus, system.load?.length], [2, 3]);
    assert.equal(system.memoryTotal, 123_456_789 * 1024);
    assert.deepEqual(system.apps, { installed: 50, updates: {} });
    assert.deepEqual(
      [system.update?.available, system.update?.checked?.getTime()],
      [false, 1_795_780_692_000],
    );
    assert.deepEqual([storage?.homeStorages, storage?.disabledUsers, shares?.total], [5005, 100, 0]);
    assert.deepEqual([php?.version, php?.memoryLimit, php?.extensions?.[0]], ['8.2.36', 1024 ** 3, 'apcu']);
    assert.deepEqual([php?.opcache?.enabled, php?.opcache?.memory?.used], [true, 47_765_760]);
    assert.deepEqual([php?.apcu?.use?.entries, php?.apcu?.memory?.free], [119, 33_501_336]);
    assert.equal(fpm, undefined);
    assert.deepEqual(database, { type: 'mysql', version: '10.11.19', size: 62_881_792 });
    assert.deepEqual([activeUsers?.last5Minutes, activeUsers?.lastYear], [1, 1]);
    assert.equal(webServer, 'PHP 8.2.36 Development Server');
  });

  it('leaves absent what Nextcloud 29 does not send', () => {
    const { system, storage, activeUsers } = recordedInfo(29);
    assert.deepEqual([system?.cpus, storage?.disabledUsers], [undefined, undefined]);
    assert.deepEqual(Object.keys(activeUsers ?? {}), ['last5Minutes', 'lastHour', 'lastDay']);
  });

  const info = (system: object, server: object = {}) => decodeServerInfo({ nextcloud: { system }, server });

  it('takes what the server could not find out for unknown, without a notice', () => {
    const [read, oddities] = heard(() =>
      info(
        { cpuload: 'N/A', cpunum: -1, mem_total: 'N/A', mem_free: null, freespace: -2 },
        {
          php: { opcache: [], apcu: [], extensions: null },
          fpm: false,
          database: { type: 'oci', size: 'N/A' },
        },
      ),
    );
    assert.deepEqual(read, { system: {}, php: { opcache: {}, apcu: {} }, database: { type: 'oci' } });
    assert.deepEqual(oddities, []);
  });

  it('leaves out each odd value by itself, and names it', () => {
    const [read, oddities] = heard(() =>
      info(
        { version: 34, debug: 'perhaps', cpuload: [1, 'x', 2], mem_free: '2048', swap_free: {} },
        { php: 'old', webserver: 'nginx' },
      ),
    );
    assert.deepEqual(read, { system: { memoryFree: 2048 * 1024 }, webServer: 'nginx' });
    assert.deepEqual(
      oddities.map(oddity => oddity.split(':')[0]),
      ['version', 'debug', 'cpuload.1', 'swap_free', 'php'],
    );
  });

  it('reads updates of apps and of Nextcloud, and a pool of PHP', () => {
    const { system, fpm } = info(
      {
        apps: { num_installed: '3', app_updates: { mail: '5.5.2', deck: 1 } },
        update: { available: true, available_version: '35.0.1', lastupdatedat: 0 },
      },
      {
        fpm: { pool: 'www', 'process-manager': 'dynamic', 'active-processes': 3, 'max-children-reached': 1 },
      },
    );
    assert.deepEqual(system?.apps, { installed: 3, updates: { mail: '5.5.2' } });
    assert.deepEqual(system.update, { available: true, version: '35.0.1' });
    assert.deepEqual(fpm, { pool: 'www', manager: 'dynamic', active: 3, maxChildrenReached: 1 });
  });

  it('refuses an answer of another shape', () => {
    for (const odd of [[], {}, 'x', { nextcloud: [1], server: {} }, { nextcloud: {} }])
      assert.match(
        refusal(() => decodeServerInfo(odd)),
        /cannot be used/,
      );
  });
});

describe('decodeStoreApps', () => {
  it('reads an app with little, and one of the store', () => {
    const [bare, found] = decodeStoreApps([
      { id: 'bare' },
      {
        id: 'cospend',
        license: ['agpl'],
        author: 'A, B',
        types: [],
        groups: null,
        level: 100,
        isCompatible: false,
        missingDependencies: ['No dlib', 1],
        screenshot: 'https://example.com/x.png',
      },
    ]);
    assert.deepEqual(bare, {
      id: 'bare',
      authors: [],
      categories: [],
      types: [],
      missingDependencies: [],
    });
    assert(found);
    const { licence, authors, limitedTo, level, compatible, missingDependencies, screenshots } = found;
    assert.deepEqual(
      [licence, authors, limitedTo, level, compatible],
      ['agpl', ['A, B'], undefined, 'community', false],
    );
    assert.deepEqual([missingDependencies, screenshots], [['No dlib'], ['https://example.com/x.png']]);
  });

  it('leaves out odd fields and apps without an ID', () => {
    const [apps, oddities] = heard(() =>
      decodeStoreApps([
        { name: 'nobody' },
        { id: 'odd', level: 'high', groups: 7, update: false, active: 'x' },
      ]),
    );
    assert.deepEqual(
      apps.map(({ id }) => id),
      ['odd'],
    );
    assert.deepEqual(
      [apps[0]?.level, apps[0]?.limitedTo, apps[0]?.enabled],
      [undefined, undefined, undefined],
    );
    assert.equal(oddities.length, 5);
  });

  it('tells levels apart', () => {
    const levels = [300, 200, 199, 0].map(level => decodeStoreApps([{ id: 'x', level }])[0]?.level);
    assert.deepEqual(levels, ['supported', 'official', 'community', 'community']);
  });

  it('refuses anything but a list', () =>
    assert.match(
      refusal(() => decodeStoreApps('x')),
      /cannot be used/,
    ));
});

it('decodeAppState reads groups in any form', () => {
  assert.deepEqual(['', 'no', 'yes', '["a","12"]', '[12]', '[]', 'staff', '"staff"'].map(decodeAppState), [
    { enabled: false },
    { enabled: false },
    { enabled: true },
    { enabled: true, limitedTo: ['a', '12'] },
    { enabled: true, limitedTo: ['12'] },
    { enabled: true, limitedTo: [] },
    { enabled: true, limitedTo: ['staff'] },
    { enabled: true, limitedTo: ['staff'] },
  ]);
});

it('decodeTwoFactor leaves out odd providers', () => {
  assert.deepEqual(decodeTwoFactor([]), {});
  assert.deepEqual(decodeTwoFactor({ totp: true, odd: 'x', backup_codes: false }), {
    totp: true,
    backup_codes: false,
  });
  assert.deepEqual(decodeTwoFactor(sent(new Map([['totp', true]]), 'xml')), { totp: true });
  assert.match(
    refusal(() => decodeTwoFactor('x')),
    /cannot be used/,
  );
});

it('decodeConfigNames and decodeConfigValue read numbers and nothing', () => {
  assert.deepEqual(decodeConfigNames({ data: ['a', 12, null] }), ['a', '12']);
  assert.equal(decodeConfigValue({ data: '' }), '');
  assert.match(
    refusal(() => decodeConfigNames({})),
    /cannot be used/,
  );
  assert.match(
    refusal(() => decodeConfigValue({ data: ['x'] })),
    /cannot be used/,
  );
});

it('decodeDisks leaves out odd disks', () =>
  assert.deepEqual(decodeDisks([[1, 2], [3], 'x', { 0: 0.5, 1: 0.25 }]), [
    { used: 1024 ** 3, free: 2 * 1024 ** 3 },
    { used: 1024 ** 3 / 2, free: 1024 ** 3 / 4 },
  ]));
