import assert from 'node:assert/strict';
import { visibleApps } from '../../../src/webview/apps/filter.ts';

const apps = [
  { id: 'files', name: 'Files' },
  { id: 'deck', name: 'Deck', summary: 'Boards for your team' },
  { id: 'unknown' },
];
const shown = (filter: string, which = 'all'): string[] =>
  visibleApps(apps, new Set(['files']), { filter, which }).map(({ id }) => id);

describe('The list of apps', () => {
  it('is sorted by name, and by id where there is none', () =>
    assert.deepEqual(shown(''), ['deck', 'files', 'unknown']));

  it('is searched by id, name and summary, in any case', () => {
    assert.deepEqual(shown(' BOARDS '), ['deck']);
    assert.deepEqual(shown('unk'), ['unknown']);
  });

  it('is narrowed to what is enabled or not', () => {
    assert.deepEqual(shown('', 'enabled'), ['files']);
    assert.deepEqual(shown('', 'disabled'), ['deck', 'unknown']);
  });
});
