import http from 'node:http';
import https from 'node:https';
import type { Target } from './server.ts';

/** The least that talks to a Nextcloud: one keep-alive agent, its cookies, `JSON.parse`. What the client is measured by. */
export class BareClient {
  readonly #target: Target;
  readonly #agent: http.Agent;
  #cookies = '';

  constructor(target: Target) {
    this.#target = target;
    const options = { keepAlive: true, maxSockets: 4 };
    this.#agent = target.url.startsWith('https:') ? new https.Agent(options) : new http.Agent(options);
  }

  /** `path` below `/ocs/v2.php/cloud/`, with its query; gives `ocs.data`. Throws when that is not a success. */
  async get(path: string): Promise<unknown> {
    const answer = JSON.parse(await this.raw('GET', path)) as Envelope;
    return checked(answer, path);
  }

  async post(path: string, form: Record<string, string>): Promise<unknown> {
    const answer = JSON.parse(
      await this.raw('POST', path, { body: new URLSearchParams(form).toString() }),
    ) as Envelope;
    return checked(answer, path);
  }

  close(): void {
    this.#agent.destroy();
  }

  /** The text of an answer. */
  raw(
    method: string,
    path: string,
    { body, format = 'json' }: { body?: string; format?: string } = {},
  ): Promise<string> {
    const { url, user, password } = this.#target;
    const address = new URL(`ocs/v2.php/cloud/${path}`, url);
    address.searchParams.set('format', format);
    const headers = {
      'OCS-APIRequest': 'true',
      Accept: `application/${format}`,
      Authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
      ...(this.#cookies && { Cookie: this.#cookies }),
      ...(body !== undefined && {
        'Content-Type': 'application/x-www-form-urlencoded',
        'Content-Length': Buffer.byteLength(body),
      }),
    };
    const { request } = address.protocol === 'https:' ? https : http;
    return new Promise((resolve, reject) => {
      const sent = request(address, { method, headers, agent: this.#agent }, response => {
        this.#keepCookies(response.headers['set-cookie']);
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => resolve(Buffer.concat(chunks).toString()));
        response.on('error', reject);
      });
      sent.on('error', reject);
      sent.end(body);
    });
  }

  #keepCookies(setCookies: string[] | undefined): void {
    if (setCookies) this.#cookies = setCookies.map(cookie => cookie.split(';')[0]).join('; ');
  }
}

interface Envelope {
  ocs: { meta: { statuscode: number; message: string }; data: unknown };
}

function checked({ ocs: { meta, data } }: Envelope, path: string): unknown {
  if (meta.statuscode !== 200) throw new Error(`${path}: ${meta.statuscode} ${meta.message}`);
  return data;
}

/** Does `work` for each item, so many at once. */
export async function inFlight<T>(
  count: number,
  items: IterableIterator<T>,
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, async () => {
      for (let next = items.next(); !next.done; next = items.next()) await work(next.value);
    }),
  );
}
