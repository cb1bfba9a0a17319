import * as vscode from 'vscode';
import { fileNameOf } from '../../keep/snapshot/fileNames.ts';
import { dayOf, readRecord, writeRecord, type ReviewRecord } from '../../keep/review/judge.ts';
import type { ReviewFinding } from '../../keep/review/review.ts';
import type { Server } from '../../servers/server.ts';
import { readText, writeText } from '../keep/place.ts';

/** What the last review of a server has found, kept for this person beside the workspace. */
export class LastReview {
  readonly #uri: vscode.Uri;

  constructor({ globalStorageUri }: Pick<vscode.ExtensionContext, 'globalStorageUri'>, { id }: Server) {
    this.#uri = vscode.Uri.joinPath(globalStorageUri, 'reviews', `${fileNameOf(id)}.json`);
  }

  async read(): Promise<ReviewRecord | undefined> {
    const text = await readText(this.#uri);
    return text === undefined ? undefined : readRecord(text);
  }

  async write(findings: readonly ReviewFinding[], at: Date): Promise<void> {
    await writeText(this.#uri, writeRecord(findings, dayOf(at)));
  }

  async remove(): Promise<void> {
    if ((await readText(this.#uri)) !== undefined) await vscode.workspace.fs.delete(this.#uri);
  }
}
