import { NextcloudClient, type Capabilities, type ClientOptions, type UserInfo } from '../ocs/index.ts';
import type { Secret } from './secrets.ts';
import type { ServerEntry } from './settings.ts';

/** A server that has let us in. */
export interface Connection {
  client: NextcloudClient;
  /** The account we are signed in with. */
  me: UserInfo;
  role: Role;
  /** For people: "35.0.0". */
  version: string;
  capabilities: Capabilities;
}

export type Role = 'admin' | 'subadmin' | 'user';

/** The name an app password gets in the person's list of devices and sessions. */
export const userAgent = 'Nextcloud Admin (VS Code)';

/** Asks the server who we are and what it is. Throws NextcloudError. */
export async function identify(client: NextcloudClient): Promise<Connection> {
  const me = await client.users.get();
  const capabilities = await client.server.capabilities();
  return { client, me, role: roleOf(me), version: capabilities.version.string, capabilities };
}

/** What the account may do, as Nextcloud decides it: by membership in `admin`, or of any group as its subadmin. */
function roleOf(me: UserInfo): Role {
  if (me.groups?.includes('admin')) return 'admin';
  return me.subadmin?.length ? 'subadmin' : 'user';
}

type Hooks = Pick<ClientOptions, 'confirmPassword' | 'log' | 'onWait'>;

/** The client of a configured server. The caller closes it. */
export function openClient(entry: ServerEntry, secret: Secret, hooks: Hooks = {}): NextcloudClient {
  const { user, password } = secret;
  return new NextcloudClient({
    baseUrl: entry.url,
    credentials: { user, password },
    ca: entry.certificate,
    userAgent,
    ...hooks,
  });
}
