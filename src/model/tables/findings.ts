import * as l10n from '@vscode/l10n';
import type { Place } from './places.ts';

/** What the sentences about a file's form and its rows are, by code; a finding's `values` are their arguments. */
const sentences = {
  tooLarge: (size: string) => l10n.t('The file is larger than {0} MB. Split it into several files.', size),
  empty: () => l10n.t('There is nothing here: a header and a row for each user are needed.'),
  workbook: () =>
    l10n.t('This is a workbook or another packed file. Save the sheet as CSV, or copy its cells.'),
  binary: () => l10n.t('This is not a text file.'),
  headerAlone: () => l10n.t('There is a header but no row below it.'),
  tooManyColumns: (limit: string) => l10n.t('There are more than {0} columns.', limit),
  tooManyRows: (limit: string) =>
    l10n.t('There are more than {0} rows. Split the file into several files.', limit),
  quoteOpen: () => l10n.t('This quotation mark is never closed, so the rest of the file is one cell.'),
  quoteStray: () =>
    l10n.t('There is text after the closing quotation mark. Write quotation marks within a cell twice.'),
  rowTooLong: (cells: string, columns: string) =>
    l10n.t('This row has {0} cells, but the header has {1}. The row is skipped.', cells, columns),
  rowTooShort: (cells: string, columns: string) =>
    l10n.t('This row has {0} cells, but the header has {1}. Missing cells change nothing.', cells, columns),
  mixedLineEnds: () => l10n.t('The lines of this file do not all end in the same way.'),
  loneReturn: () =>
    l10n.t('There is a carriage return within this cell. Check that the row is complete, or quote the cell.'),
  nul: () => l10n.t('There is a NUL character in this cell.'),
  badCharacters: () =>
    l10n.t('There are characters here that the encoding does not have. Choose another encoding.'),
  jsonSyntax: () => l10n.t('This is not valid JSON.'),
  jsonShape: () => l10n.t('A list of objects is needed, one for each user.'),
  jsonValue: () => l10n.t('A text, a number, true, false or a list of texts is needed.'),
  noIdColumn: () => l10n.t('No column holds the user ID. Choose one.'),
  repeatedColumn: (header: string, meaning: string) =>
    l10n.t('The column “{0}” is ignored, because another one already stands for “{1}”.', header, meaning),
  ambiguousColumn: (header: string, meaning: string, other: string) =>
    l10n.t('The column “{0}” is read as “{1}”. It could also mean “{2}”.', header, meaning, other),
  ignoredColumn: (header: string) => l10n.t('The column “{0}” is ignored.', header),
  noId: () => l10n.t('This row has no user ID and is skipped.'),
  noAccess: (id: string) =>
    l10n.t('“{0}” is new and needs a password, or an email address for the invitation.', id),
  notCreated: (id: string) =>
    l10n.t('There is no user “{0}” on the server, and this import does not create users.', id),
  invalidId: (id: string, reason: string) => l10n.t('“{0}” cannot be a user ID. {1}', id, reason),
  duplicate: (id: string, line: string) =>
    l10n.t('“{0}” is already in line {1}. This row is skipped.', id, line),
  similarId: (id: string, other: string, line: string) =>
    l10n.t('“{0}” is the same user ID as “{1}” in line {2}. This row is skipped.', id, other, line),
  otherCase: (id: string, known: string) =>
    l10n.t('The server writes this user ID “{1}”, not “{0}”.', id, known),
  unknownGroup: (group: string) => l10n.t('There is no group “{0}”.', group),
  similarGroup: (group: string, other: string) =>
    l10n.t('There is no group “{0}”. Did you mean “{1}”?', group, other),
  invalidGroup: (group: string) => l10n.t('“{0}” cannot be the ID of a group.', group),
  mixedList: () =>
    l10n.t('Either all items begin with + or -, to add and remove them, or none does, to replace the list.'),
  contradiction: (item: string) => l10n.t('“{0}” is both added and removed.', item),
  quota: (value: string, reason: string) => l10n.t('“{0}” is not a quota. {1}', value, reason),
  quotaAmbiguous: (value: string) =>
    l10n.t('“{0}” can be read in two ways. Write the quota without separating thousands.', value),
  quotaBytes: (value: string) =>
    l10n.t('“{0}” without a unit is a number of bytes. Write a unit such as GB.', value),
  field: (value: string, reason: string) => l10n.t('“{0}” cannot be used. {1}', value, reason),
  unknownLanguage: (value: string) => l10n.t('Nextcloud is not translated to “{0}”.', value),
  flag: (value: string) => l10n.t('“{0}” is neither yes nor no.', value),
  state: (value: string) => l10n.t('“{0}” is not a state. Write present, disabled or absent.', value),
  states: () => l10n.t('The columns for the state of this user contradict each other.'),
  unknownManager: (manager: string) =>
    l10n.t('There is no user “{0}” on the server or in this file.', manager),
  absentManager: (manager: string) => l10n.t('“{0}” is to be deleted and cannot be a manager.', manager),
  ownManager: (id: string) => l10n.t('“{0}” cannot be their own manager.', id),
  managerCircle: (chain: string) => l10n.t('These users would manage each other in a circle: {0}', chain),
  password: (reason: string) => l10n.t('The server would reject this password. {0}', reason),
  passwordTooLong: (limit: string) => l10n.t('The password is too long: at most {0} bytes.', limit),
  passwordUnused: (id: string) =>
    l10n.t('“{0}” is on the server already. Passwords are given to new users only.', id),
  passwordSpaces: () => l10n.t('This password begins or ends with a space, which becomes part of it.'),
};

export type FindingCode = keyof typeof sentences;
type FindingSeverity = 'error' | 'warning' | 'information';

/** Errors leave out the row, or the whole file where no row is named. The others have severities of their own. */
const severities: Partial<Record<FindingCode, FindingSeverity>> = {
  rowTooShort: 'warning',
  mixedLineEnds: 'information',
  badCharacters: 'warning',
  repeatedColumn: 'warning',
  ambiguousColumn: 'information',
  ignoredColumn: 'information',
  otherCase: 'warning',
  unknownGroup: 'warning',
  similarGroup: 'warning',
  quotaBytes: 'warning',
  unknownLanguage: 'warning',
  unknownManager: 'warning',
  passwordUnused: 'information',
  passwordSpaces: 'warning',
};

/** A replacement in the text of the file, already quoted as the file needs it. */
interface TextFix {
  kind: 'replace';
  title: string;
  start: number;
  end: number;
  text: string;
}

interface GroupFix {
  kind: 'createGroup';
  title: string;
  group: string;
}

export type Fix = TextFix | GroupFix;

export interface Finding {
  severity: FindingSeverity;
  code: FindingCode;
  /** In the order of the sentence's placeholders. Never a password. */
  values: string[];
  /** The sentence, in the language of the interface. */
  message: string;
  place: Place;
  /** Index of the row in the table, where the finding is about one. */
  row?: number;
  fixes: Fix[];
}

/** A quotation mark that is never closed can make one cell of a whole file. */
const longest = 200;

export const shortened = (text: string): string =>
  text.length > longest ? `${text.slice(0, longest)}…` : text;

/** A finding with its sentence and severity. */
export function finding<C extends FindingCode>(
  code: C,
  values: Parameters<(typeof sentences)[C]>,
  place: Place,
  more: { row?: number; fixes?: Fix[] } = {},
): Finding {
  const sentence: (...values: string[]) => string = sentences[code];
  return {
    severity: severities[code] ?? 'error',
    code,
    values,
    message: sentence(...values.map(shortened)),
    place,
    fixes: [],
    ...more,
  };
}
