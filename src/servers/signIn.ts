import * as vscode from 'vscode';
import { isAbout, NextcloudError, policyOf } from '../ocs/index.ts';
import type { Log } from '../ui/log.ts';
import { runCommand } from '../ui/commands.ts';
import { inWords, isCancelled, type MessageButton, type Messages } from '../ui/messages.ts';
import { withProgress } from '../ui/progress.ts';
import type { Answer, Position, Prompts } from '../ui/prompts.ts';
import { done, runSteps, type Step } from '../ui/steps.ts';
import { browserSignIn } from './browserSignIn.ts';
import { identify, openClient, revoke, type Endpoint } from './connection.ts';
import { findServer, type Found } from './findServer.ts';
import type { Secret } from './secrets.ts';
import { delayAfter } from './throttling.ts';

export interface SignInContext {
  prompts: Prompts;
  log: Log;
  messages: Messages;
}

/** What the user has entered so far. It is kept when a step fails. */
export interface SignInDraft {
  title: string;
  address: string;
  server?: Found;
  /** The server before a change of its address; its certificate is already trusted. */
  known?: Endpoint;
  user: string;
  /** Whether the user is given and only the password is asked for. */
  userIsFixed: boolean;
}

/** Called with a secret that the server has accepted. */
export type Finish = (server: Found, secret: Secret) => Promise<void>;

/** Whether the address was all that was needed, without a sign-in. */
export type IsEnough = (server: Found) => Promise<boolean>;

/** Asks the questions, with Back, that lead from an address to a secret accepted by the server. */
export class SignIn {
  readonly #context: SignInContext;
  readonly #draft: SignInDraft;
  readonly #finish: Finish;
  readonly #isEnough: IsEnough | undefined;
  #password = '';
  readonly #faults = new Map<Step, string>();

  constructor(context: SignInContext, draft: SignInDraft, finish: Finish, isEnough?: IsEnough) {
    this.#context = context;
    this.#draft = draft;
    this.#finish = finish;
    this.#isEnough = isEnough;
  }

  /** Starts with the address or, if there is one, with the way to sign in. Returns whether the user went through. */
  run(): Promise<boolean> {
    return runSteps(this.#draft.server ? this.#askMethod : this.#askAddress);
  }

  readonly #askAddress: Step = async position => {
    const address = await this.#input(this.#askAddress, position, {
      prompt: vscode.l10n.t('Enter the server address, as copied from the browser.'),
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
          label: vscode.l10n.t('Sign in with user ID and password'),
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
      prompt: vscode.l10n.t('Enter your user ID on {0}.', this.#host),
      value: this.#draft.user,
    });
    if (typeof user !== 'string') return user;
    this.#draft.user = user.trim();
    return this.#askPassword;
  };

  readonly #askPassword: Step = async position => {
    const { user } = this.#draft;
    const password = await this.#input(this.#askPassword, position, {
      prompt: vscode.l10n.t('Enter the login password or an app password of “{0}” on {1}.', user, this.#host),
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

  /** What helps when the server does not answer as it should. */
  get #diagnosis(): MessageButton {
    const { server, address } = this.#draft;
    return {
      title: vscode.l10n.t('Diagnose'),
      run: () => runCommand('diagnoseAddress', server?.url ?? address, server?.certificate),
    };
  }

  /** Asks in an input box that shows what was wrong the last time. */
  #input(
    step: Step,
    position: Position,
    options: { prompt: string; value: string; placeholder?: string; password?: boolean },
  ): Promise<Answer<string>> {
    const error = this.#faults.get(step);
    this.#faults.delete(step);
    const help =
      error === undefined ? undefined : { ...this.#diagnosis, icon: new vscode.ThemeIcon('pulse') };
    return this.#context.prompts.input({ title: this.#draft.title, ...position, ...options, error, help });
  }

  /** Runs a step that can fail. On failure, goes to the step where the user can fix it, and shows the reason there. */
  async #attempt<T extends Step | typeof done>(step: Step, run: () => Promise<T>): Promise<T | Step> {
    try {
      return await run();
    } catch (error) {
      if (isCancelled(error)) return step;
      const concerned = this.#concerned(error, step);
      if (concerned === this.#askMethod) this.#context.messages.error(error, undefined, this.#diagnosis);
      else
        this.#faults.set(
          concerned,
          [inWords(error), await delayAfter(error, this.#draft.server, this.#context.log)].join(' ').trim(),
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

  /** Tries the secret on the server. */
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

  /** Asks before using another user: the browser may be signed in as somebody else. */
  async #agreeToUser(user: string): Promise<void> {
    const { user: expected, userIsFixed } = this.#draft;
    if (!userIsFixed || user === expected) return;
    const yes = await this.#context.prompts.confirm(
      vscode.l10n.t('Use {0} instead of {1}?', user, expected),
      vscode.l10n.t(
        'Access was granted to “{0}” in the browser, but {1} is configured for “{2}”.',
        user,
        this.#host,
        expected,
      ),
      vscode.l10n.t('Use {0}', user),
    );
    if (!yes) throw new vscode.CancellationError();
  }
}

/** What each way to sign in offers on this server. Only a hint: the server decides. */
function explain({ version }: Found, method: 'browser' | 'password'): string {
  const readOnly = appPasswordsOnlyRead(version);
  if (method === 'browser')
    return readOnly
      ? vscode.l10n.t(
          'Supports two-factor authentication. You will be asked for your login password before the first change.',
        )
      : vscode.l10n.t('Supports two-factor authentication. Creates an app password for this editor.');
  return readOnly
    ? vscode.l10n.t(
        'Use your login password, or an app password that you confirm before changes. Not available with two-factor authentication.',
      )
    : vscode.l10n.t(
        'Use your login password or an app password. Two-factor authentication requires an app password.',
      );
}

/** Since 33.0.6, the login password must be confirmed before changes. */
function appPasswordsOnlyRead(version = ''): boolean {
  const [major = 0, minor = 0, micro = 0] = version.split('.').map(Number);
  return major > 33 || (major === 33 && (minor > 0 || micro >= 6));
}
