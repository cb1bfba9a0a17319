import assert from 'node:assert/strict';
import { mapColumns } from '../../../../src/model/tables/mapping.ts';
import type { ReadTable } from '../../../../src/model/tables/readTable.ts';
import type { Known } from '../../../../src/model/tables/types.ts';
import { readUsers } from '../../../../src/model/tables/users.ts';

const policy = { minLength: 10, upperLowerCase: false, numeric: false, special: false };
const known: Known = { users: ['admin', 'Existing'], groups: ['crew', 'guests'], policy };

/** The users of a table whose columns mean what their headers say. */
export function usersOf(read: ReadTable, about: Known = known): ReturnType<typeof readUsers> {
  assert.ok(read.table, JSON.stringify(read.findings));
  return readUsers(read.table, mapColumns(read.table.headers), about);
}
