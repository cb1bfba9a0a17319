import { fieldProblem } from '../../model/checks.ts';
import { parseTable, serializeTable } from '../../model/table/document.ts';
import type { TableDocument } from '../../model/table/types.ts';
import { namesIn } from '../../ocs/narrow.ts';
import type { DocumentState } from '../../webview/protocol.ts';
import { defineKind } from '../defineKind.ts';
import type { DocumentPlace } from '../kind.ts';
import { cellKey, cellOf } from './refusals.ts';

/** What the page of a table is given from the start; the rest comes from its session. */
interface TableBasis extends DocumentState<TableDocument> {
  /** The group whose members are shown; `null`: all users. */
  group: string | null;
}

/** The group whose members a table shows; `null` if it shows all users. */
export const groupOf = ({ target }: Pick<DocumentPlace, 'target'>): string | null =>
  target.kind === 'members' ? target.id : null;

/**
 * `users.table`, `groups/<id>.table`: users as rows. On the server, the document is always empty: its text holds nothing but
 * what was edited and is not saved.
 */
export const tableKind = defineKind<TableDocument, null, TableBasis>({
  format: { read: parseTable, write: serializeTable, hasField: () => false },
  load: () => Promise.resolve({ document: {}, facts: null }),
  save: async request => (await import('./save.ts')).saveTable(request),
  isLocked: () => false,
  isConcernedBy: () => false,
  suggestions: {},
  pathOf(cell) {
    const { row, field } = cellOf(cell);
    return [row, field];
  },
  problems: document => new Map(cellProblems(document)),
  form: {
    view: 'table',
    staysLoaded: true,
    commands: {},
    heading: place => groupOf(place) ?? place.server.label,
    facts: place => ({ group: groupOf(place) }),
    extras: () => Promise.resolve(),
  },
});

/** What the checks of forms find. */
function cellProblems(document: TableDocument): [cell: string, problem: string][] {
  return Object.entries(document).flatMap(([row, edits]) =>
    namesIn(edits).flatMap((field): [string, string][] => {
      const problem = fieldProblem(field, edits[field]?.new);
      return problem === undefined ? [] : [[cellKey(row, field), problem]];
    }),
  );
}
