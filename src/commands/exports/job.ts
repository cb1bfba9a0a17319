import type { Column } from '../../model/tables/write.ts';
import type { NextcloudClient } from '../../ocs/index.ts';
import type { Server } from '../../servers/server.ts';

/** `problem`: why it could not be read. */
type Readable<T> = T & { problem?: string };

/** What is exported. */
export interface ExportJob<T> {
  kind: 'users' | 'groups' | 'apps';
  title: string;
  server: Server;
  columns: readonly Column<T>[];
  /** All of the columns are wanted: nobody needs to be asked. */
  columnsAreChosen?: true;
  /** Names of the columns that are chosen at first. */
  usual: readonly string[];
  /** What a column means to people, beside its name. */
  describe?: (name: string) => string | undefined;
  /** How many there will be, where this is known. */
  count?: number | undefined;
  /** “12 users” */
  counted: (count: number) => string;
  /** `columns`: what will be asked of each item, so that nothing else has to be read. */
  read: (
    client: NextcloudClient,
    signal: AbortSignal,
    columns: readonly string[],
  ) => AsyncIterable<Readable<T>> | Iterable<Readable<T>>;
}
