import * as vscode from 'vscode';
import { pickServer } from '../../servers/pickServer.ts';
import type { Server } from '../../servers/server.ts';
import type { GroupInfo, UserInfo } from '../../ocs/index.ts';
import { TreeNode } from '../../tree/nodes/node.ts';
import type { Position } from '../../ui/prompts.ts';
import type { Step } from '../../ui/steps.ts';
import type { Outcome } from '../engine/action.ts';
import type { ActionContext } from '../engine/context.ts';
import { findGroups, findUsers } from '../engine/questions.ts';
import { givenSubjects } from '../engine/targets.ts';
import { askConditions } from './askConditions.ts';
import { allUsers, membersOf, someUsers, usersInMemory, usersOfList } from './userSet.ts';
import type { UserSet } from './userSet.ts';

interface UserQuestion {
  title: string;
  /** The question that follows. */
  next: (users: UserSet) => Step;
}

/** Goes on with the users that the rows stand for, or asks for the server and which of its users. */
export async function forUsers(
  context: ActionContext,
  args: readonly unknown[],
  position: Position,
  question: UserQuestion,
): Promise<Outcome> {
  const given = await givenUsers(context, args);
  if (given) return question.next(given)(position);
  const [row] = (await givenSubjects(context, 'server', undefined, args)) ?? [];
  if (row?.kind === 'server') return askWhich(context, row.server, question)(position);
  return forServer(context, question.title, server => askWhich(context, server, question))(position);
}

/** Asks for the server, unless there is only one. */
export function forServer(context: ActionContext, title: string, next: (server: Server) => Step): Step {
  const [only, ...others] = context.servers.all();
  if (!only) throw new Error(vscode.l10n.t('Add a server first.'));
  if (others.length === 0) return next(only);
  return async position => {
    const server = await pickServer(context, context.ask, { ...position, title });
    return typeof server === 'object' ? next(server) : server;
  };
}

async function givenUsers(context: ActionContext, args: readonly unknown[]): Promise<UserSet | undefined> {
  const [row] = args;
  const list = row instanceof TreeNode ? usersOfList(row) : undefined;
  if (list) return list;
  const subjects = (await givenSubjects(context, 'user', undefined, args)) ?? [];
  const [user] = subjects.filter(({ kind }) => kind === 'user');
  if (user) {
    const users = subjects.filter(subject => subject.kind === 'user');
    return someUsers(
      user.server,
      users.filter(({ server }) => server === user.server),
    );
  }
  const [group] = subjects.filter(subject => subject.kind === 'group');
  return group && membersOf(group);
}

function askWhich(context: ActionContext, server: Server, { title, next }: UserQuestion): Step {
  const forGroup: Step = async position => {
    const placeholder = vscode.l10n.t('Select a group. Type to search');
    const answer = await context.ask.search<GroupInfo>({
      ...position,
      title,
      placeholder,
      search: findGroups(server),
    });
    return typeof answer === 'object'
      ? next(membersOf({ kind: 'group', server, id: answer.id, info: answer }))
      : answer;
  };
  const forNames: Step = async position => {
    const chosen = await context.ask.searchMany<UserInfo>({
      ...position,
      title,
      placeholder: vscode.l10n.t('Select the users. Type to search'),
      selected: [],
      key: ({ userId }) => userId,
      search: findUsers(server),
    });
    if (!Array.isArray(chosen)) return chosen;
    return chosen.length === 0 ? forNames : next(usersInMemory(server, chosen));
  };
  return async position => {
    return context.ask.pick<Step>({
      ...position,
      title,
      placeholder: vscode.l10n.t('Which users of {0}?', server.label),
      choices: [
        {
          label: vscode.l10n.t('All Users'),
          iconPath: new vscode.ThemeIcon('account'),
          value: next(allUsers(server)),
        },
        {
          label: vscode.l10n.t('Users by Name…'),
          iconPath: new vscode.ThemeIcon('person'),
          value: forNames,
        },
        {
          label: vscode.l10n.t('Members of a Group…'),
          iconPath: new vscode.ThemeIcon('organization'),
          value: forGroup,
        },
        {
          label: vscode.l10n.t('Users by Conditions…'),
          description: vscode.l10n.t('such as never signed in, or over 90% of the quota'),
          iconPath: new vscode.ThemeIcon('filter'),
          value: askConditions(context, server, { title, next }),
        },
      ],
    });
  };
}
