import type * as vscode from 'vscode';
import type { DocumentProblem } from '../model/document.ts';
import type { RunDesk } from '../runs/desk.ts';
import type { Change } from '../servers/changes.ts';
import type { Server } from '../servers/server.ts';
import type { Target } from '../servers/uris.ts';
import type { Busy } from '../subjects/busy.ts';
import type { CommandId } from '../ui/commands.ts';
import type { Progress } from '../ui/progress.ts';
import type { Changes, Suggestion } from '../webview/protocol.ts';

/** Which object of which server a document stands for. */
export interface DocumentPlace {
  uri: vscode.Uri;
  key: string;
  target: Target;
  kind: DocumentKind;
  id: string;
  server: Server;
  /** All that are configured, by their IDs. */
  servers: { get(id: string): Server | undefined; all(): readonly Server[] };
  /** What keeps plans, which are not on the server. */
  desk: RunDesk;
  /** What is being done to objects of the server. */
  busy: Busy;
}

/** What an object holds, as last loaded. Only its own kind sees more of it than this. */
export interface Loaded {
  readonly text: string;
  /** Milliseconds, wall clock. */
  readonly at: number;
}

/** A document read from its text; `value` is what its form gets. */
export interface ReadDocument {
  readonly value: object;
}

export type ReadResult<Document> = { document: Document } | { problems: DocumentProblem[] };

/** Finds values for a field: what exists on the server, or fixed ones. */
export type Suggest = (server: Server, query: string, signal: AbortSignal) => Promise<Suggestion[]>;

/** What a save starts from. */
export interface SaveRequest<Document, State> {
  place: DocumentPlace;
  /** What the edits were made on; `undefined`: unknown. */
  base: Document | undefined;
  ours: Document;
  /** What the object held just before the save. */
  theirs: State;
  /** Loads the object again; `undefined` when that fails. */
  reload: () => Promise<State | undefined>;
  progress: Progress;
  /** VS Code saves by itself, after a delay or when the focus leaves. */
  isAutomatic: boolean;
}

/** What came of a save. */
export interface SaveOutcome<Content> {
  /** The base with everything in it that was saved. */
  base: Content;
  /** What the object holds now, as far as is known. */
  current: Content;
  /** Whether `current` was loaded after the save, not derived from what was written. */
  isLoaded: boolean;
  /** The fields that were saved. */
  saved: string[];
  /** Why not, by field. */
  failed: ReadonlyMap<string, string>;
  /** Says both in one sentence, where there is a better one than a list of fields. */
  message?: string;
  /** What to announce to everything else that shows the object. */
  changes: Change[];
}

/** Sentences by field. */
export type Texts = ReadonlyMap<string, string>;

/** An open form, as its kind sees it. */
export interface OpenForm<State = object> {
  readonly place: DocumentPlace;
  /** Adds to what the form shows, for as long as its tab is open. */
  readonly update: (extras: Partial<State>) => void;
  /** Whether its tab is the one on screen, and when that may have changed. */
  readonly isVisible: () => boolean;
  readonly onDidChangeVisible: vscode.Event<unknown>;
}

/** What the form of every document can do. */
export type CommonAction = 'showText' | 'refresh' | 'close';

/** How the documents of one kind are shown as forms. */
export interface KindForm {
  /** The folder of its browser code below src/webview, and the last part of its view type. */
  readonly view: string;
  /** The page is kept while its tab is hidden: what it shows takes many requests. */
  readonly staysLoaded?: boolean;
  /** Commands that the form's buttons run on the document's URI, by action. */
  readonly commands: Readonly<Record<string, CommandId>>;
  heading(place: DocumentPlace, loaded: Loaded | undefined): string;
  /** What is known immediately; `loaded` is absent until the object was loaded, as after a reload of the window. */
  facts(place: DocumentPlace, loaded: Loaded | undefined, isGone: boolean): object;
  /** Takes what a form changes that is not in the text of the document. */
  keep?(place: DocumentPlace, changes: Changes): Promise<void>;
  /** What takes further requests. Failures are silent, as it is decoration. */
  extras(form: OpenForm, loaded: Loaded | undefined, signal: AbortSignal): Promise<void>;
}

/**
 * Everything that is asked by kind of document. What a kind gives (`Loaded`, `ReadDocument`) is opaque to everybody
 * else and is only valid for the kind that gave it.
 */
export interface DocumentKind {
  /** `undefined`: documents of this kind are edited as text. */
  readonly form: KindForm | undefined;
  /** Whether forms may write a field of this name. */
  hasField(name: string): boolean;
  read(text: string, id: string): ReadResult<ReadDocument>;
  load(place: DocumentPlace): Promise<Loaded>;
  save(request: SaveRequest<ReadDocument, Loaded>): Promise<SaveOutcome<string>>;
  /** Whether nothing of the object can be edited by this person. */
  isLocked(loaded: Loaded): boolean;
  /** Whether the object with this ID may have been changed. */
  isConcernedBy(change: Change, id: string): boolean;
  /** `undefined`: nothing can be suggested for the field, beyond what the schema knows. */
  suggestionsFor(field: string): Suggest | undefined;
  /** Completes the names of fields, where they differ from document to document. */
  suggestFields(place: DocumentPlace, signal: AbortSignal): Promise<Suggestion[]>;
  /** Where the value of a field stands in the JSON of the document. */
  pathOf(field: string): string[];
  /** What a save would be refused for, by field. `base`: what the edits are made on, as far as known. */
  problems(document: ReadDocument, id: string, base?: () => ReadDocument | undefined): Promise<Texts>;
  /** What is good to know of fields in the text, such as that they are read-only. */
  notes(document: ReadDocument, id: string): Promise<Texts>;
  /** The text of a document as it may be kept on disk. */
  onDisk(text: string, id: string): Promise<string>;
}
