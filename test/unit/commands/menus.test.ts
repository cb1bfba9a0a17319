import assert from 'node:assert/strict';
import '../support/withoutVscode.ts';
import { actions } from '../../../src/commands/actions.ts';
import { placeOf, shortTitles } from '../../../src/commands/menus.ts';
import { namesIn } from '../../../src/ocs/narrow.ts';
import { rowMenu } from '../../contributions/contributions.ts';
import type { MenuEntry } from '../../contributions/contributions.ts';
import * as files from '../../contributions/packageJson.ts';
import { holds } from '../../contributions/when.ts';

const { contributes } = files.readManifest();
const words = files.readWords();

/** Rows by what their context value is, as the tree gives it. */
const rows = {
  server: 'server;connected;',
  'unreachable server': 'server;unreachable;',
  users: 'users;',
  'list of users': 'list;users;all;filtered;',
  user: 'user;enabled;',
  'disabled user': 'user;disabled;',
  'user, for a group administrator': 'user;enabled;as:subadmin;',
  groups: 'list;groups;filtered;',
  group: 'group;',
  apps: 'apps;updates;',
  app: 'app;disabled;update;',
  plan: 'plan;interrupted;',
};

/** The entries of a menu, by their titles; submenus without entries are left out. */
function shown(menu: string, viewItem: string, listMultiSelection: boolean): string[] {
  const context = {
    view: 'nextcloudAdmin.servers',
    viewItem,
    listMultiSelection,
    'config.nextcloudAdmin.recipes': '[…]',
  };
  const entries = contributes.menus[menu] ?? [];
  return entries
    .filter(({ when = '', group = '' }) => !group.startsWith('inline') && holds(when, context))
    .filter(({ submenu }) => !submenu || shown(submenu, viewItem, listMultiSelection).length > 0)
    .map(titleOf);
}

function titleOf({ command, submenu }: MenuEntry): string {
  const named = contributes.commands.find(other => other.command === command)?.title;
  const key = named ?? contributes.submenus.find(({ id }) => id === submenu)?.label ?? '';
  return words[key.replaceAll('%', '')] ?? '';
}

describe('the menus of rows', () => {
  for (const [name, viewItem] of Object.entries(rows))
    for (const many of [false, true]) {
      const titles = shown(rowMenu, viewItem, many);
      it(`have at most a dozen entries, each once: ${name}${many ? ', several' : ''}`, () => {
        assert.ok(many || titles.length > 0);
        assert.ok(titles.length <= 12, titles.join('\n'));
        assert.equal(new Set(titles).size, titles.length, titles.join('\n'));
        assert.ok(!titles.includes(''));
      });
    }

  it('do not repeat in a user’s menu that it is a user', () =>
    assert.deepEqual(
      shown(rowMenu, rows.user, false).filter(title => title.includes('User')),
      [],
    ));

  it('have what changes a user in a submenu', () => {
    const edit = shown('nextcloudAdmin.submenu.edit', rows.user, false);
    for (const title of ['Display Name…', 'Group Memberships…', 'Quota…']) assert.ok(edit.includes(title));
    assert.deepEqual(shown('nextcloudAdmin.submenu.edit', rows.app, false), []);
  });

  it('have short titles for entries that are there, other than the long ones', () => {
    for (const id of namesIn(shortTitles)) {
      const action = actions.find(other => other.id === id);
      assert.ok(action?.menu, id);
      assert.notEqual(action.title, shortTitles[id]);
      assert.ok(action.title.endsWith('…') || !shortTitles[id]?.endsWith('…'), id);
    }
  });

  it('name submenus that are there', () => {
    for (const { id, menu } of actions)
      assert.ok(!menu || placeOf(menu.group).submenu !== undefined || !menu.group.includes('/'), id);
  });
});

describe('holds', () => {
  const context = { view: 'a.b', viewItem: 'user;enabled;', many: true };
  for (const [when, expected] of [
    ['view == a.b', true],
    ['view != a.b', false],
    ["view == 'a.b' && !many", false],
    ['viewItem =~ /^user;(?!.*fixed;)/', true],
    ['!(viewItem =~ /as:x;/) && (none || many)', true],
    ['none && many || many', true],
    ["config.list != '[]'", true],
  ] as const)
    it(`${when}: ${expected}`, () => assert.equal(holds(when, context), expected));

  it('refuses what it cannot read', () => {
    assert.throws(() => holds('(view', context));
    assert.throws(() => holds('view ? many', context));
  });
});
