import type { Action } from '../../src/commands/engine/action.ts';
import { commandName } from '../../src/ui/commands.ts';

interface MenuEntry {
  command: string;
  when?: string;
  group?: string;
}

export interface Contributions {
  commands: { command: string; title: string; category: string; icon?: string; enablement?: string }[];
  menus: Record<string, MenuEntry[]>;
  keybindings: { command: string; key: string; mac?: string; when: string; args?: string }[];
}

const view = 'nextcloudAdmin.servers';
const titleKey = ({ id }: Action): string => `command.${id}.title`;

const rowMenu = 'view/item/context';
const placedMenus = [
  'view/title',
  'editor/title',
  'editor/context',
  'explorer/context',
  'debug/variables/context',
  'debug/watch/context',
] as const;

/** What package.json says about the actions: their titles are in package.nls.json. */
export function contributionsOf(all: readonly Action[]): Contributions {
  const actions = all.filter(({ internal }) => !internal);
  return {
    commands: actions.map(action => ({
      command: commandName(action.id),
      title: `%${titleKey(action)}%`,
      category: '%extension.category%',
      ...(action.icon !== undefined && { icon: `$(${action.icon})` }),
      ...(action.enablement !== undefined && { enablement: action.enablement }),
    })),
    menus: {
      ...Object.fromEntries(
        placedMenus.map(menu => [
          menu,
          actions.flatMap(({ id, places = [] }) =>
            places
              .filter(place => place.menu === menu)
              .map(({ when, group }) => ({ command: commandName(id), when, group })),
          ),
        ]),
      ),
      commandPalette: actions.flatMap(paletteEntry),
      [rowMenu]: actions.flatMap(rowEntries),
    },
    keybindings: actions.flatMap(keyEntries),
  };
}

/** The titles by their keys in package.nls.json. */
export function titlesOf(actions: readonly Action[]): Record<string, string> {
  return Object.fromEntries(
    actions.filter(({ internal }) => !internal).map(action => [titleKey(action), action.title]),
  );
}

function paletteEntry({ id, palette = 'whenAdded' }: Action): MenuEntry[] {
  if (palette === 'always') return [];
  return [{ command: commandName(id), when: palette === 'never' ? 'false' : 'nextcloudAdmin.hasServers' }];
}

function rowEntries(action: Action): MenuEntry[] {
  const { menu } = action;
  if (!menu) return [];
  const command = commandName(action.id);
  const rows = action.rows ?? `${action.on};`;
  const more = [menu.when, action.many ? undefined : '!listMultiSelection'].filter(Boolean);
  const inContext = { command, when: [whenRows(action, rows), ...more].join(' && '), group: menu.group };
  if (menu.inline === undefined) return [inContext];
  const inline = {
    command,
    when: whenRows(action, menu.inlineRows ?? rows),
    group: `inline@${menu.inline}`,
  };
  return [inContext, inline];
}

function whenRows({ on, roles }: Action, rows: string): string {
  const excluded = (['delegated', 'subadmin'] as const).filter(role => roles?.includes(role) === false);
  return [
    `view == ${view} && viewItem =~ /^${rows}/`,
    // Only administrators have rows for apps.
    ...(on === 'app' ? [] : excluded.map(role => `!(viewItem =~ /as:${role};/)`)),
  ].join(' && ');
}

/** Requires the focus in the list: otherwise, typing into the find box of the view would delete and rename. */
function keyEntries({ id, key, on }: Action): Contributions['keybindings'] {
  if (!key) return [];
  const { when, ...keys } = key;
  if (when !== undefined) return [{ command: commandName(id), ...keys, when }];
  const focused = `focusedView == ${view} && listFocus && !inputFocus`;
  // A when clause cannot tell what kind of row has the focus, only whether it opens: groups do, users and apps do not.
  const opens = 'treeElementCanExpand || treeElementCanCollapse';
  const rows = { list: '', group: ` && (${opens})` }[on as string] ?? ` && !(${opens})`;
  return [{ command: commandName(id), ...keys, when: `${focused}${rows}`, args: 'key' }];
}
