import '../support/withoutVscode.ts';
import assert from 'node:assert/strict';
import { actions } from '../../../src/commands/actions.ts';
import { placeOf } from '../../../src/commands/menus.ts';
import { commandIds } from '../../../src/ui/commands.ts';
import * as files from '../../contributions/packageJson.ts';

const manifest = files.readManifest();
const words = files.readWords();

describe('the table of actions', () => {
  it('has an action for each command', () =>
    assert.deepEqual(
      actions.map(action => [action.id, action.title !== '', typeof action.run]),
      commandIds.map(id => [id, true, 'function']),
    ));

  it('is what package.json contributes (otherwise, run `npm run contributions`)', () =>
    assert.deepEqual(manifest, files.withContributions(manifest, actions)));

  it('gives package.nls.json its titles (otherwise, run `npm run contributions`)', () =>
    assert.deepEqual(words, files.withTitles(words, actions)));

  it('puts destructive actions last and has them ask', () => {
    for (const { id, on, destructive, menu, title } of actions) {
      if (on === 'server' || on === 'nothing') continue;
      assert.equal(
        menu !== undefined && placeOf(menu.group).group.startsWith('9_'),
        destructive ?? false,
        id,
      );
      if (destructive) assert.match(title, /…$/, id);
    }
  });

  it('has a title for each command that differs from all others', () =>
    assert.equal(new Set(actions.map(({ title }) => title)).size, actions.length));
});

describe('package.nls.json', () => {
  it('has exactly the words that package.json refers to', () => {
    const keys = [...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key);
    assert.deepEqual([...new Set(keys)].sort(), Object.keys(words).sort());
  });
});
