import * as vscode from 'vscode';
import type { Scope } from '../../ocs/index.ts';
import type { ServerSubject } from '../../subjects/subject.ts';
import type { Position } from '../../ui/prompts.ts';
import { back } from '../../ui/searchPick.ts';
import type { Outcome } from '../action.ts';
import type { Commander } from '../commander.ts';
import { perform } from '../perform.ts';
import type { Work } from '../work.ts';

interface Visibility {
  field: string;
  before: Scope;
  scope: Scope;
}

const setScope: Work<ServerSubject, Visibility> = {
  doing: vscode.l10n.t('Saving…'),
  done: what => vscode.l10n.t('Changed who sees your profile on {0}', what),
  async write(_subject, { field, before, scope }, { client, signal, undo }) {
    await client.users.setScope(field, scope, { signal });
    undo((undoing, options) => undoing.users.setScope(field, before, options));
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

/** Who may see a field of one's own profile: a server lets nobody change that of others. */
export async function changeVisibility(
  commander: Commander,
  [subject]: ServerSubject[],
  position: Position,
): Promise<Outcome> {
  if (!subject) return undefined;
  const { ask } = commander;
  const title = vscode.l10n.t('Who Sees My Profile');
  const me = await subject.server.call(client => client.users.get());
  const fields = Object.entries(me.scopes ?? {}).map(([field, scope]) => ({
    label: field,
    description: scopes.find(({ value }) => value === scope)?.label ?? scope,
    value: { field, scope: scope as Scope },
  }));
  const chosen = await ask.pick({
    ...position,
    title,
    placeholder: vscode.l10n.t('Which field?'),
    choices: fields,
  });
  if (chosen === undefined || chosen === back) return chosen;
  return async next => {
    const placeholder = vscode.l10n.t('Who may see {0}?', chosen.field);
    const scope = await ask.pick({ ...next, title, placeholder, choices: [...scopes] });
    if (scope === undefined || scope === back) return scope;
    return perform(commander, setScope, [subject], { field: chosen.field, before: chosen.scope, scope });
  };
}
