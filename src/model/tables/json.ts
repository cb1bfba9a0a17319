import type { Node } from 'jsonc-parser';
import { parseTree } from 'jsonc-parser';
import type { Finding } from './findings.ts';
import { finding } from './findings.ts';
import { joinList } from './lists.ts';
import { Lines } from './places.ts';
import type { Table, TableRead } from './table.ts';

interface Member {
  key: Node;
  value: Node;
}

/** Reads a list of objects: one column for each name, lists as the cells of a CSV have them. */
export function readJson(text: string): TableRead {
  const lines = new Lines(text);
  const place = ({ offset, length }: { offset: number; length: number }) =>
    lines.place(offset, offset + length);
  const errors: { error: number; offset: number; length: number }[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  const [error] = errors;
  if (error) return { findings: [finding('jsonSyntax', [], place(error))] };
  const items = root?.type === 'array' ? (root.children ?? []) : [];
  const odd = root?.type === 'array' ? items.find(({ type }) => type !== 'object') : root;
  if (odd) return { findings: [finding('jsonShape', [], place(odd))] };
  const rows = items.map(membersOf);
  const headers = [...new Set(rows.flatMap(members => [...members.keys()]))];
  const firstOf = new Map(rows.toReversed().flatMap(members => [...members]));
  const findings: Finding[] = [];
  const cells = (members: Map<string, Member>, row: number): string[] =>
    headers.map(header => {
      const node = members.get(header)?.value;
      const cell = node ? cellOf(node) : '';
      if (node && cell === undefined) findings.push(finding('jsonValue', [], place(node), { row }));
      return cell ?? '';
    });
  const table: Table = {
    text,
    lines,
    headers,
    rows: rows.map((members, row) => {
      const before = findings.length;
      const read = { cells: cells(members, row) };
      return findings.length > before ? { ...read, broken: true } : read;
    }),
    place: (row, column) => {
      const header = column === undefined ? undefined : headers[column];
      if (row < 0) return place((header === undefined ? undefined : firstOf.get(header)?.key) ?? noPlace);
      const value = header === undefined ? undefined : rows[row]?.get(header)?.value;
      return place(value ?? items[row] ?? noPlace);
    },
    quoted: value => JSON.stringify(value),
    missingCells: () => '',
  };
  return { table, findings };
}

const noPlace = { offset: 0, length: 0 };

function membersOf({ children = [] }: Node): Map<string, Member> {
  return new Map(
    children.flatMap(({ children: [key, value] = [] }) =>
      key && value ? [[String(key.value), { key, value }] as const] : [],
    ),
  );
}

/** `undefined` for what a cell cannot hold. */
function cellOf({ type, value, children = [] }: Node): string | undefined {
  if (type === 'array')
    return children.every(item => item.type === 'string')
      ? joinList(children.map(item => String(item.value)))
      : undefined;
  if (type === 'object') return undefined;
  return type === 'null' ? '' : String(value);
}
