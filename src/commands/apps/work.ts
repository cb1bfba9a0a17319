import * as vscode from 'vscode';
import type { AppSubject } from '../../subjects/subject.ts';
import { done } from '../../ui/steps.ts';
import type { Outcome } from '../action.ts';
import type { Commander } from '../commander.ts';
import { notOurApi } from '../guards.ts';
import { perform } from '../perform.ts';
import type { Work } from '../work.ts';

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

/** Each of the two for the rows it fits, as they are shown. */
export async function toggle(commander: Commander, subjects: AppSubject[]): Promise<Outcome> {
  const on = subjects.filter(({ enabled }) => enabled);
  const off = subjects.filter(({ enabled }) => !enabled);
  if (on.length > 0) await perform(commander, disable, on, undefined);
  if (off.length > 0) await perform(commander, enable, off, undefined);
  return done;
}
