import { lacksDependencies } from '../../model/appStore.ts';
import type { AppRow, AppsState } from '../protocol.ts';

export const tabs = ['installed', 'updates', 'store'] as const;
export type Tab = (typeof tabs)[number];

/** What is looked for: `category` is '' for all, `fitting` leaves out what cannot be enabled. */
export interface Wanted {
  filter: string;
  which: string;
  category: string;
  fitting: boolean;
}

export const nameOf = ({ id, name }: AppRow): string => name || id;

/** Everything that is known of an app. */
function appOf({ store, details, latest }: AppsState, id: string): AppRow {
  return latest?.[id] ?? { ...store?.apps[id], ...details?.[id], id };
}

/** The apps of each tab. */
export function appsByTab(state: AppsState): Record<Tab, AppRow[]> {
  const onServer = new Set(state.apps);
  const rows = (ids: Iterable<string>) => Array.from(ids, id => appOf(state, id));
  const offered = new Set(Object.keys({ ...state.store?.apps, ...state.latest }));
  // Which apps are enabled is known earlier; the list waits for their names, by which it is sorted.
  const installed = state.details ? rows(onServer) : [];
  return {
    installed,
    updates: installed.filter(({ update }) => update !== undefined),
    store: rows([...offered].filter(id => !onServer.has(id))),
  };
}

export const isFitting = (app: AppRow): boolean => app.compatible !== false && !lacksDependencies(app);

/** The apps of a tab to show, sorted by name. The filter is searched for in ID, name and summary. */
export function visibleApps(
  tab: Tab,
  apps: readonly AppRow[],
  enabled: ReadonlySet<string>,
  { filter, which, category, fitting }: Wanted,
): AppRow[] {
  const wanted = filter.trim().toLowerCase();
  const matches = ({ id, name, summary }: AppRow) =>
    `${id}\n${name ?? ''}\n${summary ?? ''}`.toLowerCase().includes(wanted);
  const conditions: Record<Tab, (app: AppRow) => boolean> = {
    installed: ({ id }) => which === 'all' || enabled.has(id) === (which === 'enabled'),
    updates: () => true,
    store: app =>
      (category === '' || (app.categories ?? []).includes(category)) && (!fitting || isFitting(app)),
  };
  return apps
    .filter(conditions[tab])
    .filter(matches)
    .sort((a, b) => nameOf(a).localeCompare(nameOf(b)));
}
