import { commandIds, commandTitles } from '../ui/commands.ts';
import type { CommandId } from '../ui/commands.ts';
import { appActions } from './apps/actions.ts';
import { configActions } from './config/actions.ts';
import { compareActions } from './compare/actions.ts';
import type { Action, Definition } from './engine/action.ts';
import { codeActions } from './code/actions.ts';
import { exportActions } from './exports/actions.ts';
import { generalActions } from './general/actions.ts';
import { groupActions } from './groups/actions.ts';
import { importActions } from './import/actions.ts';
import { inspectActions } from './inspect/actions.ts';
import { listActions } from './lists/actions.ts';
import { manyActions } from './many/actions.ts';
import { recipeActions } from './recipes/actions.ts';
import { planActions } from './plans/actions.ts';
import { reviewActions } from './review/actions.ts';
import { serverActions } from './servers/actions.ts';
import { snapshotActions } from './snapshot/actions.ts';
import { tableActions } from './table/actions.ts';
import { userActions } from './users/actions.ts';

const definitions: Readonly<Record<CommandId, Definition>> = {
  ...serverActions,
  ...generalActions,
  ...inspectActions,
  ...userActions,
  ...importActions,
  ...groupActions,
  ...appActions,
  ...configActions,
  ...planActions,
  ...listActions,
  ...manyActions,
  ...tableActions,
  ...reviewActions,
  ...snapshotActions,
  ...compareActions,
  ...recipeActions,
  ...exportActions,
  ...codeActions,
};

/** Everything that the commands of this extension do. */
export const actions: readonly Action[] = commandIds.map(id => ({
  id,
  title: commandTitles[id],
  ...definitions[id],
}));
