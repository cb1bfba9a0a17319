import type { Action } from '../../src/commands/engine/action.ts';
import { placeOf, shortTitles, submenus } from '../../src/commands/menus.ts';
import type { SubmenuId } from '../../src/commands/menus.ts';
import { namesIn } from '../../src/ocs/narrow.ts';
import { commandName, rowCommandName } from '../../src/ui/commands.ts';

export interface MenuEntry {
  command?: string;
  submenu?: string;
  when?: string;
  group?: string;
}

interface CommandEntry {
  command: string;
  title: string;
  category: string;
  icon?: string;
  enablement?: string;
}

export interface Contributions {
  commands: CommandEntry[];
  submenus: { id: string; label: string }[];
  menus: Record<string, MenuEntry[]>;
  keybindings: { command: string; key: string; mac?: string; when: string; args?: string }[];
}

const view = 'nextcloudAdmin.servers';
const category = '%extension.category%';
const titleKey = ({ id }: Action): string => `command.${id}.title`;
const shortTitleKey = ({ id }: Action): string => `command.${id}.shortTitle`;
const submenuKey = (id: SubmenuId): string => `command.submenu.${id}`;
const submenuName = (id: SubmenuId): string => `nextcloudAdmin.submenu.${id}`;

export const rowMenu = 'view/item/context';
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
    commands: [...actions.map(commandEntry), ...actions.filter(hasShortTitle).map(shortEntry)],
    submenus: namesIn(submenus).map(id => ({ id: submenuName(id), label: `%${submenuKey(id)}%` })),
    menus: {
      ...Object.fromEntries(placedMenus.map(menu => [menu, actions.flatMap(placedIn(menu))])),
      commandPalette: [...actions.flatMap(paletteEntry), ...actions.filter(hasShortTitle).map(hidden)],
      [rowMenu]: [...submenuEntries(), ...actions.flatMap(rowEntries)],
      ...Object.fromEntries(
        namesIn(submenus).map(id => [submenuName(id), actions.flatMap(entriesOfSubmenu(id))]),
      ),
    },
    keybindings: actions.flatMap(keyEntries),
  };
}

/** The titles by their keys in package.nls.json. */
export function titlesOf(all: readonly Action[]): Record<string, string> {
  const actions = all.filter(({ internal }) => !internal);
  return Object.fromEntries([
    ...actions.map(action => [titleKey(action), action.title]),
    ...actions.filter(hasShortTitle).map(action => [shortTitleKey(action), shortTitles[action.id]]),
    ...namesIn(submenus).map(id => [submenuKey(id), submenus[id].title]),
  ]) as Record<string, string>;
}

function commandEntry(action: Action): CommandEntry {
  return {
    command: commandName(action.id),
    title: `%${titleKey(action)}%`,
    category,
    ...(action.icon !== undefined && { icon: `$(${action.icon})` }),
    ...(action.enablement !== undefined && { enablement: action.enablement }),
  };
}

/** VS Code has one title for each command: a shorter one for menus takes a second command. */
const hasShortTitle = ({ id, menu }: Action): boolean => menu !== undefined && shortTitles[id] !== undefined;

const shortEntry = (action: Action): CommandEntry => ({
  command: rowCommandName(action.id),
  title: `%${shortTitleKey(action)}%`,
  category,
});

const hidden = ({ id }: Action): MenuEntry => ({ command: rowCommandName(id), when: 'false' });

function placedIn(menu: (typeof placedMenus)[number]): (action: Action) => MenuEntry[] {
  return ({ id, places = [] }) =>
    places
      .filter(place => place.menu === menu)
      .map(({ when, group }) => ({ command: commandName(id), when, group }));
}

function paletteEntry({ id, palette = 'whenAdded' }: Action): MenuEntry[] {
  if (palette === 'always') return [];
  return [{ command: commandName(id), when: palette === 'never' ? 'false' : 'nextcloudAdmin.hasServers' }];
}

/** VS Code leaves out a submenu in which nothing is offered. */
const submenuEntries = (): MenuEntry[] =>
  namesIn(submenus).map(id => ({
    submenu: submenuName(id),
    when: `view == ${view}`,
    group: submenus[id].group,
  }));

const nameInMenu = (action: Action): string =>
  hasShortTitle(action) ? rowCommandName(action.id) : commandName(action.id);

/** In the context menu itself, and as a button on the row. */
function rowEntries(action: Action): MenuEntry[] {
  const { id, menu } = action;
  if (!menu) return [];
  const { submenu, group } = placeOf(menu.group);
  const rows = submenu ? menu.direct : rowsOf(action);
  return [
    ...(rows === undefined
      ? []
      : [
          {
            command: submenu ? commandName(id) : nameInMenu(action),
            when: whenInMenu(action, rows),
            group: submenu ? submenus[submenu].group : group,
          },
        ]),
    ...(menu.inline === undefined
      ? []
      : [
          {
            command: commandName(id),
            when: whenRows(action, menu.inlineRows ?? rowsOf(action)),
            group: `inline@${menu.inline}`,
          },
        ]),
  ];
}

function entriesOfSubmenu(wanted: SubmenuId): (action: Action) => MenuEntry[] {
  return action => {
    if (!action.menu) return [];
    const { submenu, group } = placeOf(action.menu.group);
    if (submenu !== wanted) return [];
    const { direct } = action.menu;
    const rows = direct === undefined ? rowsOf(action) : `(?!${direct})${rowsOf(action)}`;
    return [{ command: nameInMenu(action), when: whenInMenu(action, rows), group }];
  };
}

const rowsOf = ({ rows, on }: Action): string => rows ?? `${on};`;

function whenInMenu(action: Action, rows: string): string {
  const more = [action.menu?.when, action.many ? undefined : '!listMultiSelection'].filter(Boolean);
  return [whenRows(action, rows), ...more].join(' && ');
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
function keyEntries(action: Action): Contributions['keybindings'] {
  const { id, key, on } = action;
  if (!key) return [];
  const { when, ...keys } = key;
  if (when !== undefined) return [{ command: commandName(id), ...keys, when }];
  const focused = `focusedView == ${view} && listFocus && !inputFocus`;
  // A when clause cannot tell what kind of row has the focus, only whether it opens: groups do, users and apps do not.
  const opens = 'treeElementCanExpand || treeElementCanCollapse';
  const rows = { list: '', group: ` && (${opens})` }[on as string] ?? ` && !(${opens})`;
  // Bound to the command of the menu, which shows the key then.
  return [{ command: nameInMenu(action), ...keys, when: `${focused}${rows}`, args: 'key' }];
}
