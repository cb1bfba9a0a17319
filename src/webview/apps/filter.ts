import type { AppRow } from '../protocol.ts';

export const nameOf = ({ id, name }: AppRow): string => name || id;

/** The apps to show, sorted by name. The filter is searched for in ID, name and summary. */
export function visibleApps(
  apps: readonly AppRow[],
  enabled: ReadonlySet<string>,
  { filter, which }: { filter: string; which: string },
): AppRow[] {
  const wanted = filter.trim().toLowerCase();
  const matches = ({ id, name, summary }: AppRow) =>
    `${id}\n${name ?? ''}\n${summary ?? ''}`.toLowerCase().includes(wanted);
  return apps
    .filter(app => which === 'all' || enabled.has(app.id) === (which === 'enabled'))
    .filter(matches)
    .sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
}
