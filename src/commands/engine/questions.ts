import * as vscode from 'vscode';
import type { GroupInfo } from '../../ocs/index.ts';
import { mayChangeMembers } from '../../servers/reach.ts';
import type { Server } from '../../servers/server.ts';
import { memberCount } from '../../subjects/subject.ts';
import type { Subject } from '../../subjects/subject.ts';
import type { Answer, InputOptions, Position, Prompts } from '../../ui/prompts.ts';
import type { Choice } from '../../ui/searchPick.ts';
import { userChoice } from '../../ui/userChoice.ts';
import type { FindApps } from './action.ts';
import type { ActionContext } from './context.ts';

export type Titled = Position & { title: string };

/** Asks for the value that work needs. */
export type AskFor<S extends Subject, V> = (
  context: ActionContext,
  subjects: readonly S[],
  position: Titled,
) => Promise<Answer<V>>;

interface TextOptions extends InputOptions {
  /** What is wrong with a text, if anything is. */
  problem?: (text: string) => string | undefined;
}

/** Results per search. */
const limit = 50;

/** Asks again until the text has no problem. */
export async function askText(ask: Prompts, { problem, ...options }: TextOptions): Promise<Answer<string>> {
  for (let retry: Partial<InputOptions> = {}; ;) {
    const answer = await ask.input({ ...options, ...retry });
    if (typeof answer !== 'string') return answer;
    const text = options.password ? answer : answer.trim();
    const error = text === '' ? undefined : problem?.(text);
    if (error === undefined) return text;
    retry = { value: answer, error };
  }
}

/** Whether the word was typed; asks until it is, or the user leaves. */
export async function askWord(ask: Prompts, title: string, word: string): Promise<boolean> {
  const prompt = vscode.l10n.t('Type “{0}” to confirm', word);
  for (let error: string | undefined; ; error = vscode.l10n.t('This is not “{0}”', word)) {
    const typed = await ask.input({ title, prompt, error });
    if (typeof typed !== 'string') return false;
    if (typed.trim() === word) return true;
  }
}

/** Searches for users on the server: by ID, name and email. */
export const findUsers = (server: Server) => async (search: string, signal: AbortSignal) =>
  (await server.call(client => client.users.listDetails({ search, limit, signal }))).map(userChoice);

/** Searches for groups whose members we may change. */
export const findGroups = (server: Server) => async (search: string, signal: AbortSignal) =>
  server.call(async (client, connection) =>
    (await client.groups.listDetails({ search, limit, signal }))
      .filter(group => mayChangeMembers(connection, group))
      .map(groupChoice),
  );

/** Searches for apps here: the server has no search for them, and its lists are short. */
export const findApps: FindApps = server => async (search, signal) => {
  const list = (filter: 'enabled' | 'disabled') =>
    server.call(client => client.apps.list(filter, { signal })).then(ids => ids.map(id => ({ id, filter })));
  const apps = (await Promise.all([list('enabled'), list('disabled')])).flat();
  const found = apps.filter(({ id }) => id.includes(search.toLowerCase()));
  return found
    .sort((a, b) => a.id.localeCompare(b.id))
    .map(({ id, filter }) => ({
      label: id,
      description: filter === 'enabled' ? vscode.l10n.t('Enabled') : vscode.l10n.t('Disabled'),
      iconPath: new vscode.ThemeIcon(filter === 'enabled' ? 'pass-filled' : 'circle-large-outline'),
      value: { id, enabled: filter === 'enabled' },
    }));
};

function groupChoice(group: GroupInfo): Choice<GroupInfo> {
  const { id, displayName, userCount, canAdd } = group;
  const members = userCount === undefined ? '' : memberCount(userCount);
  const note = canAdd === false ? vscode.l10n.t('cannot take new members') : '';
  return {
    label: displayName || id,
    description: [displayName && displayName !== id ? id : '', members, note].filter(Boolean).join(' · '),
    iconPath: new vscode.ThemeIcon('organization'),
    value: group,
  };
}
