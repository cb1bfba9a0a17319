import assert from 'node:assert/strict';
import { visibleApps } from '../../../src/webview/apps/filter.ts';

const apps = [
  { id: 'files', name: 'Files' },
  { id: 'deck', name: 'Deck', summary: 'Boards for your team' },
  { id: 'unknown' },
];
const shown = (filter: string, which = 'all'): string[] =>
  visibleApps(apps, new Set(['files']), { filter, which }).map(({ id }) => id);

describe('visibleApps', () => {
  it('sorts by name, or by ID where there is no name', () =>
    assert.deepEqual(shown(''), ['deck', 'files', 'unknown']));

  it('searches ID, name and summary in any case', () => {
    assert.deepEqual(shown(' BOARDS '), ['deck']);
    assert.deepEqual(shown('unk'), ['unknown']);
  });

  it('filters by enabled or disabled', () => {
    assert.deepEqual(shown('', 'enabled'), ['files']);
    assert.deepEqual(shown('', 'disabled'), ['deck', 'unknown']);
  });
});
