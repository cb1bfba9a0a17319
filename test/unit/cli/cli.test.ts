import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually } from '../../support/eventually.ts';
import { limits } from '../../support/limits.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { tooWeak } from '../plans/support.ts';
import { buildProgram, removeProgram, withPlace } from './support.ts';

const secrets = { PASSWORD_OF_ANN: 'Ann-geheim-9§x', NEXTCLOUD_SECRET_BOB: 'Bob-geheim-8§y' };

const file = {
  groups: { staff: { displayname: 'Staff' } },
  users: {
    ann: { displayname: 'Ann Lee', groups: ['staff'], quota: '5 GB', password: { env: 'PASSWORD_OF_ANN' } },
    bob: { groups: ['staff'], subadmin: ['staff'], manager: 'ann', password: { secret: 'bob' } },
  },
  config: { theming: { color: '#00679e' } },
};

/** Requests that change something. */
const writes = (nc: SimulatedNextcloud): string[] =>
  nc.requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`);

describe('nextcloud-admin, as a program of its own', function () {
  this.timeout(limits.long);
  before(buildProgram);
  after(removeProgram);

  it('plans and exits with 2, applies, and then finds nothing to do', () =>
    withPlace({}, { 'cloud.nextcloud.json': file }, async (place, nc) => {
      const planned = await place.run(['plan']);
      assert.deepEqual([planned.code, planned.err], [2, '']);
      assert.match(
        planned.out,
        /^Create group: staff \(Staff\)\nann: Create user with a password \(Display name: Ann Lee; Quota: 5 GB; Groups: staff\)\n/,
      );
      assert.deepEqual(writes(nc), []);
      const applied = await place.run(['apply'], secrets);
      assert.deepEqual([applied.code, applied.err], [2, '']);
      assert.match(applied.out, /^✓ Create group: staff \(Staff\)\n[^]*\nChanges made: \d+\n$/);
      assert.equal(nc.state.users.get('bob')?.manager, 'ann');
      nc.requests.length = 0;
      const again = await place.run(['apply'], secrets);
      assert.deepEqual(again, { code: 0, out: 'Nothing to do.\n', err: '' });
      assert.deepEqual(await place.run(['plan']), { code: 0, out: 'Nothing to do.\n', err: '' });
      assert.deepEqual(writes(nc), []);
    }));

  it('speaks the language of the environment, where it can', () =>
    withPlace({}, {}, async place => {
      const said = async (env: Record<string, string>) => (await place.run(['nonsense'], env)).err.trim();
      const english = 'There is no command “nonsense”. Try --help.';
      assert.equal(
        await said({ LANG: 'de_DE.UTF-8' }),
        'Einen Befehl „nonsense“ gibt es nicht. Siehe --help.',
      );
      assert.equal(await said({ LANG: 'de_DE.UTF-8', LC_ALL: 'C' }), english);
      assert.equal(await said({ LANG: 'tlh' }), english);
      assert.match(
        (await place.run(['--help'], { LC_MESSAGES: 'de' })).out,
        /zeigt, was den Server so macht, wie die Datei es sagt/,
      );
    }));

  it('fails on drift, and names it with its place in the file', () =>
    withPlace({}, { 'cloud.nextcloud.json': file }, async (place, nc) => {
      await place.run(['apply'], secrets);
      const ann = nc.state.users.get('ann');
      assert.ok(ann);
      ann.displayname = 'Somebody Else';
      const { code, out } = await place.run(['plan', '--json', 'cloud.nextcloud.json']);
      assert.equal(code, 2);
      assert.deepEqual(JSON.parse(out), {
        result: 'changes',
        url: nc.url,
        user: 'admin',
        steps: [
          {
            id: 1,
            needs: [],
            kind: 'change',
            user: 'ann',
            changes: [{ field: 'displayname', old: 'Somebody Else', new: 'Ann Lee' }],
            text: 'Display name: Somebody Else → Ann Lee',
          },
        ],
        findings: [
          {
            severity: 'drift',
            place: 'cloud.nextcloud.json:9:22',
            message: `Not so on ${nc.url}. Display name: Somebody Else → Ann Lee`,
          },
        ],
      });
      assert.equal((await place.run(['plan', '--exit-zero'])).code, 0);
    }));

  it('goes on from its journal after it was killed, and does nothing twice', () => {
    const users = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [
        `user${index}`,
        { groups: ['staff'], email: `u${index}@example.com`, quota: '1 GB', phone: '+49301234567' },
      ]),
    );
    return withPlace(
      { latencyMs: 20 },
      { 'x.nextcloud.json': { groups: { staff: {} }, users } },
      async (place, nc) => {
        const first = place.start(['apply']);
        const made = () =>
          nc.requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/users')).length;
        await eventually('some users were created', () => made() > 8);
        first.kill('SIGKILL');
        assert.equal((await first.ended).code, 'SIGKILL');
        const count = nc.state.users.size;
        assert.ok(count < 31, `there are ${count} users already`);
        const { code, out, err } = await place.run(['apply', '--json']);
        assert.match(err, /^Going on with the run that was interrupted: \d{14}-[0-9a-f]{8}\n$/);
        const { result, steps } = JSON.parse(out) as {
          result: string;
          steps: { state: string; text: string }[];
        };
        assert.deepEqual([code, result], [2, 'changes']);
        assert.deepEqual([...new Set(steps.map(({ state }) => state))], ['done']);
        // One user may have been created twice: the request that was under way, whose end nobody knew.
        assert.equal(nc.state.users.size, 31);
        assert.deepEqual(await place.run(['apply']), { code: 0, out: 'Nothing to do.\n', err: '' });
      },
    );
  });

  it('does not go on with a run whose file has changed since', () =>
    withPlace({ latencyMs: 20 }, { 'x.nextcloud.json': wide('old') }, async (place, nc) => {
      const first = place.start(['apply']);
      await eventually('some users were created', () => nc.state.users.size > 8);
      first.kill('SIGKILL');
      await first.ended;
      await place.write('x.nextcloud.json', { users: { only: { email: 'only@example.com' } } });
      const { code, err } = await place.run(['apply']);
      assert.deepEqual([code, err], [2, '']);
      assert.ok(!nc.state.users.has('old39'));
      assert.ok(nc.state.users.has('only'));
    }));

  it('keeps every secret to itself: in output, journals, and the list of processes', () =>
    withPlace({ latencyMs: 50 }, { 'cloud.nextcloud.json': file }, async (place, nc) => {
      // A server that repeats what it was sent.
      nc.faults.add({
        kind: 'reply',
        match: { method: 'POST', path: /cloud\/users$/ },
        reply: () => tooWeak(secrets.PASSWORD_OF_ANN),
      });
      const running = place.start(['apply', '--json'], secrets);
      const words = await eventually('it has begun', async () =>
        nc.requests.length > 1 ? readFile(`/proc/${running.pid}/cmdline`, 'utf8') : undefined,
      );
      const { out, err } = await running.ended;
      const text = await place.run(['apply'], secrets);
      const kept = await textsIn(place.env.NEXTCLOUD_ADMIN_STATE ?? '');
      assert.ok(kept.length > 2);
      for (const secret of [...Object.values(secrets), nc.admin.password])
        for (const told of [words, out, err, text.out, text.err, ...kept])
          assert.ok(!told.includes(secret), told);
      assert.match(out, /•••/);
    }));

  it('confirms the login password where the server wants it, and says so where it is not known', () =>
    withPlace({ version: 34 }, { 'cloud.nextcloud.json': file }, async (place, nc) => {
      const token = nc.state.createAppPassword('admin', 'admin', 'pipeline');
      const app = { ...secrets, NEXTCLOUD_APP_PASSWORD: token };
      const refused = await place.run(['apply'], app);
      assert.equal(refused.code, 1);
      assert.match(refused.err, /confirmed before changes\. Set NEXTCLOUD_LOGIN_PASSWORD\.\n/);
      const applied = await place.run(['apply'], { ...app, NEXTCLOUD_LOGIN_PASSWORD: nc.admin.password });
      assert.deepEqual([applied.code, nc.state.users.has('bob')], [2, true]);
    }));

  it('applies nothing where something cannot be had, unless it is told to apply the rest', () =>
    withPlace(
      {},
      { 'a.nextcloud.yaml': 'users:\n  ann: {groups: [nowhere], email: a@x.de}\n' },
      async (place, nc) => {
        const planned = await place.run(['plan']);
        assert.equal(planned.code, 1);
        assert.match(
          planned.err,
          /^a\.nextcloud\.yaml:2:\d+: There is no group “nowhere”, so “ann” is not added to it\.\n$/,
        );
        const refused = await place.run(['apply']);
        assert.deepEqual([refused.code, writes(nc)], [1, []]);
        assert.match(refused.err, /Nothing was applied\./);
        const partly = await place.run(['apply', '--partly']);
        assert.equal(partly.code, 1);
        assert.ok(refused.err.startsWith(partly.err) && partly.err.length > 20, partly.err);
        assert.ok(nc.state.users.has('ann'));
      },
    ));

  it('says what is missing before it sends anything', () =>
    withPlace({}, { 'a.nextcloud.json': file }, async (place, nc) => {
      const cases: [args: string[], env: Record<string, string | undefined>, says: RegExp][] = [
        [[], {}, /^Administers a Nextcloud server\./],
        [['fly'], {}, /There is no command “fly”\. Try --help\./],
        [['plan', '--password=geheim'], {}, /^Unknown option '--password'\. Try --help\.\n$/],
        [['plan', 'b.json'], {}, /“b\.json” cannot be read/],
        [['plan', 'a', 'b'], {}, /Name one file/],
        [['plan'], { NEXTCLOUD_URL: undefined }, /variable NEXTCLOUD_URL is not set/],
        [['plan'], { NEXTCLOUD_URL: 'cloud' }, /NEXTCLOUD_URL must be a full address/],
        [['plan'], { NEXTCLOUD_URL: 'http://cloud.example.com' }, /passwords would be sent unencrypted/],
        [['plan'], { NEXTCLOUD_APP_PASSWORD: '' }, /variable NEXTCLOUD_APP_PASSWORD is not set/],
        [['plan', '--server', 'x'], {}, /The file names no server “x”/],
        [['export'], {}, /Export one of: snapshot, code, users/],
      ];
      for (const [args, env, says] of cases) {
        const { code, out, err } = await place.run(args, env);
        assert.deepEqual([code, out], [1, ''], args.join(' '));
        assert.match(err, says);
      }
      assert.deepEqual(nc.requests, []);
      const { code, err } = await place.run(['apply'], { PASSWORD_OF_ANN: 'x' });
      assert.equal(code, 1);
      assert.match(
        err,
        /password of “bob” is missing: the environment variable NEXTCLOUD_SECRET_BOB is not set/,
      );
      assert.deepEqual(writes(nc), []);
    }));

  it('sends what is meant for one server to no other', () =>
    withPlace({}, {}, async (place, nc) => {
      const users = { ann: { email: 'ann@example.com' } };
      await place.write('a.nextcloud.json', {
        servers: { staging: { url: nc.url, users }, production: { url: 'https://cloud.example.com/' } },
      });
      const { code, err } = await place.run(['apply', '--server', 'production']);
      assert.equal(code, 1);
      assert.match(err, /“production” is at https:\/\/cloud\.example\.com\/ according to the file/);
      assert.deepEqual(nc.requests, []);
      assert.equal((await place.run(['apply'])).code, 2);
      assert.ok(nc.state.users.has('ann'));
    }));
});

const wide = (prefix: string): object => ({
  users: Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [`${prefix}${index}`, { email: `u${index}@example.com` }]),
  ),
});

/** All files below a folder. */
async function textsIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter(entry => entry.isFile())
      .map(entry => readFile(join(entry.parentPath, entry.name), 'utf8')),
  );
}
