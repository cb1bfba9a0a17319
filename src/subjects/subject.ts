import * as vscode from 'vscode';
import type { GroupInfo, UserInfo } from '../ocs/index.ts';
import type { Server } from '../servers/server.ts';

/** What an action is done to; rows of the tree have one, and the palette asks for one. */
export interface ServerSubject {
  kind: 'server';
  server: Server;
}

export interface UserSubject {
  kind: 'user';
  server: Server;
  id: string;
  /** As last read, where it was. */
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
}

/** A branch that can be filtered and sorted, whatever its rows are. */
export interface Branch {
  readonly title: string;
  readonly filter: string;
  setFilter(filter: string): void;
  readonly order: { id: string } | undefined;
  readonly orders: readonly { id: string; title: string }[];
  /** By an id of `orders`; `undefined` is the server's own order. */
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
}

export type SubjectKind = keyof Subjects;
export type SubjectOf<K extends SubjectKind> = Subjects[K];
export type Subject = SubjectOf<SubjectKind>;

/** The same for the same thing, wherever it is shown. */
export function subjectKey(subject: Subject): string {
  const id = subject.kind === 'server' ? '' : subject.id;
  return `${subject.server.id}/${subject.kind}/${id}`;
}

/** How a person knows it: the display name, else the id. */
export function subjectName(subject: Subject): string {
  if (subject.kind === 'server') return subject.server.label;
  if (subject.kind === 'app') return subject.id;
  if (subject.kind === 'list') return subject.branch.title;
  return subject.info?.displayName || subject.id;
}

/** For questions: "Alice Example (alice)", as names may be alike. */
export function subjectLabel(subject: Subject): string {
  const name = subjectName(subject);
  return 'id' in subject && subject.kind !== 'list' && name !== subject.id ? `${name} (${subject.id})` : name;
}

export function memberCount(count: number): string {
  return count === 1 ? vscode.l10n.t('1 member') : vscode.l10n.t('{0} members', count);
}
