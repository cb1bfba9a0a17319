import type { FieldTypes } from '../model/document.ts';
import type { NextcloudClient } from '../ocs/index.ts';
import type { Change } from '../servers/changes.ts';
import type { Connection } from '../servers/connection.ts';
import type { Server } from '../servers/server.ts';

/** What a server holds: the part that can be changed, as a document, and what is known beside it. */
export interface Look<Document, Beside = unknown> {
  document: Document;
  beside: Beside;
}

/** Some of a call was carried out after all. */
interface PartialResult<Call> {
  done: Call | undefined;
  /** Why not, by field. */
  failed: Map<string, string>;
}

/** How one kind of object (an account, a group, the apps) is read and saved as a document. `Call` is data. */
export interface DocumentKind<Document extends { id: string }, Call, Beside = unknown> {
  readonly types: FieldTypes;
  /** Calls that may run at once; calls to one account never do. */
  readonly atOnce: number;
  read(connection: Connection, id: string): Promise<Look<Document, Beside>>;
  plan(base: Document, ours: Document, theirs: Document): Call[];
  /** Why a call must not even be tried, whatever the server would say. */
  refuse(call: Call, id: string, server: Server): string | undefined;
  run(client: NextcloudClient, id: string, call: Call, signal: AbortSignal): Promise<void>;
  partly(call: Call, error: unknown): PartialResult<Call>;
  after(document: Document, call: Call): Document;
  fieldsOf(call: Call): string[];
  /** Whom to tell of what was saved. */
  changes(id: string, done: readonly Call[]): Change[];
}
