import assert from 'node:assert/strict';
import { forgetSecondFactors, secondFactorOf } from '../../../src/servers/secondFactors.ts';
import type { Role } from '../../../src/ocs/index.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { sitDownAs } from '../commands/person.ts';
import type { Desk } from '../commands/person.ts';
import { setServers } from './window.ts';

const versions = [34, 32, 29, 25, 17] as const;
const roles = ['admin', 'delegated', 'subadmin', 'user'] as const satisfies Role[];
const password = 'worker-Passw0rd';
const { signal } = new AbortController();

describe('secondFactorOf', () => {
  let nextcloud: SimulatedNextcloud;
  let desk: Desk;

  const sit = async (version: (typeof versions)[number], role: Role = 'admin') => {
    nextcloud = await startNextcloud({ version, seed: 'empty' });
    const { state } = nextcloud;
    state.createGroup('crew');
    state.createUser({ id: 'ada', groups: ['crew'], providers: { totp: true, backup_codes: false } });
    state.createUser({ id: 'worker', password, delegated: role === 'delegated' });
    if (role === 'subadmin') state.promote('worker', 'crew');
    desk = await sitDownAs(role === 'admin' ? undefined : { user: 'worker', password }, nextcloud);
  };
  const asked = () => nextcloud.requests.filter(({ path }) => path.includes('/twofactor/')).length;
  const factorOf = (id: string) => secondFactorOf(desk.server, id, signal);

  afterEach(async () => {
    desk.dispose();
    await setServers(undefined);
    await nextcloud.close();
  });

  for (const version of versions)
    for (const role of roles)
      it(`${role} on ${version} › is told, or else why not, and then nothing is asked`, async () => {
        await sit(version, role);
        const told = await factorOf('ada');
        if (role === 'admin' && version >= 32) {
          assert.deepEqual(told, { providers: ['totp'] });
          assert.equal(asked(), 1);
          return;
        }
        const why =
          role === 'user'
            ? /neither an administrator/
            : version < 32
              ? new RegExp(`since Nextcloud 32; this server has ${version}\\.`)
              : /Only an administrator can see/;
        assert.match('unknown' in told ? told.unknown : 'known', why);
        assert.equal(asked(), 0);
      });

  it('asks once a minute, and again about whom was changed or is to be forgotten', async () => {
    await sit(34);
    await factorOf('ada');
    await factorOf('ADA');
    assert.equal(asked(), 1);
    nextcloud.state.users.get('ada')!.providers = { totp: false };
    desk.server.changes.fire({ kind: 'user', userId: 'bob' }, { kind: 'group', groupId: 'crew' });
    await factorOf('ada');
    assert.equal(asked(), 1);
    desk.server.changes.fire({ kind: 'user', userId: 'ada' });
    assert.deepEqual(await factorOf('ada'), { providers: [] });
    assert.equal(asked(), 2);
    forgetSecondFactors(desk.server);
    await factorOf('ada');
    assert.equal(asked(), 3);
  });

  it('does not keep an answer to a question from before the change', async () => {
    await sit(34);
    await factorOf('worker');
    nextcloud.faults.add({ kind: 'slow', match: ({ path }) => path.includes('/twofactor/'), ms: 200 });
    const before = factorOf('ada');
    await eventually('it is asked for', () => asked() === 2);
    desk.server.changes.fire({ kind: 'user', userId: 'ada' });
    await before;
    await factorOf('ada');
    assert.equal(asked(), 3);
  });

  it('says why an answer could not be had, asks again, and leaves the state of the server alone', async () => {
    await sit(34);
    await desk.server.connect();
    for (const kind of ['page', 'emptyBody', 'status'] as const) {
      nextcloud.faults.add({ kind, match: ({ path }) => path.includes('/twofactor/'), times: Infinity });
      const told = await factorOf('ada');
      assert.ok('unknown' in told && told.unknown.length > 10, kind);
      assert.equal(desk.server.state.kind, 'connected');
      nextcloud.faults.clear();
    }
    assert.deepEqual(await factorOf('ada'), { providers: ['totp'] });
  });
});
