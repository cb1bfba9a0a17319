import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from '../answers.ts';
import type { Data } from '../data.ts';
import { writeEnvelope } from '../envelope.ts';
import type { Format, Meta } from '../envelope.ts';
import type { HttpAnswer } from '../messages.ts';
import { empty } from '../pages/reply.ts';
import type { Params } from '../params.ts';
import type { Version } from '../versions.ts';

export interface OcsRequest {
  readonly method: string;
  readonly api: 'v1' | 'v2';
  /** The path behind `/ocs/v1.php/`, decoded once. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly params: Params;
}

const contentTypes: Readonly<Record<Format, string>> = {
  json: 'application/json; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
};
const uncached = { 'cache-control': 'no-cache, no-store, must-revalidate' };
const notLoggedIn = 'Current user is not logged in';
const unknownQuery =
  'Invalid query, please check the syntax. API specifications are here: http://www.freedesktop.org/wiki/Specifications/open-collaboration-services.\n';

/** Builds the answers to a request below `/ocs/`, in the format and by the rules of its API and version. */
export class Replies {
  readonly #version: Version;
  readonly #api: OcsRequest['api'];
  readonly #format: Format;

  constructor(version: Version, { api, params, headers }: OcsRequest) {
    this.#version = version;
    this.#api = api;
    const asked = params.has('format') ? params.text('format') : headers.accept;
    this.#format = asked === 'json' || asked?.startsWith('application/json') ? 'json' : 'xml';
  }

  success(data: Data): HttpAnswer {
    const meta = this.#meta('ok', this.#api === 'v1' ? 100 : 200, 'OK');
    const body = writeEnvelope(this.#format, meta, data, this.#version);
    if (body === undefined) return empty(200);
    return { status: 200, headers: { 'content-type': contentTypes[this.#format], ...uncached }, body };
  }

  refusal({ code, message, data }: Refusal): HttpAnswer {
    const body = writeEnvelope(this.#format, this.#meta('failure', code, message), data)!;
    const headers = { 'content-type': contentTypes[this.#format], ...uncached };
    return { status: statusOf(this.#api, code), headers, body };
  }

  stranger(): HttpAnswer {
    return this.refusal(new Refusal(997, notLoggedIn));
  }

  /** Versions up to 29 answer in XML here, even if JSON was requested; so do all but 35 for a disabled user. */
  unauthorised(): HttpAnswer {
    const { status, headers, body } = this.#legacy(
      997,
      'Unauthorised',
      this.#version.major > 29 ? this.#format : 'xml',
    );
    return {
      status,
      body,
      headers: { ...headers, 'www-authenticate': 'Basic realm="Authorisation Required"' },
    };
  }

  throttled(): HttpAnswer {
    return this.#legacy(429, 'Reached maximum delay');
  }

  maintenance(): HttpAnswer {
    const { status, headers, body } = this.#legacy(503, 'Service unavailable');
    return { status, body, headers: { ...headers, 'x-nextcloud-maintenance-mode': '1' } };
  }

  /** The answer of PHP after a crash. */
  crash(): HttpAnswer {
    return this.#legacy(this.#api === 'v1' ? 996 : this.#version.codes.crashInV2, 'Internal Server Error\n');
  }

  unknownRoute(): HttpAnswer {
    return this.#legacy(this.#api === 'v1' ? 998 : this.#version.codes.unknownRouteInV2, unknownQuery);
  }

  /**
   * Answers of the code outside the controllers have another content type and, up to version 29, no empty counts in
   * the meta.
   */
  #legacy(code: number, message: string, format = this.#format): HttpAnswer {
    const hasCounts = this.#version.major > 29;
    const meta = hasCounts ? this.#meta('failure', code, message) : plainMeta('failure', code, message);
    const type = format === 'json' ? contentTypes.json : 'text/xml; charset=UTF-8';
    const body = writeEnvelope(format, meta, [])!;
    return { status: statusOf(this.#api, code), headers: { 'content-type': type, ...uncached }, body };
  }

  #meta(status: Meta['status'], code: number, message: string): Meta {
    const meta = plainMeta(status, code, message);
    return this.#api === 'v1' ? { ...meta, totalitems: '', itemsperpage: '' } : meta;
  }
}

export const wrongMethod: HttpAnswer = {
  status: 405,
  headers: { 'content-type': 'text/xml; charset=UTF-8' },
  body: '',
};

export const csrfFailure: HttpAnswer = {
  status: 412,
  headers: { 'content-type': contentTypes.json },
  body: '{"message":"CSRF check failed"}',
};

function plainMeta(status: Meta['status'], statuscode: number, message: string): Meta {
  return { status, statuscode, message };
}

/** The HTTP status for an OCS code: v1 answers 200 to nearly everything. */
function statusOf(api: OcsRequest['api'], code: number): number {
  if (code === 997) return 401;
  if (code === 503) return 503;
  if (api === 'v1') return 200;
  if (code === 998) return 404;
  if (code === 996 || code === 999) return 500;
  return code >= 200 && code < 600 ? code : 400;
}
