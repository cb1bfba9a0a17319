import * as vscode from 'vscode';
import { NextcloudError } from '../ocs/index.ts';
import type { Change } from '../servers/changes.ts';
import type { RunDesk } from '../runs/desk.ts';
import type { Servers } from '../servers/servers.ts';
import { idOf, parseUri } from '../servers/uris.ts';
import type { Busy } from '../subjects/busy.ts';
import { oneOpeningMs } from '../ui/quirks/documents.ts';
import { Bases } from './bases.ts';
import type { DocumentPlace, Loaded } from './kind.ts';
import { kinds } from './kinds.ts';
import { Versions } from './versions.ts';

/** The state of the objects behind open documents: as last loaded, what edits are based on, what was refused. */
export class DocumentStore {
  readonly versions = new Versions();
  readonly bases: Bases;
  readonly #servers: Servers;
  readonly #desk: RunDesk;
  readonly #busy: Busy;
  readonly #loaded = new Map<string, Loaded>();
  readonly #expected = new Set<string>();
  readonly #loading = new Map<string, Promise<Loaded>>();
  readonly #refused = new Map<string, ReadonlyMap<string, string>>();
  readonly #gone = new Set<string>();
  #announcing: string | undefined;
  readonly #emitters = {
    loaded: new vscode.EventEmitter<vscode.Uri>(),
    refused: new vscode.EventEmitter<vscode.Uri>(),
  };
  /** A document's object was loaded, or turned out to be gone. */
  readonly onDidLoad = this.#emitters.loaded.event;
  readonly onDidChangeRefused = this.#emitters.refused.event;

  constructor(servers: Servers, desk: RunDesk, busy: Busy, storage: vscode.Uri) {
    this.#servers = servers;
    this.#desk = desk;
    this.#busy = busy;
    this.bases = new Bases(storage, async (uri, text) => {
      const target = parseUri(uri);
      return target ? kinds[target.kind].onDisk(text, idOf(target)) : '';
    });
  }

  /** Throws `FileNotFound` for a URI that cannot be one of our documents. */
  place(uri: vscode.Uri): DocumentPlace {
    const target = parseUri(uri);
    const server = target && this.#servers.get(target.serverId);
    if (!server) throw vscode.FileSystemError.FileNotFound(uri);
    const kind = kinds[target.kind];
    return {
      uri,
      key: uri.toString(),
      target,
      kind,
      id: idOf(target),
      server,
      servers: this.#servers,
      desk: this.#desk,
      busy: this.#busy,
    };
  }

  /** Loads the object; callers at the same time share one answer. */
  load(place: DocumentPlace): Promise<Loaded> {
    const { key } = place;
    const loading = this.#loading.get(key) ?? this.#load(place).finally(() => this.#loading.delete(key));
    this.#loading.set(key, loading);
    return loading;
  }

  /** What was last loaded, unless it is older than `ms`. */
  async loadWithin(place: DocumentPlace, ms: number): Promise<Loaded> {
    const loaded = this.#loaded.get(place.key);
    return loaded && Date.now() - loaded.at <= ms ? loaded : this.load(place);
  }

  /** Loads ahead of VS Code, which is about to open the document: its first request gets this answer. */
  expect(uri: vscode.Uri): void {
    const place = this.place(uri);
    this.#expected.add(place.key);
    void this.load(place).catch(() => undefined);
  }

  /** Serves the first request of an opening. */
  loadFirst(place: DocumentPlace): Promise<Loaded> {
    return this.#expected.delete(place.key) ? this.loadWithin(place, oneOpeningMs) : this.load(place);
  }

  lastLoaded(uri: vscode.Uri): Loaded | undefined {
    return this.#loaded.get(uri.toString());
  }

  /** Announces to everything else what was written to the document's object. */
  announce({ key, server }: DocumentPlace, changes: readonly Change[]): void {
    this.#announcing = key;
    server.changes.fire(...changes);
    this.#announcing = undefined;
  }

  /** Whether the change being announced was made by saving this very document, which was loaded since. */
  isAnnouncing(uri: vscode.Uri): boolean {
    return this.#announcing === uri.toString();
  }

  /** Whether the object was deleted on the server since it was first loaded. */
  isGone(uri: vscode.Uri): boolean {
    return this.#gone.has(uri.toString());
  }

  /** Why the last save failed, by field. */
  refused(uri: vscode.Uri): ReadonlyMap<string, string> {
    return this.#refused.get(uri.toString()) ?? new Map<string, string>();
  }

  setRefused({ key, uri }: DocumentPlace, reasons: ReadonlyMap<string, string>): void {
    if (reasons.size === 0 && !this.#refused.has(key)) return;
    if (reasons.size === 0) this.#refused.delete(key);
    else this.#refused.set(key, reasons);
    this.#emitters.refused.fire(uri);
  }

  dispose(): void {
    this.bases.dispose();
    for (const emitter of Object.values(this.#emitters)) emitter.dispose();
  }

  async #load(place: DocumentPlace): Promise<Loaded> {
    const { key, kind, uri } = place;
    try {
      const loaded = await kind.load(place);
      this.#loaded.set(key, loaded);
      this.#gone.delete(key);
      return loaded;
    } catch (error) {
      if (this.#loaded.has(key) && error instanceof NextcloudError && error.kind === 'notFound')
        this.#gone.add(key);
      throw error;
    } finally {
      this.#emitters.loaded.fire(uri);
    }
  }
}
