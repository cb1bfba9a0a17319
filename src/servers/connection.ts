import * as vscode from 'vscode';
import { NextcloudClient, NextcloudError, roleOf } from '../ocs/index.ts';
import type { Capabilities, ClientOptions, Role, UserInfo } from '../ocs/index.ts';
import type { Log } from '../ui/log.ts';
import type { Secret } from './secrets.ts';

/** A server we are signed in to. */
export interface Connection {
  client: NextcloudClient;
  /** The user we are signed in as. */
  me: UserInfo;
  role: Role;
  /** For display: “35.0.0”. */
  version: string;
  capabilities: Capabilities;
}

/** The address of a server; `certificate` is PEM, trusted for this server only. */
export interface Endpoint {
  url: string;
  certificate?: string | undefined;
}

/** Nextcloud also shows this in the user's list of devices and sessions. */
export const userAgent = 'Nextcloud Admin (VS Code)';

/** Timeout for revoking an app password. */
const revokeTimeoutMs = 10_000;

type Hooks = Pick<ClientOptions, 'confirmPassword' | 'log' | 'onWait' | 'onNotice'>;

/** Creates a client for a server. The caller closes it. */
export function openClient(
  place: Endpoint,
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

/** How long a request may take according to the setting, in milliseconds. */
export function requestTimeout(): number {
  const seconds = Number(
    vscode.workspace.getConfiguration('nextcloudAdmin').get<unknown>('requestTimeout', 30),
  );
  return 1000 * (Number.isFinite(seconds) ? Math.min(Math.max(seconds, 5), 600) : 30);
}

/** Asks the server for our role and its version. Throws NextcloudError, of kind `forbidden` if we may not administer anything. */
export async function identify(
  client: NextcloudClient,
  url: string,
  signal?: AbortSignal,
): Promise<Connection> {
  const me = await client.users.get('', { signal });
  const role = await roleOf(client, me, { signal });
  if (role === 'user')
    throw new NextcloudError(
      'forbidden',
      vscode.l10n.t(
        '“{0}” is neither an administrator nor a group administrator on {1}.',
        me.userId,
        new URL(url).host,
      ),
    );
  const capabilities = await client.server.capabilities({ signal });
  return { client, me, role, version: capabilities.version.string, capabilities };
}

/** Revokes a secret that the browser flow made. Throws NextcloudError. */
export async function revoke(place: Endpoint, secret: Secret | undefined, log: Log): Promise<void> {
  if (!secret?.revocable) return;
  const client = openClient(place, secret, { log: log.request(new URL(place.url).host) });
  try {
    await client.server.deleteAppPassword({ signal: AbortSignal.timeout(revokeTimeoutMs) });
  } catch (error) {
    // An `auth` error means that it has been revoked already.
    if (error instanceof NextcloudError && error.kind !== 'auth') throw stillValid(error, place);
  } finally {
    client.close();
  }
}

function stillValid(cause: NextcloudError, { url }: Endpoint): NextcloudError {
  const text = vscode.l10n.t(
    'Could not revoke the app password. It is still valid on {0}: delete it there under Security. {1}',
    new URL(url).host,
    cause.message,
  );
  return new NextcloudError(cause.kind, text, { cause });
}
