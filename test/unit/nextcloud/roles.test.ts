import assert from 'node:assert/strict';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { SimulatedNextcloud } from '../../nextcloud/index.ts';
import { callOcs } from './wire.ts';

const versions = [23, 29, 34, 35] as const;
const roles = ['admin', 'delegated', 'subadmin', 'user'] as const;
type Role = (typeof roles)[number];
type Major = (typeof versions)[number];

/** HTTP status and OCS code; `-` where the version has no such call. */
type Answers = Readonly<Record<Role, string>>;
const answers = (admin: string, delegated: string, subadmin: string, user: string): Answers => ({
  admin,
  delegated,
  subadmin,
  user,
});
const forAdmins = answers('200/200', '200/200', '403/403', '403/403');
const forSubadmins = answers('200/200', '200/200', '200/200', '403/403');
const forRealAdmins = answers('200/200', '403/403', '403/403', '403/403');
const forManagers = answers('200/200', '200/200', '200/200', '404/998');

/** Who may call what, for accounts and groups that a group administrator administers. */
const calls: readonly (readonly [call: string, answers: Answers, since?: number])[] = [
  ['GET cloud/users', forSubadmins],
  ['GET cloud/users/details', forSubadmins],
  ['GET cloud/users/disabled', forSubadmins, 28],
  ['GET cloud/users/recent', forAdmins, 30],
  ['GET cloud/users/bob', answers('200/200', '200/200', '200/200', '404/998')],
  ['GET cloud/groups', forSubadmins],
  ['GET cloud/groups/details', forAdmins],
  ['GET cloud/groups/Staff/users', answers('200/200', '200/200', '200/200', '403/403')],
  ['GET cloud/groups/Staff/users/details', forSubadmins],
  ['GET cloud/groups/Staff/subadmins', forAdmins],
  ['GET cloud/users/bob/groups', answers('200/200', '200/200', '200/200', '404/998')],
  ['GET cloud/users/bob/subadmins', forAdmins],
  ['GET cloud/users/bob/groups/details', forManagers, 32],
  ['GET cloud/users/bob/subadmins/details', forManagers, 32],
  ['GET cloud/apps?filter=enabled', forRealAdmins],
  ['GET apps/provisioning_api/api/v1/config/apps', forRealAdmins],
  ['POST apps/provisioning_api/api/v1/config/apps/core/key value=x', forRealAdmins],
  ['DELETE apps/provisioning_api/api/v1/config/apps/core/key', forRealAdmins],
  ['GET twofactor/state?user=bob', forRealAdmins, 32],
  ['POST twofactor/disable user=bob&providers[]=totp', forRealAdmins, 32],
  ['GET apps/serverinfo/api/v1/info', answers('200/200', '401/401', '401/401', '401/401')],
  ['GET apps/serverinfo/api/v1/diskdata', forRealAdmins],
  ['GET apps/appstore/api/v1/apps', forRealAdmins, 34],
  ['POST apps/appstore/api/v1/apps/update appId=mail', forRealAdmins, 34],
  ['POST apps/notifications/api/v2/admin_notifications/bob shortMessage=Hi', forRealAdmins],
  ['POST apps/notifications/api/v3/admin_notifications/bob subject=Hi', forRealAdmins, 32],
  ['PUT cloud/users/bob key=phone&value=%2B4930123456', answers('200/200', '200/200', '200/200', '404/998')],
  ['PUT cloud/users/bob/disable', forSubadmins],
  ['PUT cloud/users/bob/enable', forSubadmins],
  ['POST cloud/users/bob/groups groupid=Lab', answers('200/200', '200/200', '400/104', '403/403')],
  ['POST cloud/users/bob/groups groupid=admin', answers('200/200', '400/104', '400/104', '403/403')],
  ['POST cloud/users/bob/subadmins groupid=Lab', forAdmins],
  ['POST cloud/groups groupid=New', forAdmins],
  ['POST cloud/users userid=eve&password=eve-Passw0rd', answers('200/200', '200/200', '400/106', '403/403')],
  ['GET cloud/users/admin', answers('200/200', '404/998', '404/998', '404/998')],
  ['PUT cloud/users/chief/disable', answers('200/200', '404/998', '404/998', '403/403')],
];

describe('permissions on the simulated server', () => {
  for (const version of versions)
    for (const role of roles)
      it(`on ${version} as ${role}`, async () => {
        for (const [call, expected, since = 17] of calls) {
          if (version < since) continue;
          assert.equal(await answerTo(call, version, role), expected[role], call);
        }
      });
});

/** Asked of a fresh server, so that no call depends on another. */
async function answerTo(call: string, version: Major, role: Role): Promise<string> {
  const server = await startNextcloud({ version, seed: 'empty' });
  try {
    seed(server);
    const [, method = '', path = '', body = ''] = /^(\w+) (\S+)(?: (.*))?$/.exec(call) ?? [];
    const { status, body: text } = await callOcs(server, method, path, {
      login: `${role}:${role}-Passw0rd`,
      body,
    });
    const { ocs } = JSON.parse(text) as { ocs: { meta: { statuscode: number } } };
    return `${status}/${ocs.meta.statuscode}`;
  } finally {
    await server.close();
  }
}

function seed({ state }: SimulatedNextcloud): void {
  const password = (id: string) => `${id}-Passw0rd`;
  for (const id of ['Staff', 'Lab']) state.createGroup(id);
  state.createUser({ id: 'bob', groups: ['Staff'] });
  state.createUser({ id: 'chief', groups: ['admin', 'Staff'] });
  state.createUser({ id: 'delegated', password: password('delegated'), delegated: true });
  state.createUser({ id: 'subadmin', password: password('subadmin'), subadmin: ['Staff'] });
  state.createUser({ id: 'user', password: password('user') });
}
