import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { recordIn } from '../../../src/ocs/narrow.ts';
import { limits } from '../../support/limits.ts';
import { buildProgram, removeProgram, withPlace } from './support.ts';

describe('nextcloud-admin, which reads', function () {
  this.timeout(limits.long);
  before(buildProgram);
  after(removeProgram);

  it('exports a snapshot, code that has nothing to do, and users', () =>
    withPlace({ seed: { users: 12, groups: 3 } }, {}, async place => {
      const first = await place.run(['export', 'snapshot', 'kept', '--config', 'theming/*']);
      assert.equal(first.code, 2);
      assert.match(first.err, /^apps\.json\n[^]*users\/user000001\.json\n/);
      assert.deepEqual(await place.run(['export', 'snapshot', 'kept', '--config', 'theming/*']), {
        code: 0,
        out: '',
        err: '',
      });
      const layout = await place.run([
        'export',
        'snapshot',
        'kept',
        '--layout',
        'perKind',
        '--config',
        'theming/*',
      ]);
      assert.equal(layout.code, 2);
      assert.deepEqual((await readdir(join(place.folder, 'kept'))).includes('users.json'), true);
      assert.equal((await readdir(join(place.folder, 'kept', 'users'))).length, 0);
      assert.equal(
        (await place.run(['export', 'code', 'x.nextcloud.json', '--config', 'theming/*'])).code,
        2,
      );
      assert.deepEqual(await place.run(['plan']), { code: 0, out: 'Nothing to do.\n', err: '' });
      assert.equal((await place.run(['export', 'users', 'users.json'])).code, 2);
      assert.equal((JSON.parse(await place.read('users.json')) as unknown[]).length, 13);
      const { out, code } = await place.run(['export', 'users', '--json']);
      assert.deepEqual([code, (JSON.parse(out) as unknown[]).length], [0, 13]);
    }));

  it('reviews who may do what, and lets accepted findings pass', () =>
    withPlace({}, {}, async (place, nc) => {
      nc.state.createGroup('crew');
      const { code, out } = await place.run(['review', '--json']);
      assert.equal(code, 2);
      const { findings, powers } = JSON.parse(out) as {
        findings: { rule: string; subjects: string[]; text: string }[];
        powers: { user: string; lastLogin?: string | null }[];
      };
      const german = await place.run(['review', '--json'], { LANG: 'de' });
      assert.deepEqual(recordIn(JSON.parse(german.out)).powers, powers);
      assert.ok(findings.some(({ rule, subjects }) => rule === 'emptyGroup' && subjects[0] === 'group:crew'));
      const accepted = findings.map(({ rule, subjects }) => ({
        rule,
        subjects,
        reason: 'known',
        until: '2999-12-31',
      }));
      await place.write('accepted.json', { version: 1, accepted });
      const reviewed = await place.run(['review', '--accepted', 'accepted.json']);
      assert.deepEqual(reviewed, { code: 0, out: 'Nothing was found that is not accepted.\n', err: '' });
      for (const [format, begins] of [
        ['csv', '\uFEFFseverity,'],
        ['html', '<!DOCTYPE html>'],
        ['markdown', '# Access review of '],
      ] as const)
        assert.ok((await place.run(['review', '--format', format])).out.startsWith(begins), format);
      await place.write('accepted.json', '{"version": 1, "accepted": {}}');
      const broken = await place.run(['review', '--accepted', 'accepted.json']);
      assert.deepEqual([broken.code, broken.err], [1, 'accepted.json:1:28: This must be a list.\n']);
    }));

  it('examines a server', () =>
    withPlace({}, {}, async (place, nc) => {
      const well = await place.run(['doctor']);
      assert.deepEqual([well.code, well.err], [0, '']);
      assert.match(well.out, /^No problem was found\.\n/);
      nc.maintenance = true;
      const { code, out } = await place.run(['doctor', '--json']);
      assert.deepEqual([code, (JSON.parse(out) as { result: string }).result], [1, 'error']);
    }));

  it('says what it cannot read or write, and which option does nothing', () =>
    withPlace({}, {}, async place => {
      for (const [words, message] of [
        [['review', '--accepted', 'none.json'], '“none.json” cannot be read. ENOENT\n'],
        [['export', 'users', 'none/x.csv'], '“none/x.csv” cannot be written. ENOENT\n'],
        [['export', 'code', '--format', 'json'], 'export code has no option --format. Try --help.\n'],
        [['doctor', '--state', 'x'], 'doctor has no option --state. Try --help.\n'],
      ] as const)
        assert.deepEqual(await place.run(words), { code: 1, out: '', err: message });
    }));

  it('tells how it is used, also where it is told nothing', () =>
    withPlace({}, {}, async place => {
      const { code, out } = await place.run(['--help']);
      assert.equal(code, 0);
      assert.match(out, /Exit codes: 0 nothing to do, 2 changes, 1 error\.\n$/);
      assert.deepEqual(await place.run([]), { code: 1, out: '', err: out });
    }));
});
