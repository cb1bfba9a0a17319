import type { NextcloudClient } from '../../../src/ocs/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { password, versions, withNextcloud, type Version } from './support.ts';

export interface Case {
  method: string;
  /** Only from this version on. */
  since?: Version;
  /** What happens, and what must have come of it. */
  run: (client: NextcloudClient, nc: SimulatedNextcloud, version: Version) => Promise<void>;
}

/** Runs each case on each version, on a server with a few people and groups. */
export function describeMethods(what: string, cases: Case[]): void {
  for (const version of versions)
    describe(`${what}, Nextcloud ${version}`, () => {
      for (const { method, since = 17, run } of cases)
        if (version >= since)
          it(method, () =>
            withNextcloud({ version }, async (nc, client) => {
              seed(nc);
              await run(client, nc, version);
            }),
          );
    });
}

function seed({ state }: SimulatedNextcloud): void {
  state.createGroup('Staff');
  state.createGroup('a/b');
  state.createGroup('50% +1');
  state.createUser({ id: 'alice', groups: ['Staff'], subadmin: ['Staff'] });
  state.createUser({
    id: 'bob',
    email: 'bob@example.org',
    groups: ['Staff'],
    firstLogin: 5,
    lastLogin: 5,
    password,
  });
  state.createUser({ id: 'carol', enabled: false });
  state.createUser({ id: 'disabled', enabled: false });
}
