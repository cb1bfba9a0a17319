import type { Changes } from '../protocol.ts';
import type { Delimiter } from '../../model/tables/csv.ts';
import type { Meaning } from '../../model/tables/headers.ts';
import type { ImportCounts, ImportSettings, Preview } from '../../model/tables/importTypes.ts';

/** What the form of an import shows: no row beyond the first ones, and no password. */
export interface ImportState {
  server: string;
  file: string;
  format: 'csv' | 'json';
  /** `null`: the text has no file whose bytes could be read in another way. */
  encoding: string | null;
  delimiter: Delimiter | null;
  columns: { header: string; meaning: Meaning | null }[];
  preview: Preview;
  counts: ImportCounts;
  settings: Pick<ImportSettings, 'createUsers' | 'createGroups' | 'firstSignIn' | 'newGroups'>;
  /** Why there can be no plan. */
  blocked: string | null;
  busy: boolean;
}

export type ImportAction = 'showPlan' | 'showProblems' | 'showText' | 'refresh';

/** What is edited in the form: `column:3` is the meaning of the fourth column, with '' for none. */
export type ImportField =
  'encoding' | 'delimiter' | 'createUsers' | 'createGroups' | 'firstSignIn' | `column:${number}`;

/** New values by `ImportField`, as they arrive. */
export type ImportChanges = Changes;
