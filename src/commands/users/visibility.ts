import * as vscode from 'vscode';
import { accountTable } from '../../model/accountFields.ts';
import type { Scope } from '../../ocs/index.ts';
import type { ServerSubject } from '../../subjects/subject.ts';
import type { Position } from '../../ui/prompts.ts';
import { back } from '../../ui/searchPick.ts';
import type { Outcome } from '../engine/action.ts';
import type { ActionContext } from '../engine/context.ts';
import { perform } from '../engine/bulkRun.ts';
import type { Work } from '../engine/work.ts';

interface Visibility {
  field: string;
  /** Absent: one that we do not know. */
  before: Scope | undefined;
  scope: Scope;
}

const setScope: Work<ServerSubject, Visibility> = {
  doing: vscode.l10n.t('Saving…'),
  done: what => vscode.l10n.t('Changed the visibility of your profile on {0}', what),
  async write(_subject, { field, before, scope }, { client, signal, undo }) {
    await client.users.setScope(field, scope, { signal });
    if (before) undo((undoing, options) => undoing.users.setScope(field, before, options));
  },
  changes: ({ server }) => [{ kind: 'user', userId: server.user }],
};

const scopes: readonly { value: Scope; label: string; description: string }[] = [
  {
    value: 'v2-private',
    label: vscode.l10n.t('Private'),
    description: vscode.l10n.t('people matched by phone number'),
  },
  {
    value: 'v2-local',
    label: vscode.l10n.t('Local'),
    description: vscode.l10n.t('people on this server and guests'),
  },
  {
    value: 'v2-federated',
    label: vscode.l10n.t('Federated'),
    description: vscode.l10n.t('also trusted servers'),
  },
  {
    value: 'v2-published',
    label: vscode.l10n.t('Published'),
    description: vscode.l10n.t('also the public address book'),
  },
];

/** The field as forms call it. A server may know more fields than we do. */
function fieldLabel(field: string): string {
  if (field === 'avatar') return vscode.l10n.t('Profile picture');
  return (
    Object.entries(accountTable)
      .find(([name]) => name === field)?.[1]
      .label() ?? field
  );
}

/** Changes who sees a field of one's own profile. Servers offer this for no other user. */
export async function changeVisibility(
  context: ActionContext,
  [subject]: ServerSubject[],
  position: Position,
): Promise<Outcome> {
  if (!subject) return undefined;
  const { ask } = context;
  const title = vscode.l10n.t('Profile Visibility');
  const me = await subject.server.call(client => client.users.get());
  const fields = Object.entries(me.scopes ?? {}).map(([field, scope]) => {
    const known = scopes.find(({ value }) => value === scope);
    return {
      label: fieldLabel(field),
      description: known?.label ?? scope,
      value: { field, scope: known?.value },
    };
  });
  const chosen = await ask.pick({
    ...position,
    title,
    placeholder: vscode.l10n.t('Select a field'),
    choices: fields,
  });
  if (chosen === undefined || chosen === back) return chosen;
  return async next => {
    const placeholder = vscode.l10n.t('Who can see {0}?', fieldLabel(chosen.field));
    const scope = await ask.pick({ ...next, title, placeholder, choices: [...scopes] });
    if (scope === undefined || scope === back) return scope;
    return perform(context, setScope, [subject], { field: chosen.field, before: chosen.scope, scope });
  };
}
