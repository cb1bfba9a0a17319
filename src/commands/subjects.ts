import * as vscode from 'vscode';
import type { Server } from '../servers/server.ts';
import { parseUri } from '../servers/uris.ts';
import { loadedBelow, TreeNode } from '../tree/nodes/node.ts';
import type { Subject, SubjectKind } from '../subjects/subject.ts';
import type { Answer, Position } from '../ui/prompts.ts';
import type { Action } from './action.ts';
import { findApps, findGroups, findUsers } from './choose.ts';
import type { Commander } from './commander.ts';

/** Passed by key bindings, as those get no row. */
const fromKey = 'key';

/** Passed by links and by other parts of the extension. */
interface Reference {
  serverId: string;
  id: string;
}

/** What the caller named; `undefined` where nobody did, as from the palette. */
export async function givenSubjects(
  { tree, servers }: Commander,
  { on, key }: Action,
  args: readonly unknown[],
): Promise<Subject[] | undefined> {
  const [first, all] = args;
  if (first === fromKey) {
    const subjects = subjectsOf(await tree.focus.rows(), on);
    // On other rows Enter does what it does everywhere.
    if (key?.key === 'enter' && !subjects.some(({ kind }) => kind === on))
      await vscode.commands.executeCommand('list.select');
    // Where no branch has the focus, the person says which one to filter.
    return on === 'list' && subjects.length === 0 ? undefined : subjects;
  }
  if (first instanceof TreeNode) return subjectsOf(Array.isArray(all) ? (all as TreeNode[]) : [first], on);
  const reference = first instanceof vscode.Uri ? referenceOf(first) : first;
  if (!isReference(reference)) return undefined;
  const server = servers.get(reference.serverId);
  return server && (on === 'user' || on === 'group' || on === 'app')
    ? [{ kind: on, server, id: reference.id }]
    : [];
}

function subjectsOf(nodes: readonly TreeNode[], on: SubjectKind): Subject[] {
  return nodes.flatMap(node => subjectAbove(node, on) ?? []);
}

/** A row stands for its branch and its server as well, never for another object. */
function subjectAbove(node: TreeNode | undefined, on: SubjectKind): Subject | undefined {
  if (!node) return undefined;
  const { subject, parent } = node;
  if (subject?.kind === on || (on !== 'list' && on !== 'server')) return subject;
  return subjectAbove(parent, on);
}

function referenceOf(uri: vscode.Uri): Reference | undefined {
  const target = parseUri(uri);
  return target && 'id' in target ? target : undefined;
}

function isReference(value: unknown): value is Reference {
  return typeof value === 'object' && value !== null && 'serverId' in value && 'id' in value;
}

/** Asks for what an action is done to, on one server. */
export async function chooseSubject(
  commander: Commander,
  action: Action,
  server: Server,
  position: Position,
): Promise<Answer<Subject>> {
  const answer = await choosers[action.on](commander, server, { ...position, title: action.title });
  return answer;
}

type Chooser = (
  commander: Commander,
  server: Server,
  position: Position & { title: string },
) => Promise<Answer<Subject>>;

const choosers: Record<SubjectKind, Chooser> = {
  server: (_commander, server) => Promise.resolve({ kind: 'server', server }),
  async user({ ask }, server, position) {
    const placeholder = vscode.l10n.t('Which user? Type to search by id, name or e-mail');
    const answer = await ask.search({ ...position, placeholder, search: findUsers(server) });
    return typeof answer === 'object' ? { kind: 'user', server, id: answer.userId, info: answer } : answer;
  },
  async group({ ask }, server, position) {
    const placeholder = vscode.l10n.t('Which group? Type to search');
    const answer = await ask.search({ ...position, placeholder, search: findGroups(server) });
    return typeof answer === 'object' ? { kind: 'group', server, id: answer.id, info: answer } : answer;
  },
  async app({ ask }, server, position) {
    const answer = await ask.search({
      ...position,
      placeholder: vscode.l10n.t('Which app?'),
      search: findApps(server),
    });
    return typeof answer === 'object' ? { kind: 'app', server, ...answer } : answer;
  },
  async list({ ask, tree }, server, position) {
    const root = tree.provider.roots().find(node => node.server === server);
    await server.connect();
    const branches = root
      ? [...loadedBelow(root)].flatMap(({ subject }) => (subject?.kind === 'list' ? [subject] : []))
      : [];
    const choices = branches.map(value => ({ label: value.branch.title, description: value.id, value }));
    return ask.pick<Subject>({ ...position, placeholder: vscode.l10n.t('Which list?'), choices });
  },
};
