import assert from 'node:assert/strict';
import type { AppSubject } from '../../../src/subjects/subject.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { Fault, SimulatedNextcloud } from '../../nextcloud/index.ts';
import { setServers } from '../servers/window.ts';
import { sitDown, sitDownAs, type Desk } from './person.ts';

const base = '/apps/appstore/api/v1/apps';

const answer = (status: number, statuscode: number, message: string, data: unknown) => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ ocs: { meta: { status: 'ok', statuscode, message }, data } }),
});

describe('apps of the store', () => {
  let nextcloud: SimulatedNextcloud;
  let desk: Desk;

  const begin = async (
    version: 17 | 25 | 29 | 32 | 34,
    signIn: (cloud: SimulatedNextcloud) => Promise<Desk>,
  ) => {
    nextcloud = await startNextcloud({ version, seed: 'empty' });
    for (const id of ['crew', 'fleet']) nextcloud.state.createGroup(id);
    desk = await signIn(nextcloud);
  };

  afterEach(async () => {
    desk.dispose();
    await setServers(undefined);
    await nextcloud.close();
  });

  const app = (id: string) => nextcloud.state.apps.get(id);
  const subject = (id: string, more: Partial<AppSubject> = {}): AppSubject => ({
    kind: 'app',
    server: desk.server,
    id,
    ...more,
  });
  const ofServer = () => ({ kind: 'server', server: desk.server }) as const;
  const versions = (...ids: string[]) => ids.map(id => app(id)?.info.version);
  const writes = () => nextcloud.requests.filter(({ method }) => method !== 'GET');
  const failures = () => desk.context.tree.busy.of(desk.server, 'app').failures;
  const lose = (path: string, kind: Fault['kind'] = 'cutAfter') =>
    nextcloud.faults.add({ kind, match: { method: 'POST', path } });
  const storeFails = (id: string) =>
    nextcloud.faults.add({
      kind: 'reply',
      times: 1,
      match: ({ method, path, body }) =>
        method === 'POST' && path.includes(`${base}/update`) && body.appId === id,
      reply: () => answer(500, 500, 'could not update app', []),
    });

  describe('on 34', () => {
    beforeEach(() => begin(34, sitDown));

    it('updateAllApps › lists apps and versions, and says what was updated and what was not', async () => {
      storeFails('mail');
      desk.person.will(true);
      await desk.run('updateAllApps', ofServer());
      assert.match(desk.person.asked[0]!, /^Update 3 apps on .*\nDeck: 1\.\d+\.\d+ → 1\.17\.2\nMail: /);
      assert.deepEqual(versions('deck', 'polls'), ['1.17.2', '8.4.0']);
      assert.match(desk.person.lastSaid, /^Updated 2 apps\. mail: The server could not update “mail”/);
      assert.match(failures().mail!, /could not update “mail”/);
    });

    it('updateAllApps › goes on with what is left when it is run again', async () => {
      storeFails('mail');
      desk.person.will(true, true);
      await desk.run('updateAllApps', ofServer());
      await desk.run('updateAllApps', ofServer());
      assert.match(desk.person.asked[1]!, /^Update 1 app on .*\nMail: /);
      assert.deepEqual(versions('mail'), ['5.5.2']);
      assert.deepEqual(failures(), {});
      await desk.run('updateAllApps', ofServer());
      assert.match(desk.person.lastSaid, /^All apps on .* are up to date\.$/);
    });

    it('updateAllApps › writes nothing when the user cancels', async () => {
      desk.person.will(false);
      await desk.run('updateAllApps', ofServer());
      assert.deepEqual(writes(), []);
    });

    it('updateApps › looks up an update whose answer was lost, and does not repeat it', async () => {
      lose(`${base}/update`);
      await desk.run('updateApps', subject('deck'));
      assert.equal(desk.person.lastSaid, 'Updated deck.');
      assert.equal(writes().length, 1);
    });

    it('installApp › looks up an installation whose answer was lost, and does not repeat it', async () => {
      lose('/cloud/apps/collectives');
      await desk.run('installApp', subject('collectives'));
      assert.equal(desk.person.lastSaid, 'Installed and enabled collectives.');
      assert.equal(app('collectives')?.enabled, true);
      assert.equal(writes().length, 1);
    });

    it('installApp › tells the risks of an app that is not reviewed before it asks', async () => {
      desk.person.will(false);
      await desk.run('installApp', subject('cospend'));
      assert.match(
        desk.person.asked[0]!,
        /^Install “Cospend” on .*\nNextcloud has not reviewed it\.\nAn app can/,
      );
      assert.deepEqual(writes(), []);
    });

    it('removeApps › looks up a removal whose answer was lost', async () => {
      lose(`${base}/uninstall`);
      desk.person.will(true);
      await desk.run('removeApps', subject('notes'));
      assert.equal(desk.person.lastSaid, 'Removed notes.');
      assert.equal(app('notes'), undefined);
      assert.match(desk.person.asked[0]!, /its files are deleted.*\n.*limit to groups is lost.*\n.*remains/);
    });

    it('removeApps › says at the app why it cannot be removed', async () => {
      desk.person.will(true);
      await desk.run('removeApps', subject('dashboard'));
      assert.match(failures().dashboard!, /can be disabled but not removed/);
      assert.ok(app('dashboard'));
    });

    it('limitApp › enables for the groups that were chosen, and undoes that', async () => {
      app('deck')!.limitedTo = ['fleet'];
      desk.person.will({ tick: ['crew'] });
      await desk.run('limitApp', subject('deck'));
      assert.deepEqual(app('deck')!.limitedTo, ['fleet', 'crew']);
      assert.equal(desk.person.lastSaid, 'Enabled deck for fleet, crew.');
      await desk.person.press('Undo');
      assert.deepEqual(app('deck')!.limitedTo, ['fleet']);
    });

    it('limitApp › asks nothing when a form has chosen, and no groups are everybody', async () => {
      app('deck')!.limitedTo = ['fleet'];
      await desk.run('limitApp', subject('deck', { groups: [] }));
      assert.equal(app('deck')!.limitedTo, undefined);
      assert.equal(desk.person.lastSaid, 'Enabled deck for everybody.');
    });

    it('limitApp › says at the app that it cannot be limited', async () => {
      await desk.run('limitApp', subject('files', { groups: ['crew'] }));
      assert.match(failures().files ?? '', /may not allow being limited to groups/);
    });

    it('limitApp › says that the server must be upgraded', async () => {
      nextcloud.faults.add({
        kind: 'reply',
        match: { method: 'POST', path: `${base}/enable` },
        reply: () => {
          app('calendar')!.limitedTo = ['crew'];
          return answer(200, 200, 'OK', { update_required: true });
        },
      });
      await desk.run('limitApp', subject('calendar', { groups: ['crew'] }));
      const upgrade = desk.person.said.find(({ text }) => text.includes('must now be upgraded'));
      assert.deepEqual(
        upgrade?.choices.map(({ title }) => title),
        ['Open Server in Browser'],
      );
    });

    it('forceApp › warns of what may happen', async () => {
      desk.person.will(true);
      await desk.run('forceApp', subject('old_gallery'));
      assert.match(desk.person.asked[0]!, /not made for this version.*\n.*make the whole server unusable/);
      assert.equal(app('old_gallery')?.enabled, true);
    });

    it('says at the app what an unreachable store prevents', async () => {
      nextcloud.state.storeWorks = false;
      await desk.run('updateApps', subject('deck'));
      assert.match(failures().deck!, /the app store may be unreachable/);
    });

    it('offers in the Command Palette what makes sense alone', async () => {
      desk.person.will('Cospend');
      const refused = desk.run('updateApps');
      await refused;
      assert.match(desk.person.lastSaid, /“Cospend” is not among: $/);
      desk.person.will('Old Gallery', true);
      await desk.run('forceApp');
      assert.equal(app('old_gallery')?.enabled, true);
    });

    it('runs one after the other, whoever asked, and nothing twice on one app', async () => {
      const removeFault = lose(`${base}/update`, 'slow');
      await Promise.all([
        desk.run('updateApps', subject('deck')),
        desk.run('updateApps', subject('deck')),
        desk.run('updateApps', subject('mail')),
      ]);
      removeFault();
      assert.deepEqual(versions('deck', 'mail'), ['1.17.2', '5.5.2']);
      const updates = nextcloud.requests.filter(({ path }) => path.endsWith(`${base}/update`));
      assert.deepEqual(
        updates.map(({ body }) => body.appId),
        ['deck', 'mail'],
      );
      assert.ok(
        desk.person.said.some(({ text }) => text.includes('Something else is in progress: Updating…')),
      );
    });
  });

  it('asks once for the login password that each of several updates needs', async () => {
    await begin(34, cloud => {
      const password = cloud.state.createAppPassword('admin', 'admin', 'test');
      return sitDownAs({ user: 'admin', password }, cloud);
    });
    desk.prompts.answer(nextcloud.admin.password);
    desk.person.will(true);
    await desk.run('updateAllApps', ofServer());
    assert.equal(desk.person.lastSaid, 'Updated 3 apps.');
    assert.equal(desk.prompts.asked.length, 1);
  });

  for (const version of [17, 25, 29, 32] as const)
    describe(`on ${version}`, () => {
      beforeEach(() => begin(version, sitDown));

      it('updateAllApps › names the updates and the version that can make them', async () => {
        await desk.run('updateAllApps', ofServer());
        assert.match(
          desk.person.lastSaid,
          /requires Nextcloud 34 or later\. Update them in the web interface: .*deck 1\.17\.2/,
        );
        assert.deepEqual(writes(), []);
      });

      for (const id of ['updateApps', 'installApp', 'limitApp', 'removeApps'])
        it(`${id} › says since when it is possible`, async () => {
          desk.person.will(...(id === 'removeApps' ? [true] : []));
          await desk.run(id, subject('deck', { groups: ['crew'] }));
          assert.match(desk.person.lastSaid, /available since Nextcloud 34/);
          assert.deepEqual(versions('deck'), ['1.17.0']);
        });
    });
});
