import type { Action } from '../../src/commands/action.ts';
import { contributionsOf } from './contributions.ts';
import type { Contributions, MenuEntry } from './contributions.ts';

export interface Manifest {
  contributes: {
    commands: Contributions['commands'];
    keybindings: Contributions['keys'];
    menus: Record<string, MenuEntry[]> & { commandPalette: MenuEntry[]; 'view/item/context': MenuEntry[] };
  };
}

/** package.json with all that follows from the table of actions; what is said of other commands stays, and comes first. */
export function withContributions<M extends Manifest>(manifest: M, actions: readonly Action[]): M {
  const { commands, palette, rows, keys } = contributionsOf(actions);
  const ids = new Set(commands.map(({ command }) => command));
  const after = <T extends { command: string }>(present: readonly T[], ours: readonly T[]): T[] => [
    ...present.filter(({ command }) => !ids.has(command)),
    ...ours,
  ];
  const { contributes } = manifest;
  return {
    ...manifest,
    contributes: {
      ...contributes,
      commands: after(contributes.commands, commands),
      keybindings: after(contributes.keybindings, keys),
      menus: {
        ...contributes.menus,
        commandPalette: after(contributes.menus.commandPalette, palette),
        'view/item/context': after(contributes.menus['view/item/context'], rows),
      },
    },
  };
}
