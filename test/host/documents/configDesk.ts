import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Server } from '../../../src/servers/server.ts';
import { configUri } from '../../../src/servers/uris.ts';
import { startNextcloud } from '../../nextcloud/index.ts';
import type { Options, SimulatedNextcloud } from '../../nextcloud/index.ts';
import { Answers } from '../support/answers.ts';
import { addServer, theExtension } from '../support/extension.ts';

/** A simulated server, and the configuration of one of its apps in an editor. */
export class ConfigDesk {
  readonly nextcloud: SimulatedNextcloud;
  readonly server: Server;
  #document: vscode.TextDocument | undefined;
  #answers: Answers | undefined;

  private constructor(nextcloud: SimulatedNextcloud, server: Server) {
    this.nextcloud = nextcloud;
    this.server = server;
  }

  /** Signed in as the administrator, or as whom `prepare` gives. */
  static async start(
    options: Options = {},
    prepare: (nextcloud: SimulatedNextcloud) => { user: string; password: string } = ({ admin }) => admin,
  ): Promise<ConfigDesk> {
    const nextcloud = await startNextcloud(options);
    return new ConfigDesk(nextcloud, await addServer(nextcloud, prepare(nextcloud)));
  }

  get document(): vscode.TextDocument {
    assert.ok(this.#document, 'a document is open');
    return this.#document;
  }

  get text(): string {
    return this.document.getText();
  }

  async open(app: string): Promise<void> {
    this.#document = await vscode.workspace.openTextDocument(configUri(this.server.id, app));
    await vscode.window.showTextDocument(this.#document);
    this.nextcloud.requests.length = 0;
  }

  /** From now on, modal questions are answered so; `undefined` is Cancel. */
  answering(answer: string | undefined): Answers {
    this.#answers?.dispose();
    return (this.#answers = new Answers(answer));
  }

  stored(app: string, key: string): string | undefined {
    return this.nextcloud.state.config.get(app)?.get(key);
  }

  writes(): string[] {
    return this.nextcloud.requests
      .filter(({ method }) => method !== 'GET')
      .map(({ method, path }) => `${method} ${path.split('/').at(-1) ?? ''}`);
  }

  marks(severity: vscode.DiagnosticSeverity): vscode.Diagnostic[] {
    return vscode.languages
      .getDiagnostics(this.document.uri)
      .filter(mark => mark.source === 'Nextcloud Admin' && mark.severity === severity);
  }

  errors(): string[] {
    return this.marks(vscode.DiagnosticSeverity.Error).map(({ message }) => message);
  }

  async replace(before: string, after: string): Promise<void> {
    const { document, text } = this;
    const offset = text.indexOf(before);
    assert.ok(offset >= 0, `${before} in ${text}`);
    const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + before.length));
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, range, after);
    assert.ok(await vscode.workspace.applyEdit(edit));
  }

  /** Saves what must not be saved, and returns why it was not. */
  async saveFails(text = this.text): Promise<string> {
    return vscode.workspace.fs.writeFile(this.document.uri, Buffer.from(text)).then(
      () => assert.fail('it was saved'),
      (error: unknown) => (error as Error).message,
    );
  }

  /** Closes all documents, without what was not saved. */
  async close(): Promise<void> {
    for (const { isDirty, uri } of vscode.workspace.textDocuments) {
      if (!isDirty) continue;
      await vscode.window.showTextDocument(uri);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  }

  async end(): Promise<void> {
    this.#answers?.dispose();
    await this.close();
    await (await theExtension()).servers.remove(this.server);
    await this.nextcloud.close();
  }
}
