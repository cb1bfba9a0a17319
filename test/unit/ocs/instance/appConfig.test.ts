import assert from 'node:assert/strict';
import { clientOf, withNextcloud, type Version } from '../support.ts';

const versions: readonly Version[] = [34, 32, 29, 25, 17];

describe('appConfig.entries', () => {
  for (const version of versions)
    it(`has all keys on ${version}, also those whose value cannot be read, with the reason`, () =>
      withNextcloud({ version }, async nc => {
        nc.state.config.set('forms', new Map(Object.entries({ b: '', 'a/b': 'x', c: 'text', d: 'lost' })));
        nc.faults.add({ kind: 'status', status: 500, match: { path: /forms\/d$/ } });
        const client = clientOf(nc);
        const entries = await client.appConfig.entries('forms');
        const values = new Map(entries.map(({ key, value }) => [key, value]));
        assert.deepEqual([values.get('b'), values.get('c')], ['', 'text']);
        const unread = entries.filter(({ value }) => value === undefined);
        assert.deepEqual(
          unread.map(({ key }) => key),
          ['a/b', 'd'],
        );
        assert(unread.every(({ problem }) => problem));
        assert.deepEqual(await client.appConfig.entries('nosuchapp'), []);
        client.close();
      }));
});
