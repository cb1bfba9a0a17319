import * as vscode from 'vscode';
import type { WantedUser } from '../../model/plan/types.ts';
import type { GroupInfo } from '../../ocs/index.ts';
import type { UserSubject } from '../../subjects/subject.ts';
import { iconless, plainLine } from '../../ui/plain.ts';
import type { Answer } from '../../ui/prompts.ts';
import type { ActionContext } from '../engine/context.ts';
import { findGroups } from '../engine/questions.ts';
import type { AskFor, Titled } from '../engine/questions.ts';
import { askLanguage, askManager, askQuota } from '../users/fields.ts';

/** What is to change, for all users alike. */
export type BulkChanges = Pick<
  WantedUser,
  'quota' | 'language' | 'manager' | 'groups' | 'subadmin' | 'state' | 'wipe' | 'welcome'
>;

/** One kind of change that can be chosen. */
export interface ChangeRow {
  label: string;
  icon: string;
  /** Also possible for users who are deleted. */
  withDeletion?: true;
  /** Gives roles, which group administrators may not. */
  roles?: true;
  /** What is chosen at present, '' where there is nothing more to say; `undefined` where nothing is. */
  now(changes: BulkChanges): string | undefined;
  without(changes: BulkChanges): BulkChanges;
  ask(
    context: ActionContext,
    users: readonly UserSubject[],
    changes: BulkChanges,
    position: Titled,
  ): Promise<Answer<BulkChanges>>;
}

const shown = (text: string): string => iconless(plainLine(text, 80));

function without<T extends object>(values: T, name: keyof T): T {
  const others = { ...values };
  Reflect.deleteProperty(others, name);
  return others;
}

function field(
  name: 'quota' | 'language' | 'manager',
  label: string,
  icon: string,
  ask: AskFor<UserSubject, string>,
): ChangeRow {
  return {
    label,
    icon,
    now: ({ [name]: value }) => value && shown(value),
    without: changes => without(changes, name),
    async ask(context, users, changes, position) {
      const value = await ask(context, users, position);
      return typeof value === 'string' ? { ...changes, [name]: value } : value;
    },
  };
}

type Edit = 'add' | 'remove';

/** In a bulk edit, lists are never replaced. */
const editsOf = (
  changes: BulkChanges,
  name: 'groups' | 'subadmin',
): Partial<Record<Edit, readonly string[]>> => {
  const list = changes[name];
  return list && 'length' in list ? {} : (list ?? {});
};

function groups(name: 'groups' | 'subadmin', edit: Edit, label: string, icon: string): ChangeRow {
  return {
    label,
    icon,
    ...(name === 'subadmin' && { roles: true as const }),
    now: changes => {
      const ids = editsOf(changes, name)[edit];
      return ids && shown(ids.join(', '));
    },
    without(changes) {
      return { ...changes, [name]: without(editsOf(changes, name), edit) };
    },
    async ask({ ask }, [first], changes, position) {
      if (!first) return undefined;
      const chosen = await ask.searchMany<GroupInfo>({
        ...position,
        placeholder: vscode.l10n.t('Select groups. Type to search'),
        selected: [],
        key: ({ id }) => id,
        search: findGroups(first.server),
      });
      if (!Array.isArray(chosen)) return chosen;
      if (chosen.length === 0) return changes;
      return { ...changes, [name]: { ...editsOf(changes, name), [edit]: chosen.map(({ id }) => id) } };
    },
  };
}

function state(value: NonNullable<BulkChanges['state']>, label: string, icon: string): ChangeRow {
  return {
    label,
    icon,
    ...(value === 'absent' && { withDeletion: true as const }),
    now: changes => (changes.state === value ? '' : undefined),
    without: changes => without(changes, 'state'),
    // Whoever is deleted has nothing left that could change.
    ask: (_context, _users, changes) =>
      Promise.resolve(
        value === 'absent'
          ? { state: value, ...(changes.wipe && { wipe: true }) }
          : { ...changes, state: value },
      ),
  };
}

function once(name: 'wipe' | 'welcome', label: string, icon: string): ChangeRow {
  return {
    label,
    icon,
    ...(name === 'wipe' && { withDeletion: true as const }),
    now: changes => (changes[name] ? '' : undefined),
    without: changes => without(changes, name),
    ask: (_context, _users, changes) => Promise.resolve({ ...changes, [name]: true }),
  };
}

/** All that can be changed of many users at once, in the order in which it is offered. */
export const changeRows: readonly ChangeRow[] = [
  groups('groups', 'add', vscode.l10n.t('Add to Groups…'), 'organization'),
  groups('groups', 'remove', vscode.l10n.t('Remove from Groups…'), 'organization'),
  groups('subadmin', 'add', vscode.l10n.t('Make Group Administrators of…'), 'shield'),
  groups('subadmin', 'remove', vscode.l10n.t('Remove as Group Administrators of…'), 'shield'),
  field('quota', vscode.l10n.t('Quota…'), 'database', askQuota),
  field('language', vscode.l10n.t('Language…'), 'globe', askLanguage),
  field('manager', vscode.l10n.t('Manager…'), 'person', askManager),
  state('present', vscode.l10n.t('Enable'), 'check'),
  state('disabled', vscode.l10n.t('Disable'), 'circle-slash'),
  once('welcome', vscode.l10n.t('Send Welcome Email'), 'mail'),
  once('wipe', vscode.l10n.t('Wipe Devices'), 'device-mobile'),
  state('absent', vscode.l10n.t('Delete'), 'trash'),
];
