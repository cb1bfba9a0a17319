import * as vscode from 'vscode';
import type { Change } from '../../servers/changes.ts';
import type { UserSubject } from '../../subjects/subject.ts';
import { notOneself, notOneselfNorLastAdmin } from './guards.ts';
import { whom } from '../engine/summary.ts';
import { unlessGone } from '../engine/work.ts';
import type { Work } from '../engine/work.ts';

/** The user, and the member counts of their groups. */
function userChanges({ id, info }: UserSubject): Change[] {
  return [
    { kind: 'user', userId: id },
    ...(info?.groups ?? []).map(groupId => ({ kind: 'group' as const, groupId })),
  ];
}

const ownChange = ({ id }: UserSubject): Change[] => [{ kind: 'user', userId: id }];

export const enable: Work<UserSubject, undefined> = {
  doing: vscode.l10n.t('Enabling…'),
  done: what => vscode.l10n.t('Enabled {0}', what),
  async write({ id }, _value, { client, signal, undo }) {
    await client.users.enable(id, { signal });
    undo((undoing, options) => undoing.users.disable(id, options));
  },
  changes: userChanges,
};

export const disable: Work<UserSubject, undefined> = {
  doing: vscode.l10n.t('Disabling…'),
  done: what => vscode.l10n.t('Disabled {0}', what),
  guard: (subjects, _value, connection) => notOneselfNorLastAdmin(subjects, connection),
  async write({ id }, _value, { client, signal, undo }) {
    await client.users.disable(id, { signal });
    undo((undoing, options) => undoing.users.enable(id, options));
  },
  changes: userChanges,
};

export const remove: Work<UserSubject, undefined> = {
  doing: vscode.l10n.t('Deleting…'),
  done: what => vscode.l10n.t('Deleted {0}', what),
  guard: (subjects, _value, connection) => notOneselfNorLastAdmin(subjects, connection),
  consent: subjects => ({
    message: vscode.l10n.t('Delete {0} on {1}?', whom(subjects), subjects[0]?.server.label ?? ''),
    detail: [
      vscode.l10n.t('This also deletes all files, shares, calendars, contacts and settings of the user.'),
      vscode.l10n.t('This cannot be undone.'),
    ],
    yes: vscode.l10n.t('Delete'),
    word: subjects[0]?.id ?? '',
  }),
  write: ({ id }, _value, { client, signal }) => client.users.delete(id, { signal }).catch(unlessGone),
  changes: userChanges,
};

export const wipeDevices: Work<UserSubject, undefined> = {
  doing: vscode.l10n.t('Wiping devices…'),
  done: what => vscode.l10n.t('Requested a device wipe for {0}', what),
  guard: (subjects, _value, connection) => Promise.resolve(notOneself(subjects, connection)),
  consent: subjects => ({
    message: vscode.l10n.t('Wipe all devices of {0}?', whom(subjects)),
    detail: [
      vscode.l10n.t(
        'Every app and desktop client of the user is signed out and deletes its files from the device.',
      ),
      vscode.l10n.t('Nothing is deleted on the server. This cannot be undone.'),
    ],
    yes: vscode.l10n.t('Wipe Devices'),
    word: subjects[0]?.id ?? '',
  }),
  write: ({ id }, _value, { client, signal }) => client.users.wipeDevices(id, { signal }),
  changes: ownChange,
};

export const resendWelcome: Work<UserSubject, undefined> = {
  doing: vscode.l10n.t('Sending…'),
  done: what => vscode.l10n.t('Sent the welcome email to {0}', what),
  write: ({ id }, _value, { client, signal }) => client.users.resendWelcomeEmail(id, { signal }),
  changes: () => [],
};
