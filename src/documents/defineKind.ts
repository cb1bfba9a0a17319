import { parseDocument, serializeDocument } from '../model/document.ts';
import type { FieldTypes, PlainDocument } from '../model/document.ts';
import { namesIn } from '../ocs/narrow.ts';
import type { Change } from '../servers/changes.ts';
import type { Connection } from '../servers/connection.ts';
import type { CommandId } from '../ui/commands.ts';
import type {
  CommonAction,
  DocumentKind,
  DocumentPlace,
  OpenForm,
  ReadResult,
  SaveOutcome,
  SaveRequest,
  Suggest,
  Texts,
} from './kind.ts';
import type { Changes, DocumentState, Suggestion } from '../webview/protocol.ts';

/** What an object holds: what can be changed, as a document, and the facts known beside it. */
export interface Content<Document, Facts> {
  document: Document;
  facts: Facts;
}

/** How documents are written as text and read back. */
export interface TextFormat<Document> {
  read(text: string, id: string): ReadResult<Document>;
  write(document: Document): string;
  hasField(name: string): boolean;
}

/** The actions of a form that are commands; what every form can do is left to its session. */
export type FormCommands<Action extends string> = Readonly<Record<string, CommandId>> &
  Record<Exclude<Action, CommonAction>, CommandId>;

/** As `KindForm`, typed. `State` is what the browser code of the form gets. */
export interface FormDefinition<Document, Facts, State extends DocumentState<object>> {
  view: string;
  staysLoaded?: boolean;
  commands: Readonly<Record<string, CommandId>>;
  heading(place: DocumentPlace, facts: Facts | undefined): string;
  facts(
    place: DocumentPlace,
    content: Content<Document, Facts> | undefined,
    isGone: boolean,
  ): Omit<State, keyof DocumentState<object>>;
  keep?(place: DocumentPlace, changes: Changes): Promise<void>;
  extras(
    form: OpenForm<State>,
    content: Content<Document, Facts> | undefined,
    signal: AbortSignal,
  ): Promise<void>;
}

/** As `DocumentKind`, typed. */
export interface KindDefinition<Document extends object, Facts, State extends DocumentState<object>> {
  format: TextFormat<Document>;
  load(place: DocumentPlace): Promise<Content<Document, Facts>>;
  save(request: SaveRequest<Document, Document>): Promise<SaveOutcome<Document>>;
  isLocked(facts: Facts): boolean;
  isConcernedBy(change: Change, id: string): boolean;
  suggestions: Readonly<Partial<Record<string, Suggest>>>;
  suggestFields?(place: DocumentPlace, signal: AbortSignal): Promise<Suggestion[]>;
  pathOf?(field: string): string[];
  problems?(document: Document, id: string, base: () => Document | undefined): Texts | Promise<Texts>;
  notes?(document: Document, id: string): Promise<Texts>;
  /** What of a document must not be kept on disk is taken out. */
  onDisk?(document: Document, id: string): Promise<Document>;
  form?: FormDefinition<Document, Facts, State>;
}

/** Closes a kind over its own types: what it gives out is opaque, and taken back by the class it was given out as. */
export function defineKind<Document extends object, Facts, State extends DocumentState<object>>(
  definition: KindDefinition<Document, Facts, State>,
): DocumentKind {
  class OwnDocument {
    readonly value: Document;

    constructor(value: Document) {
      this.value = value;
    }
  }
  class OwnLoaded implements Content<Document, Facts> {
    readonly at = Date.now();
    readonly document: Document;
    readonly facts: Facts;
    readonly text: string;

    constructor({ document, facts }: Content<Document, Facts>) {
      this.document = document;
      this.facts = facts;
      this.text = format.write(document);
    }
  }
  const { form, format, suggestions } = definition;
  const contentOf = (loaded: object) => own(OwnLoaded, loaded);
  const documentOf = (document: object) => own(OwnDocument, document).value;
  const documentIfAny = (document: object | undefined) => document && documentOf(document);
  const contentIfAny = (loaded: object | undefined) => loaded && contentOf(loaded);
  return {
    hasField: name => format.hasField(name),
    read(text, id) {
      const read = format.read(text, id);
      return 'document' in read ? { document: new OwnDocument(read.document) } : read;
    },
    load: async place => new OwnLoaded(await definition.load(place)),
    async save({ base, ours, theirs, reload, ...request }) {
      const outcome = await definition.save({
        ...request,
        base: documentIfAny(base),
        ours: documentOf(ours),
        theirs: contentOf(theirs).document,
        reload: async () => contentIfAny(await reload())?.document,
      });
      return { ...outcome, base: format.write(outcome.base), current: format.write(outcome.current) };
    },
    isLocked: loaded => definition.isLocked(contentOf(loaded).facts),
    isConcernedBy: (change, id) => definition.isConcernedBy(change, id),
    suggestionsFor: field => (Object.hasOwn(suggestions, field) ? suggestions[field] : undefined),
    suggestFields: async (place, signal) => (await definition.suggestFields?.(place, signal)) ?? [],
    pathOf: field => definition.pathOf?.(field) ?? [field],
    problems: async (document, id, base) =>
      definition.problems?.(documentOf(document), id, () => documentIfAny(base?.())) ?? none,
    notes: async (document, id) => definition.notes?.(documentOf(document), id) ?? none,
    async onDisk(text, id) {
      if (!definition.onDisk) return text;
      const read = format.read(text, id);
      return 'document' in read ? format.write(await definition.onDisk(read.document, id)) : '';
    },
    form: form && {
      view: form.view,
      staysLoaded: form.staysLoaded ?? false,
      commands: form.commands,
      heading: (place, loaded) => form.heading(place, contentIfAny(loaded)?.facts),
      facts: (place, loaded, isGone) => form.facts(place, contentIfAny(loaded), isGone),
      ...(form.keep && { keep: (place, changes) => form.keep?.(place, changes) ?? Promise.resolve() }),
      extras: (open, loaded, signal) => form.extras(open, contentIfAny(loaded), signal),
    },
  };
}

/** Documents of plain fields. */
export function fieldFormat<Document extends object>(
  types: FieldTypes,
  fromPlain: (document: PlainDocument) => Document,
): TextFormat<Document> {
  return {
    hasField: name => types.has(name),
    read(text, id) {
      const read = parseDocument(text, id, types);
      return 'document' in read ? { document: fromPlain(read.document) } : read;
    },
    write: document => serializeDocument(document, types),
  };
}

/** Loads a document with one signed-in connection. */
export function fromServer<T>(
  load: (connection: Connection, id: string) => Promise<T>,
): (place: DocumentPlace) => Promise<T> {
  return ({ id, server }) => server.call((_client, connection) => load(connection, id));
}

function own<T extends object>(type: new (...args: never[]) => T, value: object): T {
  if (value instanceof type) return value;
  throw new TypeError('This was given out by another kind of document.');
}

/** Without the properties that are `undefined`: they would not arrive in a webview. */
export function definedIn<T extends object>(values: T): Defined<T> {
  const defined: Defined<T> = {};
  for (const name of namesIn(values)) {
    const value = values[name];
    if (isDefined(value)) defined[name] = value;
  }
  return defined;
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

const none: Texts = new Map();

const isDefined = <V>(value: V): value is Exclude<V, undefined> => value !== undefined;
