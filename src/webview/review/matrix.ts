import type { MatrixGroup, MatrixPart, MatrixUser, ReviewedServer } from './protocol.ts';

const matrixParts: readonly MatrixPart[] = ['admins', 'managers', 'users', 'disabled'];

/** A line of the matrix: a part that can be closed, or a user. */
export type MatrixLine =
  | { kind: 'part'; part: MatrixPart; count: number; isOpen: boolean }
  /** `number`: from 1, within the part. */
  | { kind: 'user'; user: MatrixUser; number: number };

export interface MatrixView {
  /** What of IDs and names of users, and of groups, is looked for. */
  users: string;
  groups: string;
  closed: ReadonlySet<MatrixPart>;
}

export interface ShownMatrix {
  /** Indexes of the groups that are columns. */
  columns: number[];
  lines: MatrixLine[];
}

const matches = ({ id, name }: { id: string; name: string }, text: string): boolean =>
  text === '' || `${id}\n${name}`.toLowerCase().includes(text);

/** What is shown: where groups are looked for, only these and whoever is in one of them or administers it. */
export function shownMatrix(
  { users, groups }: Pick<ReviewedServer, 'users' | 'groups'>,
  view: MatrixView,
): ShownMatrix {
  const [userText, groupText] = [view.users, view.groups].map(text => text.trim().toLowerCase());
  const columns = indexesOf(groups, groupText ?? '');
  const wanted = groupText ? new Set(columns) : undefined;
  const isIn = ({ groups: own, roles }: MatrixUser) =>
    !wanted || own.some(index => wanted.has(index)) || roles.some(index => wanted.has(index));
  const shown = users.filter(user => matches(user, userText ?? '') && isIn(user));
  const lines = matrixParts.flatMap((part): MatrixLine[] => {
    const members = shown.filter(user => user.part === part);
    if (members.length === 0) return [];
    const isOpen = !view.closed.has(part);
    const rows = isOpen
      ? members.map((user, index) => ({ kind: 'user' as const, user, number: index + 1 }))
      : [];
    return [{ kind: 'part', part, count: members.length, isOpen }, ...rows];
  });
  return { columns, lines };
}

const indexesOf = (groups: readonly MatrixGroup[], text: string): number[] =>
  groups.flatMap((group, index) => (matches(group, text) ? [index] : []));

/** How a user stands to a group. */
export type Membership = 'none' | 'member' | 'manager' | 'both';

export function membershipOf({ groups, roles }: MatrixUser, group: number): Membership {
  const isMember = groups.includes(group);
  if (roles.includes(group)) return isMember ? 'both' : 'manager';
  return isMember ? 'member' : 'none';
}
