import * as vscode from 'vscode';
import { serializeDocument } from '../model/document.ts';
import { NextcloudError } from '../ocs/index.ts';
import { withCountdown } from '../servers/countdown.ts';
import { plainLine } from '../ui/plain.ts';
import { withLateProgress } from '../ui/progress.ts';
import type { Progress } from '../ui/progress.ts';
import type { AnyDocument, DocumentStore, Place, Seen } from './store.ts';
import { readText, together } from './store.ts';
import type { Openings } from './openings.ts';
import { reasonOf, runCalls } from './save.ts';
import { isLocked } from './rights.ts';

/** VS Code ignores a change that it hears of while it still ends the save (milliseconds). */
const afterSave = 50;
/** VS Code has read a document whose tab was taken away, if it still did (milliseconds). */
const afterClosing = 500;
/** Milliseconds within which VS Code tells that a document was saved. */
const announced = 10_000;

/** An instance as a folder: `users/<id>.json`, `groups/<id>.json` and `apps.json` of each configured server. */
export class NextcloudFileSystem implements vscode.FileSystemProvider {
  readonly #store: DocumentStore;
  readonly #openings: Openings;
  readonly #changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;

  constructor(store: DocumentStore, openings: Openings) {
    this.#store = store;
    this.#openings = openings;
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    if (isFolder(uri)) return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
    const place = this.#store.place(uri);
    const seen = await this.#read(place, 'stat', this.#store.lookFirst(place));
    if (!seen) return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: 0 };
    const { mtime, size } = this.#store.versions.see(place.key, seen.text);
    const type = vscode.FileType.File;
    return isLocked(place, seen)
      ? { type, ctime: 0, mtime, size, permissions: vscode.FilePermission.Readonly }
      : { type, ctime: 0, mtime, size };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    const place = this.#store.place(uri);
    const seen = await this.#read(place, 'content', this.#store.lookWithin(place, together));
    if (!seen) return this.#nothing(uri);
    const { text } = seen;
    this.#store.versions.see(place.key, text);
    this.#store.bases.give(uri, text);
    return new TextEncoder().encode(text);
  }

  async writeFile(uri: vscode.Uri, content: Uint8Array): Promise<void> {
    const place = this.#store.place(uri);
    const text = new TextDecoder().decode(content);
    const read = readText(place, text);
    if ('problems' in read)
      throw failure(vscode.l10n.t('It was not saved. {0}', read.problems[0]?.message ?? ''));
    const title = vscode.l10n.t('Saving {0} on {1}', place.id, place.server.label);
    await withLateProgress(title, progress => this.#save(place, text, read.document, progress));
  }

  /** Somebody wrote to the object by other means: open documents shall see it. */
  refresh(uri: vscode.Uri): void {
    this.#changed.fire([{ type: vscode.FileChangeType.Changed, uri }]);
  }

  /** The object is gone: VS Code strikes its tab through and keeps the edits. */
  removed(uri: vscode.Uri): void {
    this.#changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    if (uri.path !== '/')
      throw refusal(vscode.l10n.t('Users and groups are listed in the Nextcloud Admin sidebar.'));
    return [
      ['apps.json', vscode.FileType.File],
      ['groups', vscode.FileType.Directory],
      ['users', vscode.FileType.Directory],
    ];
  }

  createDirectory(): void {
    throw refusal(vscode.l10n.t('A Nextcloud server has no other folders.'));
  }

  delete(): void {
    throw refusal(vscode.l10n.t('Use “Delete” in the Nextcloud Admin sidebar: it says what will be lost.'));
  }

  rename(): void {
    throw refusal(
      vscode.l10n.t('The id of a user or group cannot change. The display name can, in its form.'),
    );
  }

  /** `undefined`: what VS Code wanted to open could not be read; the person knows, and nobody sees what it gets. */
  async #read(place: Place, asked: 'stat' | 'content', looking: Promise<Seen>): Promise<Seen | undefined> {
    try {
      return await looking;
    } catch (error) {
      if (await this.#openings.end(place, error, asked)) return undefined;
      const missing = error instanceof NextcloudError && error.kind === 'notFound';
      throw missing ? vscode.FileSystemError.FileNotFound(place.uri) : failure(reasonOf(error));
    }
  }

  /** Who opens the document just while its tab goes away must not be left with this. */
  #nothing(uri: vscode.Uri): Uint8Array {
    setTimeout(() => this.refresh(uri), afterClosing);
    return new Uint8Array();
  }

  async #save(place: Place, typed: string, ours: AnyDocument, { signal, report }: Progress): Promise<void> {
    const { kind, uri, server } = place;
    const { versions, bases } = this.#store;
    const theirs = await this.#store.lookWithin(place, together).catch((error: unknown) => {
      throw failure(vscode.l10n.t('Not saved: {0}', reasonOf(error)));
    });
    const base = await this.#base(place, theirs);
    const calls = kind.plan(base, ours, theirs.document);
    const total = calls.length;
    const outcome = await withCountdown([server], report, () =>
      runCalls(kind, server, base, calls, {
        signal,
        report: done => report(`${done} / ${total}`, { done, total }),
      }),
    );
    // Servers normalise values, and a call that was answered with an error may have been carried out: look.
    const now = await this.#store.look(place).catch(() => undefined);
    const reasons = now
      ? stillWanted(place, outcome.base, ours, now.document, outcome.failed)
      : outcome.failed;
    // Unseen, the server holds what it held and what it was told: finding just that later is no conflict.
    const expected = outcome.done.reduce<AnyDocument>(
      (document, call) => kind.after(document, call),
      theirs.document,
    );
    const text = now?.text ?? serializeDocument(expected, kind.types);
    if (reasons.size > 0) {
      await bases.saved(uri, serializeDocument(outcome.base, kind.types));
      versions.settle(place.key, text);
    } else {
      await bases.saved(uri, typed);
      if (!now) versions.settle(place.key, text);
      else if (versions.see(place.key, text).text !== typed) this.#readAgainSoon(place);
    }
    // Forms that hear of it ask for the base.
    this.#store.setRefused(place, reasons);
    if (total > 0) this.#store.tell(place, kind.changes(place.id, outcome.done));
    if (reasons.size > 0)
      throw failure(
        summary(
          outcome.done.flatMap(call => kind.fieldsOf(call)),
          reasons,
        ),
      );
  }

  /** Edits whose origin is unknown are compared with what the server has now, as saving any file would be. */
  async #base(place: Place, theirs: Seen): Promise<AnyDocument> {
    const text = await this.#store.bases.get(place.uri);
    const read = text === undefined ? undefined : readText(place, text);
    return read && 'document' in read ? read.document : theirs.document;
  }

  /** What the server made of the values replaces what was typed, unless the person types on. */
  #readAgainSoon({ key, uri }: Place): void {
    const document = vscode.workspace.textDocuments.find(open => open.uri.toString() === key);
    if (!document) return;
    const saved = vscode.workspace.onDidSaveTextDocument(other => {
      if (other !== document) return;
      saved.dispose();
      setTimeout(() => {
        if (document.isDirty || document.isClosed) return;
        this.#store.versions.touch(key);
        this.refresh(uri);
      }, afterSave);
    });
    // A save that was begun by other means than the document's is not announced.
    setTimeout(() => {
      saved.dispose();
    }, announced);
  }
}

/** The reasons that still count: a field that now is as wanted was stored after all. */
function stillWanted(
  { kind }: Place,
  base: AnyDocument,
  ours: AnyDocument,
  theirs: AnyDocument,
  failed: ReadonlyMap<string, string>,
): Map<string, string> {
  const open = new Set(kind.plan(base, ours, theirs).flatMap(call => kind.fieldsOf(call)));
  return new Map([...failed].filter(([field]) => open.has(field)));
}

function summary(saved: string[], failed: ReadonlyMap<string, string>): string {
  const reasons = [...failed].map(([field, reason]) => `${field} (${reason})`).join(', ');
  return saved.length > 0
    ? vscode.l10n.t('Saved: {0}. Not saved: {1}', [...new Set(saved)].join(', '), reasons)
    : vscode.l10n.t('Not saved: {0}', reasons);
}

function isFolder(uri: vscode.Uri): boolean {
  return ['/', '', '/users', '/groups'].includes(uri.path);
}

/** VS Code puts an error's name before its message; without one only our sentence is shown. */
function failure(message: string): Error {
  return Object.assign(new Error(plainLine(message, 1000)), { name: '' });
}

function refusal(message: string): vscode.FileSystemError {
  return vscode.FileSystemError.NoPermissions(message);
}
