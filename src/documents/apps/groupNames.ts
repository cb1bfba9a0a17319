import { NextcloudError } from '../../ocs/index.ts';
import type { GroupInfo, NextcloudClient } from '../../ocs/index.ts';
import type { AppRow, AppsState } from '../../webview/protocol.ts';
import type { DocumentPlace, OpenForm } from '../kind.ts';

/** Groups of one request, and how many that were not among them are asked for one by one. */
const listed = 500;
const mostSingle = 20;

/** Display names by the IDs of groups, as far as each form has asked for them. */
const known = new WeakMap<DocumentPlace, Record<string, string>>();

/** Tells a form what the groups are called that apps are limited to. Asks for those that it does not know yet. */
export async function showGroupNames(
  form: OpenForm<AppsState>,
  apps: readonly AppRow[],
  signal: AbortSignal,
): Promise<void> {
  const names = known.get(form.place) ?? {};
  const missing = new Set(apps.flatMap(({ limitedTo = [] }) => limitedTo).filter(id => !(id in names)));
  if (missing.size === 0) return;
  const found = await form.place.server
    .call(client => read(client, [...missing], signal))
    .catch((): GroupInfo[] => []);
  if (signal.aborted) return;
  const all = { ...known.get(form.place), ...namesOf(found) };
  known.set(form.place, all);
  form.update({ groupNames: all });
}

async function read(
  client: NextcloudClient,
  ids: readonly string[],
  signal: AbortSignal,
): Promise<GroupInfo[]> {
  const groups = await client.groups.listDetails({ limit: listed, signal });
  const there = new Set(groups.map(({ id }) => id));
  const others = ids.filter(id => !there.has(id)).slice(0, mostSingle);
  const single = await Promise.all(
    others.map(id => client.groups.get(id, { signal }).catch((error: unknown) => unnamed(error, id))),
  );
  return [...groups, ...single];
}

/** An app may be limited to a group that was deleted. */
function unnamed(error: unknown, id: string): GroupInfo {
  if (!(error instanceof NextcloudError) || error.kind !== 'notFound') throw error;
  return { id };
}

const namesOf = (groups: readonly GroupInfo[]): Record<string, string> =>
  Object.fromEntries(groups.map(({ id, displayName }) => [id, displayName ?? '']));
