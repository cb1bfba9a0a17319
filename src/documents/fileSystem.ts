import * as vscode from 'vscode';
import { setContext } from '../ui/commands.ts';
import { NextcloudError } from '../ocs/index.ts';
import { diagnosisAfter } from '../servers/diagnosis.ts';
import { rootEntries } from '../servers/uris.ts';
import type { Messages } from '../ui/messages.ts';
import { plainLine } from '../ui/plain.ts';
import { withLateProgress } from '../ui/progress.ts';
import type { Progress } from '../ui/progress.ts';
import { afterClosing, afterSave, oneOpeningMs } from '../ui/quirks/documents.ts';
import { FailedOpenings } from '../ui/quirks/failedOpenings.ts';
import { openDocument } from '../ui/tabs.ts';
import type { DocumentPlace, Loaded, ReadDocument } from './kind.ts';
import { reasonOf } from './save.ts';
import type { DocumentStore } from './store.ts';

/** Each configured server as a folder of documents, such as `users/<id>.json` and `apps.json`. */
export class NextcloudFileSystem implements vscode.FileSystemProvider {
  readonly #store: DocumentStore;
  readonly #openings: FailedOpenings;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;

  constructor(store: DocumentStore, messages: Messages) {
    this.#store = store;
    this.#openings = new FailedOpenings((uri, error) => {
      const { id, server } = store.place(uri);
      const again = {
        title: vscode.l10n.t('Retry'),
        run: () => vscode.commands.executeCommand('vscode.open', uri),
      };
      const what = vscode.l10n.t('Could not open “{0}” on {1}', id, server.label);
      messages.error(error, what, again, ...diagnosisAfter(error, server.id));
    });
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    if (isFolder(uri)) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    const type = vscode.FileType.File;
    const place = this.#store.place(uri);
    const loaded = await this.#load(place, 'stat', this.#store.loadFirst(place));
    if (!loaded) return { type, ctime: 0, mtime: 0, size: 0 };
    const { mtime, size } = this.#store.versions.see(place.key, loaded.text);
    return place.kind.isLocked(loaded)
      ? { type, ctime: 0, mtime, size, permissions: vscode.FilePermission.Readonly }
      : { type, ctime: 0, mtime, size };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const place = this.#store.place(uri);
    const loaded = await this.#load(place, 'content', this.#store.loadWithin(place, oneOpeningMs));
    if (!loaded) {
      // If the document is opened again while its tab is being closed, it must not stay empty.
      afterClosing(() => this.refresh(uri));
      return new Uint8Array();
    }
    const { text } = loaded;
    this.#store.versions.see(place.key, text);
    this.#store.bases.give(uri, text);
    return new TextEncoder().encode(text);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const place = this.#store.place(uri);
    const { id, kind, server } = place;
    const text = new TextDecoder().decode(content);
    const read = kind.read(text, id);
    if ('problems' in read) throw notSaved(read.problems[0]?.message ?? '');
    const title = vscode.l10n.t('Saving {0} on {1}', id, server.label);
    await withLateProgress(title, progress => this.#save(place, text, read.document, progress));
  }

  /** The object was written to by other means: lets VS Code read open documents again. */
  refresh(uri: vscode.Uri): void {
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  /** The object is gone: VS Code strikes out its tab and keeps the edits. */
  removed(uri: vscode.Uri): void {
    this.#changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    if (uri.path !== '/')
      throw refusal(vscode.l10n.t('This folder cannot be listed. Use the Nextcloud Admin sidebar instead.'));
    const { files, folders } = rootEntries();
    return [
      ...files.map((name): [string, vscode.FileType] => [name, vscode.FileType.File]),
      ...folders.map((name): [string, vscode.FileType] => [name, vscode.FileType.Directory]),
    ];
  }

  createDirectory(): void {
    throw refusal(vscode.l10n.t('Folders cannot be created on a Nextcloud server.'));
  }

  delete(): void {
    throw refusal(vscode.l10n.t('Delete users and groups in the Nextcloud Admin sidebar.'));
  }

  rename(): void {
    throw refusal(
      vscode.l10n.t('IDs of users and groups cannot be changed. Change the display name instead.'),
    );
  }

  /** `undefined`: an opening failed and was ended; whatever VS Code gets now, nobody sees it. */
  async #load(
    { uri }: DocumentPlace,
    asked: 'stat' | 'content',
    loading: Promise<Loaded>,
  ): Promise<Loaded | undefined> {
    try {
      return await loading;
    } catch (error) {
      if (await this.#openings.end(uri, error, asked)) return undefined;
      const isMissing = error instanceof NextcloudError && error.kind === 'notFound';
      throw isMissing ? vscode.FileSystemError.FileNotFound(uri) : failure(reasonOf(error));
    }
  }

  async #save(place: DocumentPlace, typed: string, ours: ReadDocument, progress: Progress): Promise<void> {
    const { key, kind, uri } = place;
    const { versions, bases } = this.#store;
    const theirs = await this.#store.loadWithin(place, oneOpeningMs).catch((error: unknown) => {
      throw notSaved(reasonOf(error));
    });
    const reload = () => this.#store.load(place).catch(() => undefined);
    const base = await this.#base(place);
    const isAutomatic = bases.isSavedAutomatically(uri);
    const request = { place, base, ours, theirs, reload, progress, isAutomatic };
    const outcome = await kind.save(request).catch((error: unknown) => {
      throw notSaved(reasonOf(error));
    });
    const { current, failed, isLoaded } = outcome;
    if (failed.size > 0) {
      await bases.saved(uri, outcome.base);
      versions.settle(key, current);
    } else {
      await bases.saved(uri, typed);
      if (!isLoaded) versions.settle(key, current);
      else if (versions.see(key, current).text !== typed) this.#readAgainSoon(place);
    }
    if (outcome.saved.length > 0) setContext('hasSaved', true);
    // Only now, as forms that hear of it ask for the base.
    this.#store.setRefused(place, failed);
    this.#store.announce(place, outcome.changes);
    if (failed.size > 0) throw failure(outcome.message ?? summary(outcome.saved, failed));
  }

  async #base({ id, kind, uri }: DocumentPlace): Promise<ReadDocument | undefined> {
    const text = await this.#store.bases.get(uri);
    const read = text === undefined ? undefined : kind.read(text, id);
    return read && 'document' in read ? read.document : undefined;
  }

  /** What the server made of the values replaces what was typed, unless there are new edits. */
  #readAgainSoon({ key, uri }: DocumentPlace): void {
    const document = openDocument(uri);
    if (!document) return;
    afterSave(document, () => {
      if (document.isDirty || document.isClosed) return;
      this.#store.versions.touch(key);
      this.refresh(uri);
    });
  }
}

function summary(saved: string[], failed: ReadonlyMap<string, string>): string {
  const reasons = [...failed].map(([field, reason]) => `${field} (${reason})`).join(', ');
  return saved.length > 0
    ? vscode.l10n.t('Saved: {0}. Could not save: {1}', saved.join(', '), reasons)
    : vscode.l10n.t('Could not save: {0}', reasons);
}

function isFolder({ path }: vscode.Uri): boolean {
  return path === '' || path === '/' || rootEntries().folders.includes(path.slice(1));
}

function notSaved(reason: string): Error {
  return failure(vscode.l10n.t('Could not save: {0}', reason));
}

/** VS Code puts an error's name before its message; without a name only our sentence is shown. */
function failure(message: string): Error {
  return Object.assign(new Error(plainLine(message, 1000)), { name: '' });
}

function refusal(message: string): vscode.FileSystemError {
  return vscode.FileSystemError.NoPermissions(message);
}
