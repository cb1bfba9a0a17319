import * as vscode from 'vscode';
import { makePlan } from '../../model/plan/plan.ts';
import type { Plan } from '../../model/plan/types.ts';
import { splitRowKey } from '../../model/table/keys.ts';
import type { TableDocument } from '../../model/table/types.ts';
import { conflictsOf, wantedUsers, withoutEdits } from '../../model/table/wanted.ts';
import type { RunDesk } from '../../runs/desk.ts';
import { applyFollowed } from '../../runs/followed.ts';
import { usersConcerned } from '../../model/plan/concerned.ts';
import { loadPresent } from '../../runs/present.ts';
import type { Server } from '../../servers/server.ts';
import { isCancelled } from '../../ui/messages.ts';
import type { Progress } from '../../ui/progress.ts';
import { reasonOf } from '../save.ts';
import { allRefused, problemsIn, undoneIn } from './outcomes.ts';
import type { Reasons } from './outcomes.ts';
import { cellKey } from './refusals.ts';

/** What a save asks of one server. */
export interface ServerPart {
  server: Server;
  /** The edits of its users. */
  edits: TableDocument;
  plan: Plan;
  /** The cells that are not in the plan. */
  refused: Reasons;
}

/** The edits by the IDs of their servers. */
export function byServer(document: TableDocument): Map<string, TableDocument> {
  const parts = new Map<string, TableDocument>();
  for (const [row, edits] of Object.entries(document)) {
    const { serverId } = splitRowKey(row);
    parts.set(serverId, { ...parts.get(serverId), [row]: edits });
  }
  return parts;
}

/** Reads the users anew and plans their changes. What somebody else has changed meanwhile is left alone. */
export async function partOf(
  server: Server,
  edits: TableDocument,
  { signal, report }: Progress,
): Promise<ServerPart> {
  try {
    const users = usersConcerned(wantedUsers(edits, server.id));
    const present = await loadPresent(server, { signal, report, ...(users && { users }) });
    const conflicts = conflictsOf(edits, server.id, present.accounts, vscode.env.language);
    const wanted = wantedUsers(withoutEdits(edits, conflicts), server.id);
    const plan = makePlan(wanted, present, { createUsers: false });
    const inConflict = Object.entries(conflicts).flatMap(([row, fields]) =>
      Object.entries(fields).map(([field, reason]) => [cellKey(row, field), reason] as const),
    );
    return { server, edits, plan, refused: new Map([...problemsIn(edits, plan), ...inConflict]) };
  } catch (error) {
    if (isCancelled(error)) throw error;
    return { server, edits, plan: emptyPlan, refused: allRefused(edits, reasonOf(error)) };
  }
}

const emptyPlan: Plan = { version: 1, steps: [], problems: [] };

/** Applies the plan of one server, and returns why cells were not saved. */
export async function applyPart(
  desk: RunDesk,
  { server, edits, plan, refused }: ServerPart,
  progress: Progress,
): Promise<Reasons> {
  if (plan.steps.length === 0) return refused;
  try {
    const id = await storePart(desk, { server, plan });
    const ended = await applyFollowed(desk, server, id, false, progress);
    return new Map([...undoneIn(edits, ended), ...refused]);
  } catch (error) {
    return allRefused(edits, reasonOf(error));
  }
}

/** Keeps the plan as one that was not begun, and returns its ID. */
export const storePart = (desk: RunDesk, { server, plan }: Pick<ServerPart, 'server' | 'plan'>) =>
  desk.add(server, { title: vscode.l10n.t('Edits in the table of users'), plan });
