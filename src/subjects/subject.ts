import * as vscode from 'vscode';
import type { GroupInfo, UserInfo } from '../ocs/index.ts';
import type { Server } from '../servers/server.ts';

/** The target of an action: taken from a tree row, or picked from the Command Palette. */
export interface ServerSubject {
  kind: 'server';
  server: Server;
}

export interface UserSubject {
  kind: 'user';
  server: Server;
  id: string;
  /** As last read, if it was. */
  info?: UserInfo;
}

export interface GroupSubject {
  kind: 'group';
  server: Server;
  id: string;
  info?: GroupInfo;
}

export interface AppSubject {
  kind: 'app';
  server: Server;
  id: string;
  enabled?: boolean;
  /** The IDs of the groups that were chosen for it. */
  groups?: readonly string[];
}

/** A plan that is stored here, applied or not. */
export interface PlanSubject {
  kind: 'plan';
  server: Server;
  id: string;
  title?: string;
}

/** A list in the tree that can be filtered and sorted, whatever its rows are. */
export interface Branch {
  readonly title: string;
  readonly filter: string;
  setFilter(filter: string): void;
  readonly order: { id: string } | undefined;
  readonly orders: readonly { id: string; title: string }[];
  /** Takes an ID of `orders`; `undefined` is the server's order. */
  setOrder(id: string | undefined): void;
  loadMore(): Promise<void>;
  reload(): Promise<void>;
}

export interface ListSubject {
  kind: 'list';
  server: Server;
  id: string;
  branch: Branch;
}

interface Subjects {
  server: ServerSubject;
  user: UserSubject;
  group: GroupSubject;
  app: AppSubject;
  list: ListSubject;
  plan: PlanSubject;
}

export type SubjectKind = keyof Subjects;
export type SubjectOf<K extends SubjectKind> = Subjects[K];
export type Subject = SubjectOf<SubjectKind>;

/** The same key for the same object, wherever it is shown. */
export function subjectKey(subject: Subject): string {
  const id = subject.kind === 'server' ? '' : subject.id;
  return `${subject.server.id}/${subject.kind}/${id}`;
}

/** The display name, or else the ID. */
export function subjectName(subject: Subject): string {
  if (subject.kind === 'server') return subject.server.label;
  if (subject.kind === 'app') return subject.id;
  if (subject.kind === 'list') return subject.branch.title;
  if (subject.kind === 'plan') return subject.title ?? subject.id;
  return subject.info?.displayName || subject.id;
}

/** For questions: "Alice Example (alice)", because names are not unique. */
export function subjectLabel(subject: Subject): string {
  const name = subjectName(subject);
  return 'id' in subject && !['list', 'plan'].includes(subject.kind) && name !== subject.id
    ? `${name} (${subject.id})`
    : name;
}

export function memberCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 member') : vscode.l10n.t('{0} members', count);
}
