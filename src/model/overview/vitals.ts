import type { ServerInfo } from '../../ocs/serverInfo.ts';
import type { Disk } from '../../ocs/types.ts';
import type { Outlook, Sample, Vitals } from './types.ts';

/** What of the answers of a server its overview shows at once. */
export function vitalsOf(info: ServerInfo, disks: Disk[] | undefined, at: number): Vitals {
  const { system, storage, shares, webServer, php, fpm, database, activeUsers } = info;
  return {
    at,
    lacking: null,
    ...(system && { system: without(system, 'apps', 'update') }),
    ...(storage && { storage }),
    ...(shares && { shares }),
    ...(webServer !== undefined && { webServer }),
    ...(php && { php: phpOf(php) }),
    ...(fpm && { fpm }),
    ...(database && { database }),
    ...(activeUsers && { activeUsers }),
    ...(disks && { disks }),
  };
}

/** What of them it shows later. */
export function outlookOf({ system: { apps, update } = {} }: ServerInfo): Omit<Outlook, 'problem' | 'jobs'> {
  return {
    ...(apps?.installed !== undefined && { installedApps: apps.installed }),
    ...(apps?.updates && { updates: apps.updates }),
    ...(update && {
      update: {
        ...(update.available !== undefined && { available: update.available }),
        ...(update.version !== undefined && { version: update.version }),
        ...(update.checked && { checked: update.checked.getTime() }),
      },
    }),
  };
}

/** The rest of an object. */
function without<T extends object, K extends keyof T>(values: T, ...names: K[]): Omit<T, K> {
  const rest = { ...values };
  for (const name of names) Reflect.deleteProperty(rest, name);
  return rest;
}

function phpOf(php: NonNullable<ServerInfo['php']>): NonNullable<Vitals['php']> {
  const { enabled, full } = php.opcache ?? {};
  const states = { ...(enabled !== undefined && { enabled }), ...(full !== undefined && { full }) };
  return { ...without(php, 'opcache', 'apcu', 'extensions'), ...(php.opcache && { opcache: states }) };
}

export function sampleOf({ at, system = {} }: Vitals): Sample {
  const { load, memoryTotal, memoryFree } = system;
  const isMeasured = memoryTotal !== undefined && memoryFree !== undefined && memoryTotal > 0;
  return {
    at,
    load: load?.[0] ?? null,
    memory: isMeasured ? Math.min(1, Math.max(0, 1 - memoryFree / memoryTotal)) : null,
  };
}

/** The document of an overview: what was told, without the moment. */
export function serializeOverview(version: string, vitals: Vitals): string {
  return `${JSON.stringify({ id: 'overview', nextcloud: version, ...without(vitals, 'at') }, null, 2)}\n`;
}
