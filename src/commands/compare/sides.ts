import * as vscode from 'vscode';
import { usualScope } from '../../keep/instance/scope.ts';
import { pick } from '../../keep/instance/pick.ts';
import type { InstanceScope, InstanceState } from '../../keep/instance/state.ts';
import { loadSnapshot } from '../../keep/snapshot/folder.ts';
import { toAccountDocument } from '../../model/account.ts';
import { userKey } from '../../model/plan/types.ts';
import type { Server } from '../../servers/server.ts';
import { readServer } from '../keep/readServer.ts';
import { chosenScope } from '../keep/scope.ts';

/** What is compared: a server, a snapshot in a folder, or one user of a server. */
export type Side =
  | { kind: 'server'; server: Server }
  | { kind: 'snapshot'; folder: string }
  | { kind: 'user'; server: Server; id: string };

export interface SidePair {
  left: Side;
  right: Side;
}

/** Where differences can be copied to; `undefined` for a snapshot. */
export const serverOf = (side: Side): Server | undefined =>
  side.kind === 'snapshot' ? undefined : side.server;

export function sideLabel(side: Side): string {
  if (side.kind === 'server') return side.server.label;
  if (side.kind === 'snapshot')
    return vscode.l10n.t('Snapshot {0}', vscode.workspace.asRelativePath(side.folder));
  return vscode.l10n.t('{0} on {1}', side.id, side.server.label);
}

interface ReadingOptions {
  signal: AbortSignal;
  report: (text: string) => void;
}

/** Reads both sides. Where one is a snapshot, nothing is read but what it has. Throws NextcloudError, and what is wrong with files. */
export async function readSides(
  { left, right }: SidePair,
  options: ReadingOptions,
): Promise<Record<'left' | 'right', InstanceState>> {
  const [keptLeft, keptRight] = await Promise.all([left, right].map(keptState));
  const live = { ...options, scope: (keptLeft ?? keptRight)?.scope ?? chosenScope() };
  const [one, other] = await Promise.all([
    keptLeft ?? readLive(left, live),
    keptRight ?? readLive(right, live),
  ]);
  return { left: one, right: other };
}

const keptState = async (side: Side): Promise<InstanceState | undefined> =>
  side.kind === 'snapshot' ? readKept(side.folder) : undefined;

async function readLive(
  side: Side,
  { scope, signal, report }: ReadingOptions & { scope: InstanceScope },
): Promise<InstanceState> {
  if (side.kind === 'snapshot') return readKept(side.folder);
  const { server } = side;
  const named = (text: string) => report(`${server.label}: ${text}`);
  if (side.kind === 'server') return (await readServer(server, { signal, report: named, scope })).state;
  const { fields } = usualScope;
  const user = await server.call(client => client.users.get(side.id, { signal }));
  const document = pick(toAccountDocument(user), fields);
  return { scope: usualScope, users: new Map([[userKey(document.id), document]]), groups: new Map() };
}

async function readKept(folder: string): Promise<InstanceState> {
  const read = await loadSnapshot(folder);
  if ('state' in read) return read.state;
  const [first, ...others] = read.problems.map(
    ({ path, line, column, message }) => `${path}:${line}:${column}: ${message}`,
  );
  throw new Error(
    others.length === 0
      ? vscode.l10n.t('The snapshot cannot be read. {0}', first ?? '')
      : vscode.l10n.t('The snapshot cannot be read. {0} And {1} more.', first ?? '', others.length),
  );
}
