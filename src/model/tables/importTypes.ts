import type { Delimiter } from './csv.ts';

// What the form of an import knows as well, where there is no Node.

/** What a person chose for an import. */
export interface ImportSettings {
  /** Instead of the detected one. */
  delimiter?: Delimiter | undefined;
  /** Users that are not on the server are created; otherwise, their rows are errors. */
  createUsers: boolean;
  /** All groups that are missing are created, beside those in `newGroups`. */
  createGroups: boolean;
  newGroups: readonly string[];
  /** How new users sign in for the first time, where the table has no password for them. */
  firstSignIn: 'invitation' | 'password';
}

/** Rows, apart from errors and warnings. */
export interface ImportCounts {
  rows: number;
  create: number;
  /** Users who are there. */
  existing: number;
  /** Those of them about whom nothing changes; only a plan can tell. */
  unchanged?: number;
  remove: number;
  /** Rows with an error. */
  leftOut: number;
  errors: number;
  warnings: number;
}

/** The first rows of a table as they were understood. Holds no password. */
export interface Preview {
  columns: string[];
  rows: PreviewRow[];
}

export interface PreviewRow {
  /** From 1 on. */
  line: number;
  cells: string[];
  /** Why the row is left out. */
  problem: string | null;
}
