import * as vscode from 'vscode';
import type { Change } from '../servers/changes.ts';
import type { Server } from '../servers/server.ts';
import type { Services } from '../servers/services.ts';
import { appsUri, groupUri, scheme, userUri } from '../servers/uris.ts';
import { Disposables } from '../ui/disposables.ts';
import { allTabs, openDocument, uriOf } from '../ui/tabs.ts';
import { NextcloudFileSystem } from './fileSystem.ts';
import { Openings } from './openings.ts';
import { registerSnapshots } from './snapshots.ts';
import { DocumentStore } from './store.ts';

/** The documents of the extension: their file system, and their following of what is written elsewhere in it. */
export class Documents extends Disposables {
  readonly store: DocumentStore;
  readonly #files: NextcloudFileSystem;
  readonly #followed = new Map<Server, vscode.Disposable>();

  constructor({ context, messages, servers }: Services) {
    super();
    this.store = this.add(new DocumentStore(servers, context.storageUri ?? context.globalStorageUri));
    this.#files = new NextcloudFileSystem(this.store, new Openings(messages));
    this.add(vscode.workspace.registerFileSystemProvider(scheme, this.#files, { isCaseSensitive: true }));
    this.add(registerSnapshots(this.store));
    this.add(servers.onDidChange(() => this.#follow(servers.all())));
    this.#follow(servers.all());
  }

  /**
   * Shows a document with what the server has now, and asks for it before VS Code does. A tab that is there comes to the
   * front at once. VS Code may hold the document of a closed tab for minutes and would show it as it was: that is read first.
   */
  readonly open = async (uri: vscode.Uri, options?: vscode.TextDocumentShowOptions): Promise<void> => {
    const hasTab = allTabs().some(tab => uriOf(tab)?.toString() === uri.toString());
    if (!openDocument(uri)) this.store.expect(uri);
    else if (!hasTab) await this.refresh(uri);
    await vscode.commands.executeCommand('vscode.open', uri, options);
    if (hasTab) await this.refresh(uri);
  };

  /** Asks the server about an open document and lets VS Code see what has changed. */
  async refresh(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    const document = openDocument(uri);
    if (!document) return;
    const place = this.store.place(uri);
    const before = this.store.versions.get(key)?.text;
    const seen = await this.store.look(place).catch(() => undefined);
    if (this.store.isGone(uri)) this.#files.removed(uri);
    if (seen === undefined) return;
    const isStale = !document.isDirty && !document.isClosed && document.getText() !== seen.text;
    if (seen.text === before && !isStale) return;
    this.store.versions.see(key, seen.text);
    this.#files.refresh(uri);
    if (isStale) await changeOf(document);
  }

  #follow(servers: readonly Server[]): void {
    for (const [server, subscription] of this.#followed) {
      if (servers.includes(server)) continue;
      subscription.dispose();
      this.#followed.delete(server);
    }
    for (const server of servers) {
      if (this.#followed.has(server)) continue;
      const follow = (change: Change) =>
        urisOf(server.id, change)
          .filter(uri => !this.store.isTelling(uri))
          .forEach(uri => void this.refresh(uri));
      this.#followed.set(server, server.changes.onDidChange(follow));
    }
  }
}

/** Milliseconds in which VS Code reads a document again once it has heard that it changed. */
const reading = 1000;

/** Settles when VS Code has put another text into the document, or does not. */
async function changeOf(document: vscode.TextDocument): Promise<void> {
  let watching: vscode.Disposable | undefined;
  let waiting: NodeJS.Timeout | undefined;
  await new Promise<void>(resolve => {
    watching = vscode.workspace.onDidChangeTextDocument(change => {
      if (change.document === document && change.contentChanges.length > 0) resolve();
    });
    waiting = setTimeout(resolve, reading);
  });
  watching?.dispose();
  clearTimeout(waiting);
}

/** The open documents that a change may concern. */
function urisOf(serverId: string, change: Change): vscode.Uri[] {
  switch (change.kind) {
    case 'user':
      return [userUri(serverId, change.userId)];
    case 'group':
      return [groupUri(serverId, change.groupId)];
    case 'app':
    case 'apps':
      return [appsUri(serverId)];
    case 'users':
    case 'groups':
      return vscode.workspace.textDocuments
        .map(({ uri }) => uri)
        .filter(
          uri =>
            uri.scheme === scheme && uri.authority === serverId && uri.path.startsWith(`/${change.kind}/`),
        );
  }
}
