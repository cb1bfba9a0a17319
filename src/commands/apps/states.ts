import * as vscode from 'vscode';
import { provisioningApi } from '../../model/apps.ts';
import type { AppSubject } from '../../subjects/subject.ts';
import { done } from '../../ui/steps.ts';
import type { Outcome } from '../engine/action.ts';
import type { ActionContext } from '../engine/context.ts';
import { perform } from '../engine/bulkRun.ts';
import type { Refusals, Work } from '../engine/work.ts';

const changes: Work<AppSubject, undefined>['changes'] = ({ id }) => [{ kind: 'app', appId: id }];

export const enable: Work<AppSubject, undefined> = {
  doing: vscode.l10n.t('Enabling…'),
  done: what => vscode.l10n.t('Enabled {0}', what),
  async write({ id }, _value, { client, signal, undo }) {
    await client.apps.enable(id, { signal });
    undo((undoing, options) => undoing.apps.disable(id, options));
  },
  changes,
};

export const disable: Work<AppSubject, undefined> = {
  doing: vscode.l10n.t('Disabling…'),
  done: what => vscode.l10n.t('Disabled {0}', what),
  guard: subjects => Promise.resolve(notOurApi(subjects)),
  async write({ id }, _value, { client, signal, undo }) {
    await client.apps.disable(id, { signal });
    undo((undoing, options) => undoing.apps.enable(id, options));
  },
  changes,
};

/** Enables the disabled apps and disables the enabled ones, as the rows show them. */
export async function toggle(context: ActionContext, subjects: AppSubject[]): Promise<Outcome> {
  const on = subjects.filter(({ enabled }) => enabled);
  const off = subjects.filter(({ enabled }) => !enabled);
  if (on.length > 0) await perform(context, disable, on, undefined);
  if (off.length > 0) await perform(context, enable, off, undefined);
  return done;
}

/** Without this app nothing here works, and it could not be enabled again from here. */
function notOurApi(subjects: readonly AppSubject[]): Refusals {
  const reason = vscode.l10n.t('this extension needs the app');
  return new Map(subjects.filter(({ id }) => id === provisioningApi).map(subject => [subject, reason]));
}
