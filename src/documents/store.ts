import * as vscode from 'vscode';
import { parseDocument, serializeDocument } from '../model/document.ts';
import type { DocumentProblem } from '../model/document.ts';
import { NextcloudError } from '../ocs/index.ts';
import type { Change } from '../servers/changes.ts';
import type { Connection } from '../servers/connection.ts';
import type { Server } from '../servers/server.ts';
import type { Servers } from '../servers/servers.ts';
import { parseUri } from '../servers/uris.ts';
import type { Target } from '../servers/uris.ts';
import { Bases } from './bases.ts';
import type { DocumentKind, Look } from './kind.ts';
import { accountKind } from './kinds/account.ts';
import { appsKind } from './kinds/apps.ts';
import { groupKind } from './kinds/group.ts';
import { Versions } from './versions.ts';

/** The kinds differ in their types, which only their own functions know: the machinery passes them through. */
export type AnyDocument = { id: string } & object;
type AnyKind = DocumentKind<AnyDocument, unknown>;

const kinds: Record<Target['kind'], AnyKind> = {
  user: accountKind,
  group: groupKind,
  apps: appsKind,
};

/** A document's place: which object of which server it stands for. */
export interface Place {
  uri: vscode.Uri;
  key: string;
  target: Target;
  kind: AnyKind;
  id: string;
  server: Server;
}

/** What the server said last of an object, and when. */
export interface Seen extends Look<AnyDocument> {
  text: string;
  connection: Connection;
  /** Milliseconds, wall clock. */
  at: number;
}

/** VS Code asks for `stat` and the content one after the other: one answer of the server serves both (milliseconds). */
export const together = 1000;

/** What is known of the objects behind open documents: their state on the server, their bases, what was refused. */
export class DocumentStore {
  readonly versions = new Versions();
  readonly bases: Bases;
  readonly #servers: Servers;
  readonly #seen = new Map<string, Seen>();
  readonly #expected = new Set<string>();
  readonly #looking = new Map<string, Promise<Seen>>();
  readonly #refused = new Map<string, ReadonlyMap<string, string>>();
  readonly #gone = new Set<string>();
  #telling: string | undefined;
  readonly #emitters = {
    seen: new vscode.EventEmitter<vscode.Uri>(),
    refused: new vscode.EventEmitter<vscode.Uri>(),
  };
  /** The server was asked about a document's object (or it turned out to be gone). */
  readonly onDidSee = this.#emitters.seen.event;
  readonly onDidChangeRefused = this.#emitters.refused.event;

  constructor(servers: Servers, storage: vscode.Uri) {
    this.#servers = servers;
    this.bases = new Bases(storage);
  }

  /** Throws `FileNotFound` for what can be none of our documents. */
  place(uri: vscode.Uri): Place {
    const target = parseUri(uri);
    const server = target && this.#servers.get(target.serverId);
    if (!server) throw vscode.FileSystemError.FileNotFound(uri);
    const id = target.kind === 'apps' ? 'apps' : target.id;
    return { uri, key: uri.toString(), target, kind: kinds[target.kind], id, server };
  }

  /** Asks the server; those who ask at the same time share one answer. */
  look(place: Place): Promise<Seen> {
    const { key } = place;
    const looking = this.#looking.get(key) ?? this.#look(place).finally(() => this.#looking.delete(key));
    this.#looking.set(key, looking);
    return looking;
  }

  /** The last answer, if it is no older than this; VS Code asks for `stat` and content one after the other. */
  async lookWithin(place: Place, ms: number): Promise<Seen> {
    const seen = this.#seen.get(place.key);
    return seen && Date.now() - seen.at <= ms ? seen : this.look(place);
  }

  /** Asks ahead of VS Code, which is about to open the document: what it asks first gets this answer. */
  expect(uri: vscode.Uri): void {
    const place = this.place(uri);
    this.#expected.add(place.key);
    void this.look(place).catch(() => undefined);
  }

  /** What VS Code asks first of a document. */
  lookFirst(place: Place): Promise<Seen> {
    return this.#expected.delete(place.key) ? this.lookWithin(place, together) : this.look(place);
  }

  lastSeen(uri: vscode.Uri): Seen | undefined {
    return this.#seen.get(uri.toString());
  }

  /** Tells everybody else what was written to the document's object. */
  tell({ key, server }: Place, changes: readonly Change[]): void {
    this.#telling = key;
    server.changes.fire(...changes);
    this.#telling = undefined;
  }

  /** Whether what is being told was written by saving this very document, which has looked since. */
  isTelling(uri: vscode.Uri): boolean {
    return this.#telling === uri.toString();
  }

  /** The object was there and was deleted on the server since. */
  isGone(uri: vscode.Uri): boolean {
    return this.#gone.has(uri.toString());
  }

  /** Why the last save did not store a field, by field. */
  refused(uri: vscode.Uri): ReadonlyMap<string, string> {
    return this.#refused.get(uri.toString()) ?? new Map<string, string>();
  }

  setRefused({ key, uri }: Place, reasons: ReadonlyMap<string, string>): void {
    if (reasons.size === 0 && !this.#refused.has(key)) return;
    if (reasons.size === 0) this.#refused.delete(key);
    else this.#refused.set(key, reasons);
    this.#emitters.refused.fire(uri);
  }

  dispose(): void {
    this.bases.dispose();
    for (const emitter of Object.values(this.#emitters)) emitter.dispose();
  }

  async #look(place: Place): Promise<Seen> {
    const { key, kind, id, server, uri } = place;
    try {
      const seen = await server.call(async (_client, connection) => {
        const look = await kind.read(connection, id);
        return { ...look, text: serializeDocument(look.document, kind.types), connection, at: Date.now() };
      });
      this.#seen.set(key, seen);
      this.#gone.delete(key);
      return seen;
    } catch (error) {
      if (this.#seen.has(key) && error instanceof NextcloudError && error.kind === 'notFound')
        this.#gone.add(key);
      throw error;
    } finally {
      this.#emitters.seen.fire(uri);
    }
  }
}

/** The document in a text, or what is wrong with the text. */
export function readText(
  { kind, id }: Place,
  text: string,
): { document: AnyDocument } | { problems: DocumentProblem[] } {
  return parseDocument(text, id, kind.types);
}
