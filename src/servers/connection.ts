import * as vscode from 'vscode';
import { NextcloudClient, NextcloudError } from '../ocs/index.ts';
import type { Capabilities, ClientOptions, UserInfo } from '../ocs/index.ts';
import type { Log } from '../ui/log.ts';
import type { Secret } from './secrets.ts';

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

/** `delegated`: administers users and groups by a right given to one of his groups, but no apps and no administrators. */
export type Role = 'admin' | 'delegated' | 'subadmin' | 'user';

/** Where a server is; `certificate` is PEM, trusted for it alone. */
export interface Place {
  url: string;
  certificate?: string | undefined;
}

/** Also the name that an app password gets in the person's list of devices and sessions. */
export const userAgent = 'Nextcloud Admin (VS Code)';

/** Milliseconds that revoking waits for the server. */
const revokeTimeout = 10_000;

type Hooks = Pick<ClientOptions, 'confirmPassword' | 'log' | 'onWait' | 'onNotice'>;

/** The client of a server; without a secret it can only ask what strangers may. The caller closes it. */
export function openClient(
  place: Place,
  secret: Pick<Secret, 'user' | 'password'>,
  hooks: Hooks,
): NextcloudClient {
  const { user, password } = secret;
  return new NextcloudClient({
    baseUrl: place.url,
    credentials: { user, password },
    ca: place.certificate,
    userAgent,
    timeoutMs: requestTimeout(),
    ...hooks,
  });
}

/** Milliseconds that a request may take, as the setting says. */
export function requestTimeout(): number {
  const seconds = Number(
    vscode.workspace.getConfiguration('nextcloudAdmin').get<unknown>('requestTimeout', 30),
  );
  return 1000 * (Number.isFinite(seconds) ? Math.min(Math.max(seconds, 5), 600) : 30);
}

/** Asks the server who we are and what it is. Throws NextcloudError; `forbidden` for who may administer nothing. */
export async function identify(
  client: NextcloudClient,
  url: string,
  signal?: AbortSignal,
): Promise<Connection> {
  const me = await client.users.get('', { signal });
  const role = await roleOf(client, me, signal);
  if (role === 'user')
    throw new NextcloudError(
      'forbidden',
      vscode.l10n.t('{0} administers neither {1} nor a group there.', me.userId, new URL(url).host),
    );
  const capabilities = await client.server.capabilities({ signal });
  return { client, me, role, version: capabilities.version.string, capabilities };
}

/** Revokes a secret that the browser flow made. Throws NextcloudError. */
export async function revoke(place: Place, secret: Secret | undefined, log: Log): Promise<void> {
  if (!secret?.revocable) return;
  const client = openClient(place, secret, { log: log.request(new URL(place.url).host) });
  try {
    await client.server.deleteAppPassword({ signal: AbortSignal.timeout(revokeTimeout) });
  } catch (error) {
    // Refused already: somebody else has revoked it.
    if (error instanceof NextcloudError && error.kind !== 'auth') throw stillValid(error, place);
  } finally {
    client.close();
  }
}

function stillValid(cause: NextcloudError, { url }: Place): NextcloudError {
  const text = vscode.l10n.t(
    'The app password could not be revoked and is still valid on {0}: delete it there, under Security. {1}',
    new URL(url).host,
    cause.message,
  );
  return new NextcloudError(cause.kind, text, { cause });
}

/** As Nextcloud decides it: by membership in `admin`, by a right that only a try tells of, or by administering a group. */
async function roleOf(client: NextcloudClient, me: UserInfo, signal: AbortSignal | undefined): Promise<Role> {
  if (me.groups?.includes('admin')) return 'admin';
  if (await client.groups.mayListAll({ signal })) return 'delegated';
  return me.subadmin?.length ? 'subadmin' : 'user';
}
