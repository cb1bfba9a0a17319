import * as vscode from 'vscode';
import type { UserInfo } from '../../ocs/index.ts';
import { askEach, type Tool } from './tool.ts';

/** Results per server. */
const limit = 50;

const queryShown: Tool['shows'] = ({ texts: { query } }) => [
  [vscode.l10n.t('Query'), query || vscode.l10n.t('everything')],
];

export const findUsers: Tool = {
  title: () => vscode.l10n.t('Find Nextcloud users'),
  texts: ['query'],
  shows: queryShown,
  run: call =>
    askEach(call, server =>
      server.call(async client => {
        const { signal, texts } = call;
        return (await client.users.listDetails({ search: texts.query ?? '', limit, signal })).map(inShort);
      }),
    ),
};

export const getUser: Tool = {
  title: () => vscode.l10n.t('Read a Nextcloud user'),
  texts: ['userId'],
  needs: ['userId'],
  shows: ({ texts: { userId = '' } }) => [[vscode.l10n.t('Query'), userId]],
  run: call =>
    askEach(call, server =>
      server.call(client => client.users.get(call.texts.userId ?? '', { signal: call.signal })),
    ),
};

export const listGroups: Tool = {
  title: () => vscode.l10n.t('List Nextcloud groups'),
  texts: ['query'],
  shows: queryShown,
  run: call =>
    askEach(call, server =>
      server.call(client =>
        client.groups.listDetails({ search: call.texts.query ?? '', limit, signal: call.signal }),
      ),
    ),
};

function inShort({ userId, displayName, email, enabled, groups }: UserInfo) {
  return { userId, displayName, email, enabled, groups };
}
