import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { parse } from 'node:querystring';
import type { Clock } from './clock.ts';
import type { State, User } from './state.ts';

/** What a login left behind; the cookie holds its id. */
export interface Session {
  readonly id: string;
  readonly userId: string;
  /** The password of the account when this began: another one ends the session. */
  readonly password: string;
  /** The app password it began with, if it was one. */
  readonly appPassword: string | undefined;
  /** Milliseconds: when the login password was last given. */
  confirmedAt: number;
  lastUsed: number;
}

export interface Caller {
  readonly user: User;
  readonly session: Session;
  /** The session began with this request: its cookie must be sent. */
  readonly isNew: boolean;
}

/** Why a request comes without a caller. `unauthorised` is a wrong password, which answers with a header of its own. */
export type Stranger = 'anonymous' | 'unauthorised' | 'disabled' | 'needsAppPassword' | 'throttled';

const minute = 60_000;
const sessionLifetime = 24 * 60 * minute;
const confirmationHolds = 30 * minute + 15_000;
const failuresKept = 30 * minute;
const failuresAllowed = 10;

export const sessionCookie = 'oc7n3xtcl0ud';

/** Who is calling: by session cookie first, which wins over whatever `Authorization` says. */
export class Gate {
  readonly sessions = new Map<string, Session>();
  /** When wrong passwords were tried, in milliseconds. */
  readonly failures: number[] = [];
  readonly #state: State;
  readonly #clock: Clock;

  constructor(state: State, clock: Clock) {
    this.#state = state;
    this.#clock = clock;
  }

  authenticate(headers: IncomingHttpHeaders, throttles: boolean): Caller | Stranger {
    const caller = this.#bySession(headers.cookie);
    if (caller) return caller;
    const credentials = credentialsOf(headers.authorization);
    if (!credentials) return 'anonymous';
    if (throttles && this.recentFailures() > failuresAllowed) return 'throttled';
    return this.#login(credentials);
  }

  /** The account whose login password this is; a wrong one counts as a failed attempt. */
  checkPassword(loginName: string, password: string): User | undefined {
    const user = this.#userByLogin(loginName);
    if (user?.password === password && password !== '') return user;
    this.failures.push(this.#clock.now());
    return undefined;
  }

  isConfirmed(session: Session): boolean {
    return this.#clock.now() - session.confirmedAt <= confirmationHolds;
  }

  /** Strict confirmation: the login password in this very request, whatever the session says. */
  confirmsStrictly(user: User, authorization: string | undefined): boolean {
    const credentials = credentialsOf(authorization);
    return credentials?.user !== undefined && credentials.password === user.password;
  }

  begin(user: User, appPassword?: string): Session {
    const now = this.#clock.now();
    const session: Session = {
      id: randomBytes(16).toString('hex'),
      userId: user.id,
      password: user.password,
      appPassword,
      confirmedAt: appPassword === undefined ? now : 0,
      lastUsed: now,
    };
    this.sessions.set(session.id, session);
    return session;
  }

  recentFailures(): number {
    const since = this.#clock.now() - failuresKept;
    return this.failures.filter(at => at > since).length;
  }

  /** How long old versions sleep before they refuse a password: 1, 2, 3.5 … 25 s. */
  delayMs(): number {
    return Math.min(1000 * 1.8 ** (this.recentFailures() - 1), 25_000);
  }

  #bySession(cookies: string | undefined): Caller | undefined {
    const id = cookies === undefined ? undefined : parse(cookies, '; ')[sessionCookie];
    const session = typeof id === 'string' ? this.sessions.get(id) : undefined;
    if (!session) return undefined;
    const user = this.#state.users.get(session.userId);
    if (!user || !this.#isAlive(session, user)) {
      this.sessions.delete(session.id);
      return undefined;
    }
    session.lastUsed = this.#clock.now();
    return { user, session, isNew: false };
  }

  #isAlive(session: Session, user: User): boolean {
    if (!user.enabled || this.#clock.now() - session.lastUsed > sessionLifetime) return false;
    if (session.appPassword === undefined) return session.password === user.password;
    return this.#state.appPasswords.get(session.appPassword)?.wiped === false;
  }

  #login({ user: loginName, password }: Credentials): Caller | Stranger {
    const token = this.#state.appPasswords.get(password);
    const user = token
      ? this.#ownerOf(token.userId, loginName)
      : this.checkPassword(loginName ?? '', password);
    if (!user || token?.wiped) return 'unauthorised';
    if (!user.enabled) return 'disabled';
    if (!token && (user.twoFactor || this.#state.tokenAuthEnforced)) return 'needsAppPassword';
    this.failures.length = 0;
    user.lastLogin = this.#clock.seconds();
    user.firstLogin ||= user.lastLogin;
    user.providers = { backup_codes: false, ...user.providers };
    return { user, session: this.begin(user, token?.token), isNew: true };
  }

  #ownerOf(userId: string, loginName: string | undefined): User | undefined {
    const user = this.#state.users.get(userId);
    const matches = loginName === undefined || this.#userByLogin(loginName) === user;
    return matches ? user : undefined;
  }

  #userByLogin(loginName: string): User | undefined {
    const user = this.#state.users.get(loginName);
    if (user !== undefined || !loginName.includes('@')) return user;
    return this.#state.sortedUsers.find(({ email }) => email === loginName);
  }
}

interface Credentials {
  /** Absent for a bearer token. */
  user: string | undefined;
  password: string;
}

function credentialsOf(authorization = ''): Credentials | undefined {
  const [scheme = '', value = ''] = authorization.split(' ');
  if (scheme.toLowerCase() === 'bearer') return { user: undefined, password: value };
  if (scheme.toLowerCase() !== 'basic') return undefined;
  const [, user = '', password = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(value, 'base64').toString()) ?? [];
  return { user, password };
}
