import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { FaultKind, SimulatedNextcloud } from '../../nextcloud/index.ts';
import { send } from './wire.ts';
import type { Received } from './wire.ts';

describe('faults of the simulated server', () => {
  let server: SimulatedNextcloud;

  before(async () => {
    server = await startNextcloud({ seed: 'empty' });
    server.state.createUser({ id: 'bob' });
  });

  beforeEach(() => {
    server.faults.clear();
    server.state.users.get('bob')!.enabled = true;
  });

  after(() => server.close());

  function disable(): Promise<Received> {
    const path = '/nextcloud/ocs/v2.php/cloud/users/bob/disable?format=json';
    return send(server, {
      method: 'PUT',
      path,
      login: 'admin:admin-Passw0rd',
      headers: { 'ocs-apirequest': 'true' },
    });
  }

  function isStored(): boolean {
    return !server.state.users.get('bob')!.enabled;
  }

  const cuts: readonly (readonly [FaultKind, stored: boolean])[] = [
    ['cutBefore', false],
    ['cutDuring', true],
    ['cutAfter', true],
    ['wrongLength', true],
  ];
  for (const [kind, stored] of cuts) {
    it(`${kind} ends the connection, and ${stored ? 'stores' : 'does not store'}`, async () => {
      server.faults.add({ kind });
      await assert.rejects(disable());
      assert.equal(isStored(), stored);
    });
  }

  const answers: readonly (readonly [FaultKind, status: number, body: RegExp, stored: boolean])[] = [
    ['truncated', 200, /^\{"ocs":[^}]*$/, true],
    ['emptyBody', 200, /^$/, true],
    ['page', 200, /Sign in to the network/, false],
    ['status', 502, /Bad gateway/, false],
    ['tooMany', 429, /^$/, false],
    ['maintenance', 503, /"statuscode":503/, false],
    ['loggedOut', 401, /"statuscode":997/, false],
    ['lockedBefore', 500, /"statuscode":996/, false],
    ['lockedAfter', 500, /"statuscode":996/, true],
    ['redirect', 302, /^$/, false],
    ['trickle', 200, /"statuscode":200/, true],
  ];
  for (const [kind, status, body, stored] of answers) {
    it(`${kind} answers ${status}, and ${stored ? 'stores' : 'does not store'}`, async () => {
      server.faults.add({ kind, ms: 5 });
      const answer = await disable();
      assert.equal(answer.status, status);
      assert.match(answer.body, body);
      assert.equal(isStored(), stored);
    });
  }

  it('brokenGzip cannot be decompressed', async () => {
    server.faults.add({ kind: 'brokenGzip' });
    const { headers, body } = await disable();
    assert.equal(headers['content-encoding'], 'gzip');
    assert.throws(() => gunzipSync(Buffer.from(body, 'latin1')));
  });

  it('slow answers later', async () => {
    server.faults.add({ kind: 'slow', ms: 100 });
    const began = Date.now();
    await disable();
    assert.ok(Date.now() - began >= 95);
  });

  it('silence leaves the connection open until the server is closed', async () => {
    const quiet = await startNextcloud({ seed: 'empty' });
    quiet.faults.add({ kind: 'silence' });
    const asked = send(quiet, { path: '/nextcloud/status.php' });
    const first = await Promise.race([
      asked.catch(() => 'answered'),
      new Promise(resolve => setTimeout(resolve, 50, 'silent')),
    ]);
    assert.equal(first, 'silent');
    await quiet.close();
    await assert.rejects(asked);
  });

  it('faults.add › affects only matching requests, as often as requested', async () => {
    server.faults.add({ kind: 'tooMany', match: { method: 'PUT', path: /\/bob\// }, times: 2 });
    assert.equal((await send(server, { path: '/nextcloud/status.php' })).status, 200);
    assert.deepEqual(
      [(await disable()).status, (await disable()).status, (await disable()).status],
      [429, 429, 200],
    );
  });

  it('reply sends whatever a test returns', async () => {
    const reply = () => ({ status: 200, headers: { 'content-type': 'application/json' }, body: '{"ocs":7}' });
    server.faults.add({ kind: 'reply', reply });
    assert.equal((await disable()).body, '{"ocs":7}');
    assert.equal(isStored(), false);
  });

  it('the server survives a client that disconnects in the middle of a request', async () => {
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1');
    socket.write('POST /nextcloud/index.php/login/v2 HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nabc');
    await once(socket, 'ready');
    socket.destroy();
    await once(socket, 'close');
    assert.equal((await disable()).status, 200);
  });

  it('faults.add › returns a function that removes the fault', async () => {
    const takeBack = server.faults.add({ kind: 'tooMany', match: ({ method }) => method === 'PUT' });
    takeBack();
    assert.equal((await disable()).status, 200);
  });
});
