import * as vscode from 'vscode';
import { isAbout, NextcloudError, policyOf } from '../ocs/index.ts';
import type { Log } from '../ui/log.ts';
import { inWords, isCancelled, type Messages } from '../ui/messages.ts';
import { withProgress } from '../ui/progress.ts';
import type { Answer, Position, Prompts } from '../ui/prompts.ts';
import { done, runSteps, type Step } from '../ui/steps.ts';
import { browserSignIn } from './browserSignIn.ts';
import { identify, openClient, revoke, type Place } from './connection.ts';
import { findServer, type Found } from './findServer.ts';
import type { Secret } from './secrets.ts';
import { delayAfter } from './throttling.ts';

export interface SignInContext {
  prompts: Prompts;
  log: Log;
  messages: Messages;
}

/** What has been typed so far; it stays when a check fails. */
export interface Draft {
  title: string;
  address: string;
  server?: Found;
  /** Where it is now: the certificate trusted there needs no second yes. */
  known?: Place;
  user: string;
  /** The account is settled; only its password is asked for. */
  userIsFixed: boolean;
}

/** What to do with a secret that the server has accepted. */
export type Finish = (server: Found, secret: Secret) => Promise<void>;

/** Whether with the address found everything is done and there is no need to sign in. */
export type IsEnough = (server: Found) => Promise<boolean>;

/** From an address to a secret that the server has accepted, by questions with Back. */
export class SignIn {
  readonly #context: SignInContext;
  readonly #draft: Draft;
  readonly #finish: Finish;
  readonly #isEnough: IsEnough | undefined;
  #password = '';
  readonly #faults = new Map<Step, string>();

  constructor(context: SignInContext, draft: Draft, finish: Finish, isEnough?: IsEnough) {
    this.#context = context;
    this.#draft = draft;
    this.#finish = finish;
    this.#isEnough = isEnough;
  }

  /** Begins with the address, or, where that is settled, with the choice of how to sign in. Tells whether it was done. */
  run(): Promise<boolean> {
    return runSteps(this.#draft.server ? this.#askMethod : this.#askAddress);
  }

  readonly #askAddress: Step = async position => {
    const address = await this.#input(this.#askAddress, position, {
      prompt: vscode.l10n.t('The address of the server, as you would copy it from the browser.'),
      placeholder: 'https://cloud.example.com',
      value: this.#draft.address,
    });
    if (typeof address !== 'string') return address;
    this.#draft.address = address;
    return this.#attempt(this.#askAddress, async () => {
      const found = await withProgress(vscode.l10n.t('Looking for the server'), ({ signal }) =>
        findServer(address, { ...this.#context, known: this.#draft.known, signal }),
      );
      this.#draft.server = found;
      return (await this.#isEnough?.(found)) ? done : this.#askMethod;
    });
  };

  readonly #askMethod: Step = async position =>
    this.#context.prompts.pick<Step>({
      ...position,
      title: this.#draft.title,
      placeholder: vscode.l10n.t('How do you want to sign in to {0}?', this.#host),
      choices: [
        {
          label: vscode.l10n.t('Sign in with the browser'),
          iconPath: new vscode.ThemeIcon('globe'),
          detail: explain(this.#server, 'browser'),
          value: this.#useBrowser,
        },
        {
          label: vscode.l10n.t('Sign in with user and password'),
          iconPath: new vscode.ThemeIcon('key'),
          detail: explain(this.#server, 'password'),
          value: this.#draft.userIsFixed ? this.#askPassword : this.#askUser,
        },
      ],
    });

  readonly #useBrowser: Step = () =>
    this.#attempt(this.#askMethod, async () => {
      const secret = await browserSignIn(this.#server, this.#context);
      try {
        await this.#agreeToUser(secret.user);
        await this.#try(secret);
        await this.#finish(this.#server, secret);
      } catch (error) {
        await revoke(this.#server, secret, this.#context.log).catch(() => undefined);
        throw error;
      }
      return done;
    });

  readonly #askUser: Step = async position => {
    const user = await this.#input(this.#askUser, position, {
      prompt: vscode.l10n.t('The user name to sign in to {0} with.', this.#host),
      value: this.#draft.user,
    });
    if (typeof user !== 'string') return user;
    this.#draft.user = user.trim();
    return this.#askPassword;
  };

  readonly #askPassword: Step = async position => {
    const { user } = this.#draft;
    const password = await this.#input(this.#askPassword, position, {
      prompt: vscode.l10n.t('The login password or an app password of {0} on {1}.', user, this.#host),
      value: this.#password,
      password: true,
    });
    if (typeof password !== 'string') return password;
    this.#password = password;
    return this.#attempt(this.#askPassword, async () => {
      const secret = { origin: new URL(this.#server.url).origin, user, password, revocable: false };
      await this.#try(secret);
      await this.#finish(this.#server, secret);
      return done;
    });
  };

  get #server(): Found {
    if (!this.#draft.server) throw new Error('The address comes first.');
    return this.#draft.server;
  }

  get #host(): string {
    return new URL(this.#server.url).host;
  }

  /** Asks in a box that says what was wrong the last time. */
  #input(
    step: Step,
    position: Position,
    options: { prompt: string; value: string; placeholder?: string; password?: boolean },
  ): Promise<Answer<string>> {
    const error = this.#faults.get(step);
    this.#faults.delete(step);
    return this.#context.prompts.input({ title: this.#draft.title, ...position, ...options, error });
  }

  /** Takes a step that can fail; a failure leads to the step that can help, with the reason. */
  async #attempt<T extends Step | typeof done>(step: Step, run: () => Promise<T>): Promise<T | Step> {
    try {
      return await run();
    } catch (error) {
      if (isCancelled(error)) return step;
      const concerned = this.#concerned(error, step);
      if (concerned === this.#askMethod) this.#context.messages.error(error);
      else
        this.#faults.set(
          concerned,
          inWords(error) + (await delayAfter(error, this.#draft.server, this.#context.log)),
        );
      return concerned;
    }
  }

  #concerned(error: unknown, step: Step): Step {
    if (!(error instanceof NextcloudError)) return step;
    const isAboutAddress = policyOf(error)?.meets === 'all' && !isAbout(error, 'person');
    if (isAboutAddress && this.#draft.address) return this.#askAddress;
    if (error.kind === 'forbidden' && step === this.#askPassword && !this.#draft.userIsFixed)
      return this.#askUser;
    return step;
  }

  /** Signs in on trial. */
  async #try(secret: Secret): Promise<void> {
    const server = this.#server;
    await withProgress(vscode.l10n.t('Signing in to {0}', this.#host), async ({ signal }) => {
      const client = openClient(server, secret, { log: this.#context.log.request(this.#host) });
      try {
        await identify(client, server.url, signal);
      } finally {
        client.close();
      }
    });
  }

  /** The browser may be signed in as somebody else than the one this is for. */
  async #agreeToUser(user: string): Promise<void> {
    const { user: expected, userIsFixed } = this.#draft;
    if (!userIsFixed || user === expected) return;
    const yes = await this.#context.prompts.confirm(
      vscode.l10n.t('Use {0} instead of {1}?', user, expected),
      vscode.l10n.t(
        'The browser granted access as {0}, but {1} is set up for {2}.',
        user,
        this.#host,
        expected,
      ),
      vscode.l10n.t('Use {0}', user),
    );
    if (!yes) throw new vscode.CancellationError();
  }
}

/** What each way to sign in can do on this server. A hint only: what counts is how the server answers. */
function explain({ version }: Found, method: 'browser' | 'password'): string {
  const readOnly = appPasswordsOnlyRead(version);
  if (method === 'browser')
    return readOnly
      ? vscode.l10n.t('With two-factor too. Reads at once; before changes you confirm your login password.')
      : vscode.l10n.t('With two-factor too. An app password for this editor reads and writes.');
  return readOnly
    ? vscode.l10n.t(
        'A login password does everything; an app password wants it confirmed before changes. Not with two-factor.',
      )
    : vscode.l10n.t(
        'A login password or an app password; both do everything. With two-factor only an app password.',
      );
}

/** Since 33.0.6 the login password must be confirmed before anything is changed. */
function appPasswordsOnlyRead(version = ''): boolean {
  const [major = 0, minor = 0, micro = 0] = version.split('.').map(Number);
  return major > 33 || (major === 33 && (minor > 0 || micro >= 6));
}
