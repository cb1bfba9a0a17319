import type { RowAction } from '../../webview/table/protocol.ts';
import { actions } from '../actions.ts';
import type { Action } from '../engine/action.ts';

/** The context value of a row that every action on users is offered for. */
const anyUser = ['user;enabled;', 'user;disabled;'];

/** The actions that the menus of users offer, for the rows of tables. */
export function rowActions(): RowAction[] {
  return actions.filter(isForUsers).map(action => ({
    action: action.id,
    title: action.title,
    takes: action.pair ? 'two' : action.many ? 'many' : 'one',
    group: action.menu?.group.split('@')[0] ?? '',
  }));
}

function isForUsers({ on, menu, rows }: Action): boolean {
  if (!menu) return false;
  if (on === 'user') return true;
  return on === 'nothing' && rows !== undefined && anyUser.some(row => new RegExp(`^${rows}`).test(row));
}
