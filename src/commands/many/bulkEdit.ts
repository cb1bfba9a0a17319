import * as vscode from 'vscode';
import type { WantedUser } from '../../model/plan/types.ts';
import type { UserSubject } from '../../subjects/subject.ts';
import { commandTitles } from '../../ui/commands.ts';
import type { Position } from '../../ui/prompts.ts';
import type { Choice } from '../../ui/searchPick.ts';
import { done } from '../../ui/steps.ts';
import type { Step } from '../../ui/steps.ts';
import type { Outcome } from '../engine/action.ts';
import type { ActionContext } from '../engine/context.ts';
import { count } from '../engine/summary.ts';
import { planAndOpen } from '../plans/planned.ts';
import { separated } from './askConditions.ts';
import { forUsers } from './askUsers.ts';
import { changeRows } from './changes.ts';
import type { ChangeRow, BulkChanges } from './changes.ts';
import { readUsers } from './readUsers.ts';
import type { UserSet } from './userSet.ts';

/** Asks whom to change and how, several changes together, and shows the plan of it. */
export function bulkEditUsers(
  context: ActionContext,
  args: readonly unknown[],
  position: Position,
): Promise<Outcome> {
  return forUsers(context, args, position, {
    title: commandTitles.bulkEditUsers,
    next: set => forChanges(context, set),
  });
}

/** What has been chosen so far. */
interface BulkEdit {
  context: ActionContext;
  title: string;
  users: readonly UserSubject[];
  changes: BulkChanges;
}

/** The list of changes, to which each of them returns. */
function forChanges(context: ActionContext, set: UserSet): Step {
  const { server } = set;
  let begun: BulkEdit | undefined;
  const menu: Step = async position => {
    const edit = (begun ??= await begin(context, set));
    const { title, changes } = edit;
    const deletes = changes.state === 'absent';
    const rows = changeRows
      .filter(row => (!deletes || row.withDeletion) && (!row.roles || server.role !== 'subadmin'))
      .map(row => ({ chosen: row.now(changes) !== undefined, choice: choiceOf(row, edit, menu) }));
    const choices = (chosen: boolean) => rows.filter(row => row.chosen === chosen).map(row => row.choice);
    return context.ask.pick<Step>({
      ...position,
      title,
      placeholder: vscode.l10n.t('What should change? Select as many changes as you need'),
      choices: [
        ...(choices(true).length > 0 ? [planning(edit)] : []),
        ...separated(vscode.l10n.t('Changes'), choices(true)),
        ...separated(vscode.l10n.t('Add a change'), choices(false)),
      ],
    });
  };
  return menu;
}

async function begin(context: ActionContext, set: UserSet): Promise<BulkEdit> {
  const { server } = set;
  const users = (await readUsers(set)).map((info): UserSubject => ({
    kind: 'user',
    server,
    id: info.userId,
    info,
  }));
  if (users.length === 0) throw new Error(vscode.l10n.t('There are no such users.'));
  return { context, users, title: vscode.l10n.t('Bulk Edit: {0}', count(users)), changes: {} };
}

/** A change that is asked for, or removed again where it has been chosen. */
function choiceOf(row: ChangeRow, edit: BulkEdit, menu: Step): Choice<Step> {
  const now = row.now(edit.changes);
  const iconPath = new vscode.ThemeIcon(row.icon);
  if (now !== undefined) {
    const description = [now, vscode.l10n.t('select to remove')].filter(Boolean).join(' · ');
    const value: Step = () => {
      edit.changes = row.without(edit.changes);
      return Promise.resolve(menu);
    };
    return { label: row.label, description, iconPath, value };
  }
  const value: Step = async position => {
    const { context, users, changes, title } = edit;
    const changed = await row.ask(context, users, changes, { ...position, title });
    if (typeof changed !== 'object') return changed;
    edit.changes = changed;
    return menu;
  };
  return { label: row.label, iconPath, value };
}

const planning = (edit: BulkEdit): Choice<Step> => ({
  label: vscode.l10n.t('Show the Plan'),
  description: vscode.l10n.t('nothing changes before you apply it'),
  iconPath: new vscode.ThemeIcon('arrow-right'),
  async value() {
    const { context, title, users, changes } = edit;
    const [first] = users;
    const wanted = users.map(({ id }): WantedUser => ({ ...changes, id }));
    if (first) await planAndOpen(context, first.server, title, wanted, { createUsers: false });
    return done;
  },
});
