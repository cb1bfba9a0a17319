import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { startNextcloud, type SimulatedNextcloud } from '../../nextcloud/index.ts';
import { eventually } from '../../support/eventually.ts';
import { addServer, theExtension } from '../support/extension.ts';

/** A folder of files, and the only server of the extension, with “ada” and “crew”. */
export interface ImportDesk {
  nextcloud: SimulatedNextcloud;
  file(name: string, content: string | Uint8Array): Promise<vscode.Uri>;
  /** Runs the command on a file and gives the text that is imported then. */
  open(uri: vscode.Uri): Promise<vscode.TextDocument>;
  end(): Promise<void>;
}

export async function importDesk(): Promise<ImportDesk> {
  const { servers } = await theExtension();
  const nextcloud = await startNextcloud({ seed: 'empty' });
  nextcloud.state.createGroup('crew');
  nextcloud.state.createUser({ id: 'ada', groups: ['crew'] });
  const server = await addServer(nextcloud);
  const folder = await mkdtemp(join(tmpdir(), 'nca-import-'));
  return {
    nextcloud,
    async file(name, content) {
      const path = join(folder, name);
      await writeFile(path, content);
      return vscode.Uri.file(path);
    },
    async open(uri) {
      await vscode.commands.executeCommand('nextcloudAdmin.importFile', uri);
      const document = vscode.window.activeTextEditor?.document;
      if (!document) throw new Error('No text is shown.');
      await eventually('the form is shown', () => importTabs().length > 0);
      return document;
    },
    async end() {
      await closeAll();
      await servers.remove(server);
      await nextcloud.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The forms of imports that are open. */
export const importTabs = (): vscode.Tab[] =>
  vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) =>
        input instanceof vscode.TabInputWebview && input.viewType.endsWith('nextcloudAdmin.import'),
    );

/** Closes every editor; what was edited is lost. */
export async function closeAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments)
    if (document.isDirty) {
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** What is marked in a text: the codes, each with the text below its line. */
export const marksIn = (document: vscode.TextDocument): [code: string, text: string][] =>
  vscode.languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === 'Nextcloud Admin')
    .map(({ code, range }) => [typeof code === 'string' ? code : '', document.getText(range)]);
