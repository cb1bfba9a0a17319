import assert from 'node:assert/strict';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { diagnose } from '../../../src/doctor/diagnose.ts';
import type { DoctorOptions, Patient } from '../../../src/doctor/examination.ts';
import type { FindingId } from '../../../src/doctor/findings/index.ts';
import { report } from '../../../src/doctor/report.ts';
import { startNextcloud, type SimulatedNextcloud } from '../../nextcloud/index.ts';
import { certify, type Identity } from '../../support/certificates.ts';

const day = 24 * 60 * 60_000;

/** What is found, and the whole report. */
async function examine(
  patient: Patient,
  options: DoctorOptions = {},
): Promise<{ ids: FindingId[]; text: string }> {
  const diagnosis = await diagnose(patient, options);
  return {
    ids: diagnosis.steps.flatMap(({ findings }) => findings.map(({ id }) => id)),
    text: report(diagnosis, true),
  };
}

describe('diagnose, on the way to the server', () => {
  let nextcloud: SimulatedNextcloud;

  beforeEach(async () => {
    nextcloud = await startNextcloud({ version: 34 });
  });

  afterEach(() => nextcloud.close());

  for (const url of ['hello', 'ftp://cloud.example.com/', 'https://'])
    it(`finds addressInvalid for “${url}”`, async () =>
      assert.deepEqual((await examine({ url })).ids, ['addressInvalid']));

  it('hides what may be a password in an address', async () => {
    const { text } = await examine({ url: 'ftp://me:secret@cloud.example.com' });
    assert(!text.includes('secret'), text);
  });

  it('finds hostNotFound', async () =>
    assert.deepEqual((await examine({ url: 'https://nextcloud.invalid/' })).ids, ['hostNotFound']));

  it('finds plainHttp, and goes on', async () =>
    assert.deepEqual((await examine({ url: 'http://nextcloud.invalid/' })).ids, [
      'plainHttp',
      'hostNotFound',
    ]));

  it('finds connectionRefused', async () => {
    const { url } = nextcloud;
    await nextcloud.close();
    const { ids, text } = await examine({ url });
    nextcloud = await startNextcloud();
    assert.deepEqual(ids, ['connectionRefused']);
    assert.match(text, new RegExp(`port ${new URL(url).port}`));
  });

  // The broadcast address has no route for TCP.
  it('finds unreachable', async () =>
    assert.deepEqual((await examine({ url: 'http://255.255.255.255/' })).ids, ['plainHttp', 'unreachable']));

  it('finds noAnswer', async () => {
    nextcloud.faults.add({ kind: 'silence' });
    const { ids, text } = await examine({ url: nextcloud.url }, { timeoutMs: 200 });
    assert.deepEqual(ids, ['noAnswer']);
    assert.match(text, /within 0\.2 seconds/);
  });

  it('finds slowList', async () => {
    let ahead = 0;
    nextcloud.faults.add({
      kind: 'reply',
      match: { path: 'users/details' },
      reply: () => {
        ahead = 12_000;
        const meta = { status: 'ok', statuscode: 200, message: 'OK' };
        return {
          status: 200,
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ ocs: { meta, data: { users: [] } } }),
        };
      },
    });
    const { ids, text } = await examine(
      { url: nextcloud.url, login: nextcloud.admin },
      { now: () => Date.now() + ahead },
    );
    assert.deepEqual(ids, ['slowList']);
    assert.match(text, /took 12 seconds/);
  });
});

describe('diagnose, of a certificate', () => {
  const host = '127.0.0.1';
  let issuer: Identity;
  let nextcloud: SimulatedNextcloud;

  before(async () => {
    issuer = await certify('Our Authority');
  });

  afterEach(() => nextcloud.close());

  const serve = async (tls: Identity) => (nextcloud = await startNextcloud({ version: 34, tls }));

  const finds = async (tls: Identity, trusted: Identity | undefined, options: DoctorOptions = {}) => {
    await serve(tls);
    const { url, admin } = nextcloud;
    const result = await examine({ url, certificate: trusted?.cert, login: admin }, options);
    return result;
  };

  it('finds nothing with one that is trusted and valid', async () => {
    const tls = await certify(host, { to: 90 });
    const { ids, text } = await finds(tls, tls);
    assert.deepEqual(ids, []);
    assert.match(text, /✓ Certificate: The certificate is trusted and valid until \d{4}-/);
  });

  it('finds certificateUntrusted, and sends no password', async () => {
    const { ids } = await finds(await certify(host), undefined);
    assert.deepEqual(ids, ['certificateUntrusted']);
    assert(nextcloud.requests.every(({ headers }) => headers.authorization === undefined));
  });

  it('finds certificateIncomplete', async () => {
    const { ids, text } = await finds(await certify(host, { issuer }), undefined);
    assert.deepEqual(ids, ['certificateIncomplete']);
    assert.match(text, /issuer “Our Authority”/);
  });

  it('finds certificateName, beside an unknown issuer, too', async () => {
    const tls = await certify('other.example.com', { to: 90 });
    const { ids, text } = await finds(tls, tls);
    assert.deepEqual(ids, ['certificateName']);
    assert.match(text, /issued for other\.example\.com, not for 127\.0\.0\.1/);
    await nextcloud.close();
    assert.deepEqual((await finds(tls, undefined)).ids, ['certificateUntrusted', 'certificateName']);
  });

  it('finds certificateExpired, trusted or not', async () => {
    const tls = await certify(host, { from: -20, to: -1 });
    assert.deepEqual((await finds(tls, tls)).ids, ['certificateExpired']);
    await nextcloud.close();
    assert.deepEqual((await finds(tls, undefined)).ids, ['certificateExpired']);
  });

  it('finds certificateNotYetValid', async () => {
    const tls = await certify(host, { from: 2, to: 90 });
    assert.deepEqual((await finds(tls, tls)).ids, ['certificateNotYetValid']);
  });

  it('finds ownClockWrong where the server’s clock suits the certificate', async () => {
    const tls = await certify(host, { to: 90 });
    const { ids } = await finds(tls, tls, { now: () => Date.now() - 30 * day });
    assert.deepEqual(ids, ['ownClockWrong']);
  });

  it('finds certificateEnding, and goes on', async () => {
    const tls = await certify(host, { to: 5 });
    const { ids, text } = await finds(tls, tls);
    assert.deepEqual(ids, ['certificateEnding']);
    assert.match(text, /✓ Sign-in/);
  });

  it('finds notTls', async () => {
    nextcloud = await startNextcloud({ version: 34 });
    const url = nextcloud.url.replace('http:', 'https:');
    assert.deepEqual((await examine({ url })).ids, ['notTls']);
  });

  it('finds tlsFailed', async () => {
    nextcloud = await startNextcloud({ version: 34 });
    const old = createServer({ ...(await certify(host)), minVersion: 'TLSv1', maxVersion: 'TLSv1.1' });
    await new Promise<void>(resolve => old.listen(0, host, resolve));
    const { ids, text } = await examine({ url: `https://${host}:${(old.address() as AddressInfo).port}/` });
    old.close();
    assert.deepEqual(ids, ['tlsFailed']);
    assert.match(text, /could not be established \((EPROTO|ERR_SSL_\w+)\)/);
  });
});
