import assert from 'node:assert/strict';
import { eventually } from '../../support/eventually.ts';
import { ConfigDesk } from '../documents/configDesk.ts';
import { allStrikes, counts } from './strikes.ts';

/** What is set, what is added, and what is deleted. */
const wanted = { color: '#112233', added: 'new', slogan: undefined };

describe('a save of an app’s configuration that hits a fault', () => {
  let desk: ConfigDesk;
  let turn = 0;

  before(async () => (desk = await ConfigDesk.start()));
  after(() => desk.end());

  const stored = (app: string) => ({
    color: desk.stored(app, 'color'),
    added: desk.stored(app, 'added'),
    slogan: desk.stored(app, 'slogan'),
  });

  for (const { title, begin } of allStrikes)
    it(`${title}: loses no input, writes nothing twice, and saves next time`, async () => {
      // A document of an app lives on for a while after its tab was closed.
      const app = `app${turn++}`;
      desk.nextcloud.state.config.set(
        app,
        new Map([
          ['color', '#00679e'],
          ['slogan', 'Works'],
          ['url', 'x'],
        ]),
      );
      await desk.open(app);
      await desk.replace('"color": "#00679e"', '"color": "#112233",\n  "added": "new"');
      await desk.replace('  "slogan": "Works",\n', '');
      begin(desk.nextcloud);
      const saved = await desk.document.save();
      desk.nextcloud.faults.clear();

      assert(
        counts(desk.nextcloud).every(count => count === 1),
        'a write was carried out twice',
      );
      if (!saved) {
        assert(desk.document.isDirty, 'what was not saved must stay');
        assert.match(desk.text, /"color": "#112233"/);
        assert.match(desk.text, /"added": "new"/);
        assert.doesNotMatch(desk.text, /slogan/);
        await desk.server.retry();
        assert(await desk.document.save(), 'the next save works');
      }
      assert.deepEqual(stored(app), wanted, 'it was said to be saved');
      assert.equal(desk.stored(app, 'url'), 'x');
      await eventually('it is at peace', () => !desk.document.isDirty);
      await desk.close();
    });
});
