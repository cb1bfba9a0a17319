import type { HttpAnswer, Request } from '../messages.ts';
import type { OcsServer } from '../ocs/dispatch.ts';
import { answerAvatar } from './avatars.ts';
import { answerDav } from './dav.ts';
import { answerLogin } from './login.ts';
import { json, page } from './reply.ts';

/** Everything outside `/ocs/`, or undefined where there is nothing. */
export function answerPage(server: OcsServer, request: Request, path: string): HttpAnswer | undefined {
  if (path === 'status.php') return json(200, status(server));
  if (server.maintenance) return maintenancePage();
  const dav = answerDav(server, request, path);
  if (dav) return dav;
  const isLogin = path.startsWith('login/v2');
  if (!isLogin && server.gate.authenticate(request.received.headers, false) === 'unauthorised')
    return json(401, { message: '' });
  if (path === 'core/wipe/check') return wipeCheck(server, request);
  return answerLogin(server, request, path) ?? answerAvatar(server, path);
}

function status({ version, maintenance }: OcsServer): object {
  return {
    installed: true,
    maintenance,
    needsDbUpgrade: false,
    version: version.version,
    versionstring: version.versionString,
    edition: '',
    productname: 'Nextcloud',
    extendedSupport: false,
  };
}

function maintenancePage(): HttpAnswer {
  const answer = page(
    503,
    'Maintenance mode',
    '<p>This Nextcloud instance is currently in maintenance mode.</p>',
  );
  return {
    ...answer,
    headers: { ...answer.headers, 'retry-after': '120', 'x-nextcloud-maintenance-mode': '1' },
  };
}

/** A client that was wiped asks whether it should wipe itself. */
function wipeCheck({ state }: OcsServer, { params }: Request): HttpAnswer {
  return state.appPasswords.get(params.text('token'))?.wiped ? json(200, { wipe: true }) : json(404, []);
}
