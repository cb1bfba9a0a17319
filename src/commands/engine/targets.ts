import * as vscode from 'vscode';
import type { Server } from '../../servers/server.ts';
import { parseUri } from '../../servers/uris.ts';
import { isReference } from '../../subjects/reference.ts';
import type { Reference } from '../../subjects/reference.ts';
import type { Subject, SubjectKind } from '../../subjects/subject.ts';
import { loadedBelow, TreeNode } from '../../tree/nodes/node.ts';
import { iconless } from '../../ui/plain.ts';
import type { Answer } from '../../ui/prompts.ts';
import type { Action, FindApps } from './action.ts';
import type { ActionContext } from './context.ts';
import { findApps, findGroups, findUsers } from './questions.ts';
import type { Titled } from './questions.ts';

/** The argument that key bindings pass: VS Code gives them no row. */
const fromKey = 'key';

/** The subjects that the caller named; `undefined` where it named none, as the Command Palette does. */
export async function givenSubjects(
  { tree, servers }: ActionContext,
  on: SubjectKind,
  key: Action['key'],
  args: readonly unknown[],
): Promise<Subject[] | undefined> {
  const [first, all] = args;
  if (first === fromKey) {
    const subjects = subjectsOf(await tree.focus.rows(), on);
    // On rows of another kind, Enter does what it does in every list.
    if (key?.key === 'enter' && !subjects.some(({ kind }) => kind === on))
      await vscode.commands.executeCommand('list.select');
    // Where no list has the focus, the user is asked which one to filter.
    return on === 'list' && subjects.length === 0 ? undefined : subjects;
  }
  if (first instanceof TreeNode) return subjectsOf(Array.isArray(all) ? all.filter(isRow) : [first], on);
  if (Array.isArray(first)) return first.flatMap(one => referredIn(servers, one, on));
  const reference = first instanceof vscode.Uri ? referenceOf(first, on) : first;
  return isReference(reference) ? referredIn(servers, reference, on) : undefined;
}

/** The server of what the caller named, or of the row; never of what has the focus alone. */
export async function serverOfGiven(
  context: ActionContext,
  args: readonly unknown[],
): Promise<Server | undefined> {
  if (args[0] === fromKey) return undefined;
  const [subject] = (await givenSubjects(context, 'server', undefined, args)) ?? [];
  return subject?.server;
}

function referredIn(servers: ActionContext['servers'], reference: unknown, on: SubjectKind): Subject[] {
  const server = isReference(reference) ? servers.get(reference.serverId) : undefined;
  return isReference(reference) && server ? referredTo(reference, server, on) : [];
}

const isRow = (value: unknown): value is TreeNode => value instanceof TreeNode;

function referredTo({ id, groups }: Reference, server: Server, on: SubjectKind): Subject[] {
  if (on === 'server') return [{ kind: on, server }];
  if (on === 'app' && id !== undefined) return [{ kind: on, server, id, ...(groups && { groups }) }];
  return on === 'list' || id === undefined ? [] : [{ kind: on, server, id }];
}

function subjectsOf(nodes: readonly TreeNode[], on: SubjectKind): Subject[] {
  return nodes.flatMap(node => subjectAbove(node, on) ?? []);
}

/** A row also stands for its list and its server, never for another object. */
function subjectAbove(node: TreeNode | undefined, on: SubjectKind): Subject | undefined {
  if (!node) return undefined;
  const { subject, parent } = node;
  if (subject?.kind === on || (on !== 'list' && on !== 'server')) return subject;
  return subjectAbove(parent, on);
}

/** What a document names for an action: its object if that is of the action's kind, or else nothing but its server. */
function referenceOf(uri: vscode.Uri, on: SubjectKind): Reference | undefined {
  const target = parseUri(uri);
  if (target?.kind === 'config' && on === 'app') return target;
  return target?.kind === on || on === 'server' ? target : undefined;
}

/** Asks for the subject of an action on one server. */
export async function chooseSubject(
  context: ActionContext,
  on: SubjectKind,
  server: Server,
  question: SubjectQuestion,
): Promise<Answer<Subject>> {
  return choosers[on](context, server, question);
}

type Chooser = (
  context: ActionContext,
  server: Server,
  question: SubjectQuestion,
) => Promise<Answer<Subject>>;
type SubjectQuestion = Titled & { find?: FindApps | undefined };

const choosers: Record<SubjectKind, Chooser> = {
  server: (_context, server) => Promise.resolve({ kind: 'server', server }),
  async user({ ask }, server, question) {
    const placeholder = vscode.l10n.t('Select a user. Type to search by ID, name or email');
    const answer = await ask.search({ ...question, placeholder, search: findUsers(server) });
    return typeof answer === 'object' ? { kind: 'user', server, id: answer.userId, info: answer } : answer;
  },
  async group({ ask }, server, question) {
    const placeholder = vscode.l10n.t('Select a group. Type to search');
    const answer = await ask.search({ ...question, placeholder, search: findGroups(server) });
    return typeof answer === 'object' ? { kind: 'group', server, id: answer.id, info: answer } : answer;
  },
  async app({ ask }, server, { find = findApps, ...question }) {
    const placeholder = vscode.l10n.t('Select an app');
    const answer = await ask.search({ ...question, placeholder, search: find(server) });
    return typeof answer === 'object' ? { kind: 'app', server, ...answer } : answer;
  },
  async plan({ ask, desk }, server, question) {
    const plans = await desk.list(server);
    if (plans.length === 0) throw new Error(vscode.l10n.t('There are no plans for {0}.', server.label));
    const choices = plans.map(({ id, title, at }) => ({
      label: iconless(title),
      description: new Date(at).toLocaleString(vscode.env.language),
      value: { kind: 'plan', server, id, title } as const,
    }));
    return ask.pick<Subject>({ ...question, placeholder: vscode.l10n.t('Select a plan'), choices });
  },
  async list({ ask, tree }, server, question) {
    const root = tree.provider.roots().find(node => node.server === server);
    await server.connect();
    // Users and apps both have a list of those that are disabled: the row above tells them apart.
    const choices = [...(root ? loadedBelow(root) : [])].flatMap(({ subject, parent }) => {
      if (subject?.kind !== 'list') return [];
      const above = parent === root ? undefined : parent?.item().label;
      const description = typeof above === 'string' ? above : '';
      return { label: subject.branch.title, description, value: subject };
    });
    return ask.pick<Subject>({ ...question, placeholder: vscode.l10n.t('Select a list'), choices });
  },
};
