import * as vscode from 'vscode';
import { Disposables } from '../ui/disposables.ts';
import type { Log } from '../ui/log.ts';
import { inWords, type Messages } from '../ui/messages.ts';
import { setContext } from '../ui/commands.ts';
import { prompts as realPrompts, type Prompts } from '../ui/prompts.ts';
import { revoke } from './connection.ts';
import { demoServer } from './demo.ts';
import type { LentServer } from './demo.ts';
import { KeyringError, Secrets, type Secret } from './secrets.ts';
import { Server } from './server.ts';
import * as settings from './settings.ts';
import type { EntryChange, NewEntry, ServerEntry, SettingProblem } from './settings.ts';

interface Lent extends Pick<LentServer, 'entry'> {
  end: (() => unknown) | undefined;
}

/** The servers in the setting `nextcloudAdmin.servers`, kept up to date. */
export class Servers {
  readonly #disposables = new Disposables();
  readonly #onDidChange = this.#disposables.add(new vscode.EventEmitter<void>());
  readonly #onDidChangeState = this.#disposables.add(new vscode.EventEmitter<Server>());
  /** Servers were added, removed or reordered. */
  readonly onDidChange = this.#onDidChange.event;
  /** The state, label or address of a server changed. */
  readonly onDidChangeState = this.#onDidChangeState.event;
  readonly #secrets: Secrets;
  readonly #log: Log;
  readonly #messages: Messages;
  readonly #prompts: Prompts;
  readonly #lent = new Map<string, Lent>();
  #servers = new Map<string, Server>();
  #reported = '';

  /** Reads the settings only; secrets and the network are not touched before they are needed. */
  constructor(
    context: Pick<vscode.ExtensionContext, 'secrets' | 'extensionMode'>,
    log: Log,
    messages: Messages,
    prompts = realPrompts,
  ) {
    this.#log = log;
    this.#messages = messages;
    this.#prompts = prompts;
    this.#secrets = this.#disposables.add(new Secrets(context.secrets));
    const demo = demoServer(context.extensionMode);
    if (demo) this.#hold(demo);
    this.#disposables.add(
      this.#secrets.onDidChange(id => {
        this.get(id)
          ?.secretChanged()
          .catch((error: unknown) => log.error(inWords(error)));
      }),
    );
    this.#disposables.add(
      vscode.workspace.onDidChangeConfiguration(event => {
        if (event.affectsConfiguration(settings.settingName)) this.#load();
      }),
    );
    this.#load();
  }

  /** Whether `npm start` provides one. */
  get hasLent(): boolean {
    return this.#lent.size > 0;
  }

  all(): readonly Server[] {
    return [...this.#servers.values()];
  }

  get(id: string): Server | undefined {
    return this.#servers.get(id);
  }

  /** The server with this address and user. */
  find(url: string, user: string): Server | undefined {
    return this.all().find(server => server.url === url && server.user === user);
  }

  /** What the server is signed in with; `undefined` when signed out. Throws `KeyringError`. */
  secretOf(server: Server): Promise<Secret | undefined> {
    return this.#secrets.read(server.entry);
  }

  /** Adds a server; `secret` must have been accepted by it. */
  async add(entry: NewEntry, secret: Secret): Promise<Server> {
    const id = settings.makeId(entry.url, entry.user, new Set(this.#servers.keys()));
    await this.#keep(id, secret);
    await settings.addEntry({ id, ...entry }).catch(async (error: unknown) => {
      await this.#secrets.delete(id);
      throw error;
    });
    this.#load();
    const server = this.get(id);
    if (!server) throw new Error(vscode.l10n.t('Could not write the settings.'));
    return server;
  }

  /** Adds a server to this window alone, and to no setting; `end` is called when it is removed, or the window closes. */
  lend(server: LentServer, end: () => unknown): Server | undefined {
    this.#hold(server, end);
    this.#load();
    return this.get(server.entry.id);
  }

  /** Changes a server's entry, which is in the settings but for a lent one. */
  async change(server: Server, change: EntryChange): Promise<void> {
    const lent = this.#lent.get(server.id);
    if (lent) this.#lent.set(server.id, { ...lent, entry: changed(lent.entry, change) });
    else await settings.changeEntry(server.id, change);
    this.#load();
  }

  /** Replaces the secret by `secret`, which the server must have accepted, and connects. */
  async signIn(server: Server, secret: Secret, change: EntryChange = {}): Promise<void> {
    const { entry } = server;
    // A secret that cannot be read is replaced.
    const before = await this.#secrets.read(entry).catch(() => undefined);
    await this.#keep(server.id, secret);
    await this.change(server, change);
    await revoke(entry, before, this.#log).catch((error: unknown) => this.#messages.warn(inWords(error)));
    await server.retry();
  }

  /** Deletes the secret, and revokes an app password created by the sign-in in the browser. Throws NextcloudError if that fails. */
  async signOut(server: Server): Promise<void> {
    const secret = await this.#secrets.read(server.entry).catch(() => undefined);
    const deleting = this.#secrets.delete(server.id);
    await deleting.catch(() => undefined);
    server.signedOut();
    await revoke(server.entry, secret, this.#log);
    await deleting;
  }

  /** Signs out and removes the server's entry, even if revoking fails. Throws NextcloudError in that case. */
  async remove(server: Server): Promise<void> {
    try {
      await this.signOut(server);
    } finally {
      await (this.#lent.has(server.id) ? this.#takeBack(server.id) : settings.removeEntry(server.id));
      this.#load();
    }
  }

  /** Stores the secret in the keyring or, if that fails and the user agrees, in memory. Throws `KeyringError` otherwise. */
  async #keep(id: string, secret: Secret): Promise<void> {
    try {
      await this.#secrets.store(id, secret);
    } catch (error) {
      if (!(error instanceof KeyringError)) throw error;
      const yes = await this.#prompts.confirm(
        vscode.l10n.t('Could not store the secret. Stay signed in until this window closes?'),
        error.message,
        vscode.l10n.t('Stay Signed In'),
      );
      if (!yes) throw error;
      this.#secrets.hold(id, secret);
    }
  }

  dispose(): void {
    for (const server of this.all()) server.dispose();
    for (const id of this.#lent.keys()) void this.#takeBack(id);
    this.#disposables.dispose();
  }

  #hold({ entry, secret }: LentServer, end?: () => unknown): void {
    this.#lent.set(entry.id, { entry, end });
    this.#secrets.hold(entry.id, secret);
  }

  async #takeBack(id: string): Promise<void> {
    const lent = this.#lent.get(id);
    this.#lent.delete(id);
    await lent?.end?.();
  }

  #load(): void {
    const { entries, problems } = settings.readServers();
    const all = [...[...this.#lent.values()].map(({ entry }) => entry), ...entries.values()];
    const before = this.#servers;
    this.#servers = new Map(all.map(entry => [entry.id, before.get(entry.id) ?? this.#make(entry)]));
    for (const entry of all) this.#servers.get(entry.id)?.update(entry);
    for (const [id, server] of before) if (!this.#servers.has(id)) server.dispose();
    if ([...before.keys()].join() !== [...this.#servers.keys()].join()) this.#onDidChange.fire();
    setContext('hasServers', all.length > 0);
    setContext('hasOwnServers', entries.size > 0);
    this.#report(problems);
  }

  #make(entry: ServerEntry): Server {
    return new Server(entry, {
      secrets: this.#secrets,
      log: this.#log,
      messages: this.#messages,
      prompts: this.#prompts,
      onDidChangeState: server => this.#onDidChangeState.fire(server),
    });
  }

  /** Reports the same problems only once. */
  #report(problems: SettingProblem[]): void {
    const text = problems.map(({ message }) => message).join(' ');
    if (text === this.#reported) return;
    this.#reported = text;
    if (!text) return;
    this.#messages.warn(vscode.l10n.t('Some servers in your settings are not valid. {0}', text), {
      title: vscode.l10n.t('Open Settings'),
      run: () =>
        vscode.commands.executeCommand('workbench.action.openSettingsJson', {
          revealSetting: { key: settings.settingName },
        }),
    });
  }
}

/** Address and user belong to what is lent, and stay. */
const changed = (entry: ServerEntry, { label }: EntryChange): ServerEntry => ({
  ...entry,
  label: label ?? entry.label,
});
