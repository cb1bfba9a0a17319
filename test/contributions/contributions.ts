import type { Action } from '../../src/commands/action.ts';

export interface MenuEntry {
  command: string;
  when?: string;
  group?: string;
}

export interface Contributions {
  commands: { command: string; title: string; category: string; icon?: string; enablement?: string }[];
  palette: MenuEntry[];
  rows: MenuEntry[];
  keys: { command: string; key: string; mac?: string; when: string; args: string }[];
}

const view = 'nextcloudAdmin.servers';
const commandOf = ({ id }: Action): string => `nextcloudAdmin.${id}`;

/** What package.json must say of an action: all of it follows from the table. */
export function contributionsOf(actions: readonly Action[]): Contributions {
  return {
    commands: actions.map(action => ({
      command: commandOf(action),
      title: action.title,
      category: 'Nextcloud Admin',
      ...(action.icon !== undefined && { icon: `$(${action.icon})` }),
    })),
    palette: actions.map(action => ({
      command: commandOf(action),
      when: action.rowsOnly ? 'false' : 'nextcloudAdmin.hasServers',
    })),
    rows: actions.flatMap(rowEntries),
    keys: actions.flatMap(keyEntries),
  };
}

function rowEntries(action: Action): MenuEntry[] {
  const { menu } = action;
  if (!menu) return [];
  const command = commandOf(action);
  const others = (['delegated', 'subadmin'] as const).filter(role => action.roles?.includes(role) === false);
  const when = [
    `view == ${view} && viewItem =~ /^${action.rows ?? `${action.on};`}/`,
    // Apps have rows for administrators alone.
    ...(action.on === 'app' ? [] : others.map(role => `!(viewItem =~ /as:${role};/)`)),
  ].join(' && ');
  const several = action.many ? '' : ' && !listMultiSelection';
  const inContext = { command, when: `${when}${several}`, group: menu.group };
  return menu.inline === undefined
    ? [inContext]
    : [inContext, { command, when, group: `inline@${menu.inline}` }];
}

/** With the view alone, what is typed into its find box would delete and rename. */
function keyEntries(action: Action): Contributions['keys'] {
  const { key, on } = action;
  if (!key) return [];
  const focused = `focusedView == ${view} && listFocus && !inputFocus`;
  // What the row is cannot be told here, only whether it opens: so users and apps are told from groups.
  const opens = 'treeElementCanExpand || treeElementCanCollapse';
  const when = { list: '', group: ` && (${opens})` }[on as string] ?? ` && !(${opens})`;
  return [{ command: commandOf(action), ...key, when: `${focused}${when}`, args: 'key' }];
}
