import type { DefinitionTable } from '../engine/action.ts';
import { define } from '../engine/define.ts';

export const recipeActions = {
  offboardUsers: define('user', {
    many: true,
    menu: { group: '6_many@2' },
    run: async (...given) => (await import('./runRecipe.ts')).offboardUsers(...given),
  }),
  onboardUser: define('server', {
    rows: '(server;connected|users);',
    menu: { group: 'create/1_users@3' },
    run: async (...given) => (await import('./onboard.ts')).onboardUser(...given),
  }),
  runRecipe: define('nothing', {
    many: true,
    rows: 'user;',
    menu: { group: '6_many@3', when: "config.nextcloudAdmin.recipes != '[]'" },
    run: async (...given) => (await import('./runRecipe.ts')).runRecipe(...given),
  }),
} satisfies DefinitionTable;
