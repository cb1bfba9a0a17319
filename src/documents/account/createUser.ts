import * as vscode from 'vscode';
import { emptyNewUser, mistakes, newUserProblems } from '../../model/newUser.ts';
import type { NewUser, NewUserProblems } from '../../model/newUser.ts';
import { generatePassword, passwordPolicy, passwordProblem } from '../../model/passwordPolicy.ts';
import { CreateError } from '../../ocs/index.ts';
import type { Server } from '../../servers/server.ts';
import type { Servers } from '../../servers/servers.ts';
import { userUri } from '../../servers/uris.ts';
import { inWords } from '../../ui/messages.ts';
import { tabIcon } from '../../ui/tabIcon.ts';
import type { CreateAction, CreateState, KeptNewUser } from '../../webview/create/protocol.ts';
import { FormChannel } from '../forms/formChannel.ts';
import { showPage } from '../forms/page.ts';
import { SearchAnswers } from '../forms/search.ts';
import { createFormType } from './createFormType.ts';
import { fieldOf, optionsOf } from './creation.ts';

/** What happens after a user was created. */
export interface Aftermath {
  /** Opens the form of the new user. */
  open(uri: vscode.Uri): Promise<void>;
  /** Shows a password once. */
  showPassword(userId: string, password: string): Promise<void>;
}

/** Opens the form that creates a user. */
export async function openCreateForm(
  extension: vscode.Uri,
  server: Server,
  aftermath: Aftermath,
  prefilled: Partial<NewUser> = {},
): Promise<void> {
  await server.connect();
  const panel = vscode.window.createWebviewPanel(createFormType, '', vscode.ViewColumn.Active);
  new CreateSession(extension, server, panel, aftermath, prefilled);
}

/** Restores a form, with what was entered, after a reload of the window. A password has to be entered again. */
export function restoreCreateForm(
  extension: vscode.Uri,
  servers: Servers,
  aftermath: Aftermath,
  panel: vscode.WebviewPanel,
  kept: Partial<KeptNewUser> = {},
): void {
  const server = servers.get(kept.serverId ?? '');
  if (server) new CreateSession(extension, server, panel, aftermath, {}, kept.entered);
  else panel.dispose();
}

type Attempt = Pick<CreateState, 'applied' | 'failure' | 'busy' | 'created' | 'problems' | 'unfinished'>;

/** Holds what was entered, so that it survives a hidden tab. VS Code keeps it for the page as well, except for the password. */
class CreateSession {
  readonly #server: Server;
  readonly #panel: vscode.WebviewPanel;
  readonly #aftermath: Aftermath;
  readonly #prefilled: Partial<NewUser>;
  readonly #channel: FormChannel<CreateState, CreateAction>;
  #policy = passwordPolicy({});
  #user: NewUser;
  /** A generated password that nobody has copied yet. */
  #uncopied: string | undefined;
  #state: Attempt;

  /** `entered` is what the form held before a reload. */
  constructor(
    extension: vscode.Uri,
    server: Server,
    panel: vscode.WebviewPanel,
    aftermath: Aftermath,
    prefilled: Partial<NewUser>,
    entered: Partial<NewUser> = prefilled,
  ) {
    this.#server = server;
    this.#panel = panel;
    this.#aftermath = aftermath;
    this.#prefilled = prefilled;
    this.#user = { ...emptyNewUser, ...entered };
    this.#state = { applied: 0, failure: null, busy: false, created: null, problems: {}, unfinished: false };
    const search = new SearchAnswers(server);
    panel.onDidDispose(() => search.dispose());
    this.#channel = new FormChannel<CreateState, CreateAction>(panel, {
      ready: () => this.#channel.init(this.#shown({ applied: 0 })),
      edit: ({ sequence, changes }) => this.#edit(sequence, changes),
      search: async message => this.#channel.post(await search.answer(message)),
      run: ({ action }) => this.#run(action),
    });
    void this.#readPolicy();
    panel.title = vscode.l10n.t('New User on {0}', server.label);
    panel.iconPath = tabIcon(extension);
    showPage(panel.webview, extension, 'create', panel.title);
  }

  /** Without an answer, passwords are checked by the server alone. */
  async #readPolicy(): Promise<void> {
    const connection = await this.#server.connect().catch(() => undefined);
    if (connection) this.#policy = passwordPolicy(connection.capabilities.capabilities);
  }

  #shown(changes: Partial<Attempt>): CreateState {
    this.#state = { ...this.#state, ...changes };
    return {
      ...this.#state,
      document: this.#user,
      base: null,
      fault: null,
      readOnly: null,
      server: this.#server.label,
      mayGiveRoles: this.#server.role !== 'subadmin',
      serverId: this.#server.id,
    };
  }

  #show(changes: Partial<Attempt>): void {
    this.#channel.post({ type: 'update', state: this.#shown(changes) });
  }

  #edit(applied: number, changes: Partial<NewUser>): void {
    this.#user = { ...this.#user, ...changes };
    this.#show({ applied, problems: mistakes(this.#user, this.#problems()) });
  }

  #problems(): NewUserProblems {
    const problems = newUserProblems(this.#user, passwordProblem(this.#user.password, this.#policy));
    // The server refuses a user without one (106).
    if (this.#server.role !== 'subadmin' || this.#user.groups.length > 0) return problems;
    return { ...problems, groups: vscode.l10n.t('Select at least one of your groups.') };
  }

  #run(action: CreateAction): void {
    const actions: Record<CreateAction, () => unknown> = {
      create: () => this.#create(false),
      createAnother: () => this.#create(true),
      finish: () => this.#finish(),
      generatePassword: () => {
        this.#uncopied = generatePassword(this.#policy);
        this.#edit(this.#state.applied, { password: this.#uncopied });
      },
      copyPassword: async () => {
        await vscode.env.clipboard.writeText(this.#user.password);
        this.#uncopied = undefined;
      },
    };
    void actions[action]();
  }

  /** Everything that was entered stays until the user exists. */
  async #create(another: boolean): Promise<void> {
    const problems = this.#problems();
    if (this.#state.busy) return;
    if (Object.keys(problems).length > 0) {
      this.#show({ problems, failure: null, created: null });
      return;
    }
    this.#show({ busy: true, problems: {}, failure: null, created: null, unfinished: false });
    const { id } = this.#user;
    try {
      await this.#server.call(client => client.users.create(id, optionsOf(this.#user)));
      await this.#created(id, another);
    } catch (error) {
      await this.#failed(id, error);
    }
  }

  async #created(id: string, another: boolean): Promise<void> {
    this.#tell();
    await this.#showPassword(this.#user);
    if (another) {
      this.#user = { ...emptyNewUser, ...this.#prefilled };
      this.#show({ busy: false, created: id, unfinished: false });
      return;
    }
    this.#panel.dispose();
    await this.#aftermath.open(userUri(this.#server.id, id));
  }

  async #failed(id: string, error: unknown): Promise<void> {
    if (error instanceof CreateError && error.created) {
      this.#tell();
      await this.#showPassword(this.#user);
      const unfinished = error.missing.length > 0;
      const failure = vscode.l10n.t(
        '“{0}” was created, but not all settings were applied: {1}',
        id,
        inWords(error),
      );
      this.#show({ busy: false, failure, unfinished });
      return unfinished ? undefined : this.#aftermath.open(userUri(this.#server.id, id));
    }
    const field = error instanceof CreateError ? fieldOf(error) : undefined;
    if (field) this.#show({ busy: false, problems: { [field]: inWords(error) } });
    else this.#show({ busy: false, failure: inWords(error) });
  }

  /** Completes a creation that was interrupted; the user exists already. */
  async #finish(): Promise<void> {
    const { id } = this.#user;
    if (this.#state.busy || !this.#state.unfinished) return;
    this.#show({ busy: true, failure: null });
    try {
      await this.#server.call(client => client.users.finish(id, optionsOf(this.#user)));
      await this.#created(id, false);
    } catch (error) {
      await this.#failed(id, error);
    }
  }

  /** Shows a generated password that nobody has copied, as the form is about to forget it. */
  async #showPassword({ id, access, password }: NewUser): Promise<void> {
    if (access !== 'password' || password !== this.#uncopied) return;
    this.#uncopied = undefined;
    await this.#aftermath.showPassword(id, password);
  }

  #tell(): void {
    const groups = this.#user.groups.map(groupId => ({ kind: 'group', groupId }) as const);
    this.#server.changes.fire({ kind: 'users' }, ...groups);
  }
}
