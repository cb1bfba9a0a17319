import * as vscode from 'vscode';
import { readAcceptances, writeAcceptances, type Acceptance } from '../../keep/review/acceptances.ts';
import type { Server } from '../../servers/server.ts';
import { readText, watchFile, workspaceFolderOf, writeText } from '../keep/place.ts';

const fileName = 'accepted.json';

export interface ReadAcceptances {
  acceptances: Acceptance[];
  /** What is wrong with the file, and where; nothing is accepted then. */
  problem?: string;
}

/** The file of the workspace in which the accepted findings of a server are kept. */
export class AcceptedFile {
  /** Absent without a workspace. */
  readonly uri: vscode.Uri | undefined;

  constructor(server: Pick<Server, 'url'>) {
    const folder = workspaceFolderOf(server);
    this.uri = folder && vscode.Uri.joinPath(folder, fileName);
  }

  async read(): Promise<ReadAcceptances> {
    const text = this.uri && (await readText(this.uri));
    if (text === undefined) return { acceptances: [] };
    const read = readAcceptances(fileName, text);
    if ('acceptances' in read) return read;
    const { path, line, column, message } = read.problem;
    return { acceptances: [], problem: `${path}:${line}:${column}: ${message}` };
  }

  /** Replaces what is accepted. Throws where there is no workspace, or the file cannot be read: it is left as it is then. */
  async change(change: (acceptances: readonly Acceptance[]) => Acceptance[]): Promise<void> {
    const uri = this.needed();
    const { acceptances, problem } = await this.read();
    if (problem !== undefined) throw new Error(problem);
    await writeText(uri, writeAcceptances(change(acceptances)));
  }

  /** Throws without a workspace. */
  needed(): vscode.Uri {
    if (this.uri) return this.uri;
    throw new Error(
      vscode.l10n.t('Open a folder first. Accepted findings are kept in a file in it, beside your work.'),
    );
  }

  async show(): Promise<void> {
    const uri = this.needed();
    if ((await readText(uri)) === undefined)
      throw new Error(vscode.l10n.t('No finding of this server has been accepted yet.'));
    await vscode.window.showTextDocument(uri);
  }

  /** Tells whenever somebody has changed the file. */
  onDidChange(tell: () => void): { dispose(): void } {
    return this.uri ? watchFile(this.uri, tell) : { dispose: () => undefined };
  }
}
