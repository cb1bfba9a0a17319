import * as l10n from '@vscode/l10n';
import { outlookOf, vitalsOf } from '../../model/overview/vitals.ts';
import type { Outlook, Vitals } from '../../model/overview/types.ts';
import { NextcloudError } from '../../ocs/index.ts';
import type { CallOptions, ErrorKind, NextcloudClient, Role } from '../../ocs/index.ts';

/** Kinds of errors that say that the server does not tell, not that it cannot be asked. */
const untold: readonly ErrorKind[] = ['forbidden', 'unsupported', 'notFound'];

/** What a server tells at once. Throws NextcloudError if it cannot be asked. */
export async function readVitals(
  client: NextcloudClient,
  role: Role,
  options: CallOptions = {},
): Promise<Vitals> {
  if (role !== 'admin')
    return { at: Date.now(), lacking: l10n.t('Only administrators can see the state of a server.') };
  const [info, disks] = await Promise.allSettled([
    client.server.info({ apps: false, update: false, ...options }),
    client.server.disks(options),
  ]);
  demandSignIn([info, disks]);
  const at = Date.now();
  if (info.status === 'fulfilled')
    return vitalsOf(info.value, disks.status === 'fulfilled' ? disks.value : undefined, at);
  const reason: unknown = info.reason;
  if (reason instanceof NextcloudError && untold.includes(reason.kind))
    return { at, lacking: reason.message };
  throw reason;
}

/** What takes longer, as the server may ask the app store. What cannot be had is absent. */
export async function readOutlook(client: NextcloudClient, options: CallOptions = {}): Promise<Outlook> {
  const [info, mode, last] = await Promise.allSettled([
    client.server.info({ apps: true, update: true, ...options }),
    client.appConfig.get('core', 'backgroundjobs_mode', options),
    client.appConfig.get('core', 'lastcron', options),
  ]);
  demandSignIn([info, mode, last]);
  const seconds = last.status === 'fulfilled' ? Number(last.value) : NaN;
  const jobs = {
    ...(mode.status === 'fulfilled' && mode.value ? { mode: mode.value } : {}),
    ...(Number.isSafeInteger(seconds) && seconds > 0 ? { last: seconds * 1000 } : {}),
  };
  return {
    problem: info.status === 'rejected' ? wordsOf(info.reason) : null,
    ...(info.status === 'fulfilled' && outlookOf(info.value)),
    ...(Object.keys(jobs).length > 0 && { jobs }),
  };
}

/** Whoever is no longer signed in has to know, whichever part it was. */
function demandSignIn(all: readonly PromiseSettledResult<unknown>[]): void {
  for (const one of all)
    if (one.status === 'rejected' && one.reason instanceof NextcloudError && one.reason.kind === 'auth')
      throw one.reason;
}

const wordsOf = (reason: unknown): string => (reason instanceof Error ? reason.message : String(reason));
