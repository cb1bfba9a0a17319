import '../support/withoutVscode.ts';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { actions } from '../../../src/commands/actions.ts';
import { contributionsOf } from './contributions.ts';
import type { Contributions, MenuEntry } from './contributions.ts';

interface Contributed {
  commands: Contributions['commands'];
  keybindings: Contributions['keys'];
  menus: Record<string, MenuEntry[]>;
}

const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as { contributes: Contributed };
const ids = new Set(actions.map(({ id }) => `nextcloudAdmin.${id}`));
const ours = <T extends { command: string }>(entries: T[] = []): T[] =>
  entries.filter(({ command }) => ids.has(command));
const text = (entries: readonly object[]): string[] =>
  entries.map(entry => JSON.stringify(entry, Object.keys(entry).sort())).sort();
const { commands, palette, rows, keys } = contributionsOf(actions);

describe('the table of actions', () => {
  it('has each action once', () => assert.equal(ids.size, actions.length));

  it('and package.json name the same commands, with the same titles and icons', () =>
    assert.deepEqual(text(ours(contributes.commands)), text(commands)));

  it('and package.json offer them in the palette alike', () =>
    assert.deepEqual(text(ours(contributes.menus.commandPalette)), text(palette)));

  it('and package.json offer them on the same rows', () =>
    assert.deepEqual(text(ours(contributes.menus['view/item/context'])), text(rows)));

  it('and package.json bind the same keys, in the focused list only', () =>
    assert.deepEqual(text(ours(contributes.keybindings)), text(keys)));

  it('puts what destroys last, behind a question', () => {
    for (const { id, destructive, menu, title } of actions) {
      assert.equal(menu?.group.startsWith('9_') ?? false, destructive ?? false, id);
      if (destructive) assert.match(title, /…$/, id);
    }
  });

  it('is where every command of package.json about users, groups, apps and lists comes from', () => {
    const strangers = contributes.menus['view/item/context']!.filter(({ command }) => !ids.has(command));
    const others = strangers.filter(({ when = '' }) => !when.includes('viewItem =~ /^server;'));
    assert.deepEqual(
      others.map(({ command }) => command).filter(command => command !== 'nextcloudAdmin.inspectUser'),
      [],
    );
  });
});
