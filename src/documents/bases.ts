import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { Disposables } from '../ui/disposables.ts';
import { openDocument } from '../ui/tabs.ts';
import { scheme } from '../servers/uris.ts';

/** How many of the texts given to VS Code are remembered for each document. */
const remembered = 8;

/**
 * The state each document was loaded from: the base of the three-way view of a save.
 *
 * It is the text of the document while that is not dirty, never what a later read of the file returned: VS Code also reads
 * the file for its compare view. Hot exit restores a dirty document without reading the file, so the base is kept on disk
 * for as long as there are edits on top of it.
 */
export class Bases {
  readonly #bases = new Map<string, string>();
  readonly #given = new Map<string, string[]>();
  /** Documents that VS Code is saving; another extension may write to a file without that. */
  readonly #saving = new Map<string, vscode.TextDocumentSaveReason>();
  /** Whether the base is on disk; unknown until the document first changes in this session. */
  readonly #onDisk = new Map<string, boolean>();
  /** One disk operation after the other, so that the last one wins. */
  #disk: Promise<unknown> = Promise.resolve();
  readonly #folder: vscode.Uri;
  readonly #onDiskText: (uri: vscode.Uri, text: string) => Promise<string>;
  readonly #disposables = new Disposables();

  /**
   * @param storage a folder of this window only, since each window has its own edits
   * @param onDisk the text of a document as it may be kept there
   */
  constructor(storage: vscode.Uri, onDisk: (uri: vscode.Uri, text: string) => Promise<string>) {
    this.#onDiskText = onDisk;
    this.#folder = vscode.Uri.joinPath(storage, 'bases');
    this.#disposables.add(vscode.workspace.onDidOpenTextDocument(document => this.#follow(document)));
    this.#disposables.add(vscode.workspace.onDidChangeTextDocument(({ document }) => this.#follow(document)));
    this.#disposables.add(vscode.workspace.onDidCloseTextDocument(document => this.#closed(document)));
    this.#disposables.add(vscode.workspace.onWillSaveTextDocument(event => this.#saves(event)));
  }

  /** `text` was given to VS Code as the content of the file, or accepted from it as saved. */
  give(uri: vscode.Uri, text: string): void {
    const key = uri.toString();
    const given = (this.#given.get(key) ?? []).filter(other => other !== text);
    this.#given.set(key, [...given, text].slice(-remembered));
    const document = openDocument(uri);
    if (!document) this.#bases.set(key, text);
    else if (!document.isDirty && document.getText() === text) this.#bases.set(key, text);
  }

  /** A save wrote `text`: the whole document, or the part that the server accepted. All other edits are based on it. */
  async saved(uri: vscode.Uri, text: string): Promise<void> {
    const key = uri.toString();
    this.give(uri, text);
    // What the document held before the save is an edit from now on, even if it is typed again right away: VS Code reports
    // the first change after a save as not dirty.
    this.#given.set(key, [text]);
    if (!this.#saving.delete(key)) return;
    this.#bases.set(key, text);
    await this.#keep(key, text);
  }

  /** `undefined`: it is unknown what the edits are based on. */
  async get(uri: vscode.Uri): Promise<string | undefined> {
    const key = uri.toString();
    return this.#bases.get(key) ?? (await this.#fromDisk(key));
  }

  /** As `get`, from memory alone. */
  known(uri: vscode.Uri): string | undefined {
    return this.#bases.get(uri.toString());
  }

  /** Whether VS Code saves the document by itself, after a delay or when the focus leaves. */
  isSavedAutomatically(uri: vscode.Uri): boolean {
    const { AfterDelay, FocusOut } = vscode.TextDocumentSaveReason;
    const reason = this.#saving.get(uri.toString());
    return reason === AfterDelay || reason === FocusOut;
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #follow(document: vscode.TextDocument): void {
    if (document.uri.scheme !== scheme) return;
    const key = document.uri.toString();
    if (document.isDirty) {
      const base = this.#bases.get(key);
      if (base !== undefined && this.#onDisk.get(key) !== true) void this.#keep(key, base);
      return;
    }
    const text = document.getText();
    // A text that never came from the server cannot be a base, whatever the dirty flag says meanwhile.
    if (!this.#given.get(key)?.includes(text)) return;
    this.#bases.set(key, text);
    void this.#drop(key);
  }

  #saves({ document: { uri }, reason }: vscode.TextDocumentWillSaveEvent): void {
    if (uri.scheme === scheme) this.#saving.set(uri.toString(), reason);
  }

  #closed(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    this.#saving.delete(key);
    if (document.uri.scheme !== scheme || document.isDirty) return;
    this.#given.delete(key);
    this.#bases.delete(key);
    void this.#drop(key);
  }

  #keep(key: string, text: string): Promise<unknown> {
    this.#onDisk.set(key, true);
    return this.#onDiskNext(async () => {
      const kept = await this.#onDiskText(vscode.Uri.parse(key), text);
      await vscode.workspace.fs.createDirectory(this.#folder);
      await vscode.workspace.fs.writeFile(this.#file(key), new TextEncoder().encode(kept));
    });
  }

  #drop(key: string): Promise<unknown> {
    if (this.#onDisk.get(key) === false) return this.#disk;
    this.#onDisk.set(key, false);
    return this.#onDiskNext(() => vscode.workspace.fs.delete(this.#file(key)));
  }

  async #fromDisk(key: string): Promise<string | undefined> {
    await this.#disk;
    try {
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(this.#file(key)));
      this.#bases.set(key, text);
      this.#onDisk.set(key, true);
      return text;
    } catch {
      return undefined;
    }
  }

  /** A missing file or a full disk must not keep anybody from editing. */
  #onDiskNext(operation: () => PromiseLike<unknown>): Promise<unknown> {
    this.#disk = this.#disk.then(operation).catch(() => undefined);
    return this.#disk;
  }

  #file(key: string): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, `${createHash('sha256').update(key).digest('hex')}.json`);
  }
}
