import type { DefinitionTable } from '../engine/action.ts';
import { define, simply } from '../engine/define.ts';

export const inspectActions = {
  findUser: define('nothing', {
    icon: 'search',
    places: [
      {
        menu: 'view/title',
        group: 'navigation@3',
        when: 'view == nextcloudAdmin.servers && nextcloudAdmin.hasServers',
      },
    ],
    run: simply<'nothing'>(({ inspector }) => inspector.findUser()),
  }),
  inspectUser: define('nothing', {
    icon: 'eye',
    rows: 'user;',
    menu: { group: 'openIn/1_open@1' },
    places: [{ menu: 'editor/context', group: 'navigation@100', when: 'nextcloudAdmin.hasServers' }],
    key: {
      key: 'shift+alt+u',
      mac: 'ctrl+cmd+u',
      when: 'editorTextFocus && nextcloudAdmin.hasServers',
    },
    run: simply<'nothing'>(({ inspector }, [target]) => inspector.inspectUser(target)),
  }),
  inspectVariable: define('nothing', {
    palette: 'never',
    places: (['debug/variables/context', 'debug/watch/context'] as const).map(menu => ({
      menu,
      group: 'z_nextcloud@1',
      when: 'nextcloudAdmin.hasServers',
    })),
    run: simply<'nothing'>(({ inspector }, [variable]) => inspector.inspectVariable(variable)),
  }),
  allowHovers: define('nothing', { run: simply<'nothing'>(({ inspector }) => inspector.allowHovers()) }),
  denyHovers: define('nothing', { run: simply<'nothing'>(({ inspector }) => inspector.denyHovers()) }),
} satisfies DefinitionTable;
