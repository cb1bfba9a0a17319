import * as l10n from '@vscode/l10n';
import type { ApiCall } from '../call.ts';
import type { Calls } from '../calls.ts';
import { decodeDisks, decodeServerInfo } from '../decode/serverInfo.ts';
import type { FailureRow } from '../failures/row.ts';
import type { ServerInfo } from '../serverInfo.ts';
import type { CallOptions, Disk, ServerInfoOptions } from '../types.ts';

/** This app has a sign-in of its own, which rejects whoever is not an administrator. */
const failures: readonly FailureRow[] = [
  {
    ocs: [401],
    kind: 'forbidden',
    say: ({ host }) => l10n.t('Only administrators are allowed to see the state of {host}.', { host }),
  },
];

const call = (name: 'info' | 'disks', below: string, rest: Partial<ApiCall>): ApiCall => ({
  ...rest,
  name: `server.${name}`,
  method: 'GET',
  path: `/ocs/v2.php/apps/serverinfo/api/v1/${below}`,
  servedBy: 'serverinfo',
  failures,
});

/** The server may wait for the app store, so it gets more time. */
export function info(
  calls: Calls,
  { apps = true, update = true, signal }: ServerInfoOptions,
): Promise<ServerInfo> {
  const query = { skipApps: String(!apps), skipUpdate: String(!update) };
  return calls.read(call('info', 'info', { query, slow: true, signal }), decodeServerInfo);
}

export function disks(calls: Calls, { signal }: CallOptions): Promise<Disk[]> {
  return calls.read(call('disks', 'diskdata', { signal }), decodeDisks);
}
