import { namesIn, recordIn } from '../ocs/narrow.ts';
import type { LogEntry } from '../ocs/types.ts';
import { CookieJar } from '../ocs/transport/cookies.ts';
import { encodeParameters, type Method, type Parameters } from '../ocs/transport/request.ts';
import { exchange, type Exchange } from './exchange.ts';
import type { FindingId } from './findings/index.ts';
import type { Facts } from './words.ts';

/** Whom the server is asked as; `signedOut` and `unreadable` are reasons why that is not known. */
export type PatientLogin = { user: string; password: string } | 'signedOut' | 'unreadable';

/** What is examined: an address, and a sign-in. Without a login, only what anybody can see. */
export interface Patient {
  url: string;
  /** PEM, trusted for this server. */
  certificate?: string | undefined;
  login?: PatientLogin | undefined;
}

export interface DoctorOptions {
  signal?: AbortSignal | undefined;
  userAgent?: string | undefined;
  /** For one request. Default 30,000. */
  timeoutMs?: number | undefined;
  log?: ((entry: LogEntry) => void) | undefined;
  /** The time, in ms since 1970. */
  now?: (() => number) | undefined;
}

/** Something that was found; `facts` are those of this finding alone. */
export interface Observation {
  id: FindingId;
  facts: Facts;
}

interface Probe {
  method?: Method;
  /** Below the address of the server, with a slash. */
  path: string;
  query?: Parameters;
  form?: Parameters;
  /** Sent with the login and its cookies. */
  signedIn?: boolean;
  lenient?: boolean;
}

const defaultTimeoutMs = 30_000;
export const ocsPath = '/ocs/v2.php/cloud';

/** What is known of a server while it is examined. Requests that several checks need are sent once. */
export class Examination {
  readonly patient: Patient;
  readonly base: URL;
  readonly now: () => number;
  /** What the sentences of all steps and findings may name. */
  readonly facts: Record<string, string>;
  readonly #options: DoctorOptions;
  readonly #jar = new CookieJar();
  readonly #kept = new Map<string, Promise<Exchange>>();

  constructor(patient: Patient, options: DoctorOptions) {
    this.patient = patient;
    this.#options = options;
    this.now = options.now ?? Date.now;
    this.base = new URL(URL.canParse(patient.url) ? patient.url : 'invalid:');
    const { host, hostname, origin, protocol, port } = this.base;
    this.facts = {
      ...{ host, hostname, origin, url: patient.url },
      address: withoutPassword(patient.url),
      port: port || (protocol === 'https:' ? '443' : '80'),
      seconds: String((options.timeoutMs ?? defaultTimeoutMs) / 1000),
      ...(this.login && { user: this.login.user }),
    };
  }

  get login(): { user: string; password: string } | undefined {
    const { login } = this.patient;
    return typeof login === 'object' ? login : undefined;
  }

  /** `status.php`, whatever the certificate. */
  status(): Promise<Exchange> {
    return this.#once('status', { path: '/status.php', lenient: true });
  }

  /** What the server tells everybody. */
  capabilities(): Promise<Exchange> {
    return this.#once('capabilities', { path: `${ocsPath}/capabilities` });
  }

  /** Who the user is. The first request with the password. */
  me(): Promise<Exchange> {
    return this.#once('me', { path: `${ocsPath}/user`, signedIn: true });
  }

  #once(name: string, probe: Probe): Promise<Exchange> {
    const kept = this.#kept.get(name) ?? this.send(probe);
    this.#kept.set(name, kept);
    return kept;
  }

  async send({
    method = 'GET',
    path,
    query,
    form,
    signedIn = false,
    lenient = false,
  }: Probe): Promise<Exchange> {
    const { signal, timeoutMs = defaultTimeoutMs, log } = this.#options;
    const { origin, pathname } = this.base;
    const parameters = encodeParameters({ ...query, ...(path.startsWith('/ocs/') && { format: 'json' }) });
    const url = new URL(`${origin}${pathname.replace(/\/+$/, '')}${path}${parameters && `?${parameters}`}`);
    const headers = this.#headers(signedIn && !lenient);
    const { certificate } = this.patient;
    const body = form && encodeParameters(form);
    const { now } = this;
    const sent = await exchange({ url, method, headers, body, certificate, lenient, timeoutMs, now, signal });
    const { ms } = sent;
    if ('code' in sent) log?.({ method, path, ms, error: sent.code });
    else {
      if (signedIn) this.#jar.store(sent.cookies, this.now());
      log?.({ method, path, ms, status: sent.answer.status });
    }
    return sent;
  }

  #headers(signedIn: boolean): Record<string, string> {
    const { login } = this;
    const cookie = signedIn ? this.#jar.header() : undefined;
    return {
      'OCS-APIRequest': 'true',
      Accept: 'application/json',
      'User-Agent': this.#options.userAgent ?? 'Nextcloud Admin',
      ...(signedIn &&
        login && {
          Authorization: `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`,
        }),
      ...(cookie !== undefined && { Cookie: cookie }),
    };
  }
}

/** The data of an answer of the API, or an empty record. */
export function dataOf(sent: Exchange): Record<string, unknown> {
  return 'answer' in sent ? recordIn(sent.answer.envelope?.data) : {};
}

/** The IDs in a list, which some servers send as a map. */
export function idsIn(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value)
    ? value
    : namesIn(recordIn(value)).map(name => recordIn(value)[name]);
  return list.map(String);
}

// The part before an @ may hold a password.
function withoutPassword(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
