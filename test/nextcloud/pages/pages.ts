import type { HttpAnswer, Request } from '../http.ts';
import type { OcsServer } from '../ocs/dispatch.ts';

/** Everything outside `/ocs/`, or undefined where there is nothing. */
export function answerPage(server: OcsServer, _request: Request, path: string): HttpAnswer | undefined {
  if (path === 'status.php') return json(200, status(server));
  return undefined;
}

export function json(status: number, data: unknown): HttpAnswer {
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(data),
  };
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
