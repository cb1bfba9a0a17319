import * as vscode from 'vscode';
import type { UserInfo } from '../ocs/index.ts';
import { FormChannel } from '../documents/forms/formChannel.ts';
import { showPage } from '../documents/forms/page.ts';
import type { Change } from '../servers/changes.ts';
import type { Server } from '../servers/server.ts';
import type { Services } from '../servers/services.ts';
import { userUri } from '../servers/uris.ts';
import { dataUri } from '../ui/dataUri.ts';
import { Disposables } from '../ui/disposables.ts';
import { runCommand } from '../ui/commands.ts';
import { inWords } from '../ui/messages.ts';
import { withLateProgress } from '../ui/progress.ts';
import { tabIcon } from '../ui/tabIcon.ts';
import { forgetSecondFactors, secondFactorOf } from '../servers/secondFactors.ts';
import { readPictured } from '../servers/userReads.ts';
import type { InspectAction, InspectState, SentUser } from '../webview/inspect/protocol.ts';
import { redactedRecord } from './redact.ts';

/** The read-only views, one for each user. */
export class InspectViews extends Disposables {
  readonly #services: Services;
  readonly #open = new Map<string, InspectView>();

  constructor(services: Services) {
    super();
    this.#services = services;
  }

  /** Shows a user as the server describes them now. Reports errors instead of throwing them. */
  async show(server: Server, id: string): Promise<void> {
    const { messages, context } = this.#services;
    const key = userUri(server.id, id).toString();
    try {
      const state = await withLateProgress(vscode.l10n.t('Reading {0}…', id), ({ signal }) =>
        read(server, id, signal),
      );
      const open = this.#open.get(key);
      if (open) {
        open.show(state);
        return;
      }
      const view = new InspectView(context.extensionUri, server, id, state);
      this.#open.set(key, view);
      view.add({ dispose: () => this.#open.delete(key) });
    } catch (error) {
      messages.error(error, vscode.l10n.t('Could not read {0} on {1}', id, server.label));
    }
  }

  override dispose(): void {
    for (const view of this.#open.values()) view.close();
    super.dispose();
  }
}

class InspectView extends Disposables {
  readonly #server: Server;
  readonly #id: string;
  readonly #panel: vscode.WebviewPanel;
  readonly #channel: FormChannel<InspectState, InspectAction>;
  readonly #closed = new AbortController();
  #state: InspectState;

  constructor(extension: vscode.Uri, server: Server, id: string, state: Omit<InspectState, 'secondFactor'>) {
    super();
    this.#server = server;
    this.#id = id;
    this.#state = { ...state, secondFactor: null };
    const title = state.user.displayName || id;
    this.#panel = vscode.window.createWebviewPanel(
      'nextcloudAdmin.inspect',
      title,
      vscode.ViewColumn.Active,
      {
        enableFindWidget: true,
      },
    );
    this.#panel.iconPath = tabIcon(extension);
    this.#panel.onDidDispose(() => this.dispose());
    const nothing = () => undefined;
    this.#channel = new FormChannel<InspectState, InspectAction>(this.#panel, {
      ready: () => this.#channel.init(this.#state),
      run: ({ action }) => void this.#actions[action](),
      // There is nothing to edit.
      edit: nothing,
      search: nothing,
    });
    this.add(server.changes.onDidChange(change => this.#follow(change)));
    showPage(this.#panel.webview, extension, 'inspect', title);
    void this.#askSecondFactor();
  }

  show(state: Omit<InspectState, 'secondFactor'>): void {
    this.#update(state);
    void this.#askSecondFactor();
    this.#panel.reveal();
  }

  close(): void {
    this.#panel.dispose();
  }

  override dispose(): void {
    this.#closed.abort();
    super.dispose();
  }

  readonly #actions: Record<InspectAction, () => unknown> = {
    edit: () => runCommand('openUser', { serverId: this.#server.id, id: this.#id }),
    showText: () =>
      vscode.commands.executeCommand(
        'vscode.openWith',
        userUri(this.#server.id, this.#id),
        'default',
        vscode.ViewColumn.Beside,
      ),
    refresh: () => this.#refresh(),
    copyAnswer: () => vscode.env.clipboard.writeText(JSON.stringify(this.#state.record, undefined, 2)),
  };

  #follow(change: Change): void {
    if (change.kind === 'users' || (change.kind === 'user' && change.userId === this.#id))
      void this.#refresh();
  }

  async #refresh(): Promise<void> {
    forgetSecondFactors(this.#server, this.#id);
    const { signal } = this.#closed;
    const state = await read(this.#server, this.#id, signal).catch((error: unknown) => ({
      problem: inWords(error),
    }));
    if (signal.aborted) return;
    this.#update(state);
    await this.#askSecondFactor();
  }

  /** What it takes a request of its own for comes when it is there. */
  async #askSecondFactor(): Promise<void> {
    const { signal } = this.#closed;
    const secondFactor = await secondFactorOf(this.#server, this.#id, signal);
    if (!signal.aborted) this.#update({ secondFactor });
  }

  #update(state: Partial<InspectState>): void {
    this.#state = { ...this.#state, ...state };
    this.#channel.post({ type: 'update', state });
  }
}

/** Sends one request for the user and one for the avatar. */
function read(server: Server, id: string, signal: AbortSignal): Promise<Omit<InspectState, 'secondFactor'>> {
  return server.call(async (client, { me }) => {
    const [{ user, avatar }, record] = await Promise.all([
      readPictured(client, id, signal),
      client.users.getRaw(id, { signal }).catch(() => null),
    ]);
    return {
      user: sent(user),
      server: server.label,
      isSelf: user.userId === me.userId,
      avatar: (avatar && dataUri(avatar)) ?? null,
      record: record && redactedRecord(record),
      problem: null,
    };
  });
}

/** Dates travel as texts. */
function sent({ firstLogin, lastLogin, ...user }: UserInfo): SentUser {
  return {
    ...user,
    ...(firstLogin !== undefined && { firstLogin: firstLogin?.toISOString() ?? null }),
    ...(lastLogin !== undefined && { lastLogin: lastLogin?.toISOString() ?? null }),
  };
}
