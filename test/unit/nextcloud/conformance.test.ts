import assert from 'node:assert/strict';
import { isDeepStrictEqual } from 'node:util';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { reasonToLeaveOut } from './leftOut.ts';
import { explanations } from './normalise.ts';
import { readRecordings, readRecordingsOfWhole, recorded, recordedWhole } from './recordings.ts';
import type { Exchange } from './recordings.ts';
import { replay } from './replay.ts';
import type { Replayed } from './replay.ts';
import type { Setup } from './replay.ts';
import { recordedServer, setup } from './setup.ts';
import { recordedWholeServer } from './setupWhole.ts';

const wanted = 0.97;

describe('the simulated server compared with recordings', () => {
  for (const major of recorded)
    it(`answers like Nextcloud ${major}`, async function () {
      this.timeout(60_000);
      const exchanges = readRecordings(major);
      await compare(
        `Nextcloud ${major}`,
        exchanges,
        await recordedServer(major, exchanges),
        setup(major, exchanges),
      );
    });

  for (const major of recordedWhole)
    it(`answers like Nextcloud ${major} about the instance as a whole`, async () => {
      const exchanges = readRecordingsOfWhole(major);
      await compare(`Nextcloud ${major} as a whole`, exchanges, await recordedWholeServer(major, exchanges));
    });

  after(() => console.log(`      Not compared as such:\n        ${explanations.join('\n        ')}`));
});

async function compare(
  what: string,
  exchanges: readonly Exchange[],
  server: SimulatedNextcloud,
  between: Setup = () => undefined,
): Promise<void> {
  const replayed = await replay(server, exchanges, between).finally(() => server.close());
  const counted = replayed.filter(({ exchange }) => reasonToLeaveOut(exchange) === undefined);
  report(what, replayed, counted);
  const share = counted.filter(isReproduced).length / counted.length;
  assert.ok(share >= wanted, `${(share * 100).toFixed(1)} % reproduced`);
}

function isReproduced({ recorded, simulated }: Replayed): boolean {
  const isSameCode = recorded.status === simulated.status && recorded.code === simulated.code;
  return isSameCode && isDeepStrictEqual(recorded.data, simulated.data);
}

function report(what: string, replayed: readonly Replayed[], counted: readonly Replayed[]): void {
  const reproduced = counted.filter(isReproduced);
  const messages = reproduced.filter(({ recorded, simulated }) => recorded.message === simulated.message);
  console.log(
    `      ${what}: reproduced ${reproduced.length} of ${counted.length}, messages ${messages.length}`,
  );
  for (const [endpoint, group] of byEndpoint(counted))
    console.log(`        ${endpoint}: ${group.filter(isReproduced).length} of ${group.length}`);
  for (const { exchange } of counted.filter(one => !isReproduced(one)))
    console.log(`        differs: ${exchange.n} ${exchange.name}`);
  for (const { exchange } of replayed) {
    const reason = reasonToLeaveOut(exchange);
    if (reason !== undefined) console.log(`        left out: ${exchange.n} ${exchange.name}: ${reason}`);
  }
}

function byEndpoint(replayed: readonly Replayed[]): Map<string, Replayed[]> {
  const groups = new Map<string, Replayed[]>();
  for (const one of replayed) {
    const endpoint = endpointOf(one.exchange.request.method, one.exchange.request.path);
    groups.set(endpoint, [...(groups.get(endpoint) ?? []), one]);
  }
  return new Map([...groups].sort(([a], [b]) => a.localeCompare(b)));
}

const collections = /^(users|groups|apps|user\/fields)\/(?!details$|disabled$|recent$)(.+?)(\/(?:users\/details|users|subadmins|groups|enable|disable|wipe|welcome|additional_mail\w*|bogus)(?:\/details)?)?$/; // prettier-ignore

/** `GET users/{id}` for `/ocs/v1.php/cloud/users/alice?format=json`. */
function endpointOf(method: string, path: string): string {
  const [site = ''] = path.split('?');
  const call = site.replace(/^\/(ocs\/v[12]\.php|index\.php)\//, '').replace(/^cloud\//, '');
  return `${method} ${call
    .replace(collections, '$1/{id}$3')
    .replace(/avatar\/.*/, 'avatar/{user}/{size}')
    .replace(/^\//, '')}`;
}
