import * as vscode from 'vscode';
import type { RunDesk } from '../runs/desk.ts';
import type { Change } from '../servers/changes.ts';
import type { Server } from '../servers/server.ts';
import type { Services } from '../servers/services.ts';
import { idOf, parseUri, scheme, serversOf } from '../servers/uris.ts';
import type { Busy } from '../subjects/busy.ts';
import { Disposables } from '../ui/disposables.ts';
import { rereadOf } from '../ui/quirks/documents.ts';
import { allTabs, openDocument, uriOf, urisOf } from '../ui/tabs.ts';
import type { RowAction } from '../webview/table/protocol.ts';
import { NextcloudFileSystem } from './fileSystem.ts';
import { registerFormEditors } from './forms/formEditor.ts';
import type { OpenSession } from './forms/formEditor.ts';
import { kinds } from './kinds.ts';
import { registerCompletion } from './language/completion.ts';
import { Diagnostics } from './language/diagnostics.ts';
import { registerLenses } from './language/lenses.ts';
import { registerSchemas } from './language/schemas.ts';
import { registerSnapshots } from './snapshots.ts';
import { DocumentStore } from './store.ts';
import { tableKind } from './table/kind.ts';
import type { TableServices } from './table/services.ts';

/** The documents of the extension: their file system, their forms, and help with their JSON text. */
export class Documents extends Disposables {
  readonly store: DocumentStore;
  readonly #files: NextcloudFileSystem;
  readonly #tables: TableServices;
  readonly #followed = new Map<Server, vscode.Disposable>();

  /** `rowActions`: what can be run on the rows of tables. */
  constructor(
    { context, messages, servers }: Services,
    desk: RunDesk,
    busy: Busy,
    rowActions: () => readonly RowAction[],
  ) {
    super();
    this.store = this.add(
      new DocumentStore(servers, desk, busy, context.storageUri ?? context.globalStorageUri),
    );
    this.#files = new NextcloudFileSystem(this.store, messages);
    this.add(vscode.workspace.registerFileSystemProvider(scheme, this.#files, { isCaseSensitive: true }));
    this.add(registerSnapshots(this.store));
    this.#tables = { context, messages, servers, store: this.store, rowActions };
    this.add(registerFormEditors(this.session, context.extensionUri));
    this.add(registerCompletion(this.store));
    this.add(registerSchemas());
    this.add(registerLenses());
    this.add(new Diagnostics(this.store));
    this.add(servers.onDidChange(() => this.#follow(servers.all())));
    this.#follow(servers.all());
  }

  /**
   * Shows a document with what the server holds now, and asks for it before VS Code does. An open tab comes to the front
   * immediately. VS Code may keep the document of a closed tab for minutes and would show it as it was: that one is
   * read again first.
   */
  readonly open = async (uri: vscode.Uri, options?: vscode.TextDocumentShowOptions): Promise<void> => {
    const hasTab = allTabs().some(tab => uriOf(tab)?.toString() === uri.toString());
    if (!openDocument(uri)) this.store.expect(uri);
    else if (!hasTab) await this.refresh(uri);
    await vscode.commands.executeCommand('vscode.open', uri, options);
    if (hasTab) await this.refresh(uri);
  };

  /** Begins to show a document in a tab. */
  readonly session: OpenSession = async (document, panel) => {
    if (this.store.place(document.uri).kind !== tableKind)
      return new (await import('./forms/formSession.ts')).FormSession(this, document, panel);
    return new (await import('./table/session.ts')).TableSession(this.#tables, document, panel);
  };

  /** Loads the object of an open document again and lets VS Code see what has changed. */
  readonly refresh = async (uri: vscode.Uri): Promise<void> => {
    const key = uri.toString();
    const document = openDocument(uri);
    if (!document) return;
    const place = this.store.place(uri);
    const before = this.store.versions.get(key)?.text;
    const loaded = await this.store.load(place).catch(() => undefined);
    if (this.store.isGone(uri)) this.#files.removed(uri);
    if (loaded === undefined) return;
    const isStale = !document.isDirty && !document.isClosed && document.getText() !== loaded.text;
    if (loaded.text === before && !isStale) return;
    this.store.versions.see(key, loaded.text);
    this.#files.refresh(uri);
    if (isStale) await rereadOf(document);
  };

  #follow(servers: readonly Server[]): void {
    for (const [server, subscription] of this.#followed) {
      if (servers.includes(server)) continue;
      subscription.dispose();
      this.#followed.delete(server);
    }
    for (const server of servers) {
      if (this.#followed.has(server)) continue;
      const follow = (change: Change) =>
        concernedBy(server.id, change)
          .filter(uri => !this.store.isAnnouncing(uri))
          .forEach(uri => void this.refresh(uri));
      this.#followed.set(server, server.changes.onDidChange(follow));
    }
  }
}

/** The open documents of a server that may show what was changed. */
function concernedBy(serverId: string, change: Change): vscode.Uri[] {
  return vscode.workspace.textDocuments
    .map(({ uri }) => uri)
    .filter(uri => {
      const target = parseUri(uri);
      return target?.serverId === serverId && kinds[target.kind].isConcernedBy(change, idOf(target));
    });
}

/** Closes everything that is open of a server. VS Code asks about unsaved edits; `false`: the user keeps it open. */
export async function closeDocuments({ id }: Server): Promise<boolean> {
  const isOfServer = (uri: vscode.Uri) => {
    const target = parseUri(uri);
    return target !== undefined && serversOf(target).includes(id);
  };
  const tabs = allTabs().filter(tab => urisOf(tab).some(isOfServer));
  return tabs.length === 0 || vscode.window.tabGroups.close(tabs);
}
