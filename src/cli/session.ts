import * as l10n from '@vscode/l10n';
import type { Viewpoint } from '../model/rights.ts';
import { NextcloudClient, NextcloudError, roleOf } from '../ocs/index.ts';
import type { CommandContext } from './context.ts';
import { loginIn, names, type CliLogin } from './environment.ts';

const userAgent = 'Nextcloud Admin (command line)';

/** A server that is signed in to. */
export interface Session {
  login: CliLogin;
  client: NextcloudClient;
  viewpoint: Viewpoint;
}

/** Runs `work` signed in as the environment says. Throws NextcloudError, or an error that names a variable. */
export async function withSession<T>(
  { args, env, output, signal }: CommandContext,
  work: (session: Session) => Promise<T>,
): Promise<T> {
  const login = loginIn(env, args.allowHttp);
  const { url, user, password, loginPassword } = login;
  output.hide(password, loginPassword);
  const client = new NextcloudClient({
    baseUrl: url,
    credentials: { user, password },
    userAgent,
    confirmPassword: () => Promise.resolve(loginPassword),
    onWait: ({ reason, ms }) => {
      if (reason === 'rateLimit')
        output.note(l10n.t('The server limits requests. Waiting for {0} s.', Math.ceil(ms / 1000)));
    },
  });
  try {
    const me = await client.users.get('', { signal });
    const role = await roleOf(client, me, { signal });
    if (role === 'user')
      throw new NextcloudError(
        'forbidden',
        l10n.t('“{0}” is neither an administrator nor a group administrator on {1}.', me.userId, url),
      );
    return await work({ login, client, viewpoint: { me, role } });
  } finally {
    client.close();
  }
}

/** Says what is missing where the server wants the login password and it is not known. */
export function explained(error: unknown, { loginPassword }: Pick<CliLogin, 'loginPassword'>): unknown {
  const isAsked = error instanceof NextcloudError && error.kind === 'passwordConfirmation';
  if (!isAsked || loginPassword !== undefined) return error;
  return new NextcloudError(
    'passwordConfirmation',
    l10n.t('The server wants the login password confirmed before changes. Set {0}.', names.loginPassword),
    { cause: error },
  );
}
