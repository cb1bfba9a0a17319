import * as l10n from '@vscode/l10n';
import { fieldProblem } from '../checks.ts';
import { passwordProblem } from '../passwordPolicy.ts';
import type { Finding, Fix } from './findings.ts';
import { finding } from './findings.ts';
import type { Meaning } from './headers.ts';
import { isGroupId } from './ids.ts';
import type { ListCell } from './lists.ts';
import { isListProblem, joinList, parseList } from './lists.ts';
import type { Mapping } from './mapping.ts';
import type { Table } from './table.ts';
import type { KnownIndex, TableUser } from './types.ts';
import { idKey, parseFlag, parseLanguage, parseState, parseTableQuota } from './values.ts';

type Values = Omit<TableUser, 'id' | 'source' | 'hasPassword'>;

interface CellReading {
  values: Values;
  names: { first?: string; last?: string };
  password?: string;
  findings: Finding[];
}

/** A cell that has something in it. */
interface FilledCell {
  text: string;
  known: KnownIndex;
  into: CellReading;
  /** Adds a finding about this cell. */
  report: (...args: FindingArguments) => void;
  /** Puts other text in its place. */
  replace: (text: string) => Fix;
}

type FindingArguments =
  Parameters<typeof finding> extends [infer Code, infer Values, ...unknown[]]
    ? [code: Code, values: Values, fixes?: Fix[]]
    : never;

const maxPasswordBytes = 469;

/** What the cells of a row say beside its ID. Empty ones say nothing. */
export function cellValues(
  table: Table,
  mapping: Mapping,
  row: number,
  known: KnownIndex,
): Omit<CellReading, 'names'> {
  const into: CellReading = { values: {}, names: {}, findings: [] };
  mapping.forEach(({ meaning }, column) => {
    const whole = table.rows[row]?.cells[column] ?? '';
    const text = meaning === 'password' ? whole : whole.trim();
    if (meaning === null || meaning === 'id' || text.trim() === '') return;
    readCell(meaning, {
      text,
      known,
      into,
      report: (code, values, fixes = []) => {
        into.findings.push(finding(code, values, table.place(row, column), { row, fixes }));
      },
      replace: replacement => {
        const { start, end } = table.place(row, column);
        const title = l10n.t('Replace with “{0}”', replacement);
        return { kind: 'replace', title, start, end, text: table.quoted(replacement) };
      },
    });
  });
  const { first, last } = into.names;
  const name = [first, last].filter(Boolean).join(' ');
  if (name && into.values.displayname === undefined) into.values.displayname = name;
  return into;
}

const readers = {
  firstname: ({ text, into }) => (into.names.first = text),
  lastname: ({ text, into }) => (into.names.last = text),
  password: readPassword,
  state: cell => readState(cell, parseState(cell.text)),
  enabled: cell => {
    const flag = parseFlag(cell.text);
    readState(cell, flag === undefined ? undefined : flag ? 'present' : 'disabled');
  },
  profile_enabled: ({ text, into, report }) => {
    const flag = parseFlag(text);
    if (flag === undefined) report('flag', [text]);
    else into.values.profile_enabled = flag;
  },
  groups: cell => readGroups(cell, 'groups'),
  subadmin: cell => readGroups(cell, 'subadmin'),
  additional_mail: readMails,
  quota: readQuota,
  language: readLanguage,
} satisfies Partial<Record<Meaning, (cell: FilledCell) => void>>;

type ReadMeaning = keyof typeof readers;
/** What is stored as it stands. */
type TextField = Exclude<Meaning, ReadMeaning | 'id'>;

const hasReader = (meaning: Meaning): meaning is ReadMeaning => Object.hasOwn(readers, meaning);

function readCell(meaning: ReadMeaning | TextField, cell: FilledCell): void {
  if (hasReader(meaning)) readers[meaning](cell);
  else readField(meaning, cell);
}

function readField(name: TextField, { text, into, report }: FilledCell): void {
  const problem = fieldProblem(name, text);
  if (problem === undefined) into.values[name] = text;
  else report('field', [text, problem]);
}

function readPassword({ text, known, into, report }: FilledCell): void {
  const problem = known.policy && passwordProblem(text, known.policy);
  if (problem !== undefined) report('password', [problem]);
  if (Buffer.byteLength(text) > maxPasswordBytes) report('passwordTooLong', [String(maxPasswordBytes)]);
  if (text.trim() !== text) report('passwordSpaces', []);
  into.password = text;
}

function readState({ text, into, report }: FilledCell, state: Values['state']): void {
  if (state === undefined) report('state', [text]);
  else if (into.values.state !== undefined && into.values.state !== state) report('states', []);
  else into.values.state = state;
}

function readQuota({ text, into, report, replace }: FilledCell): void {
  const quota = parseTableQuota(text);
  if ('text' in quota) {
    into.values.quota = quota.text;
    if (quota.bytesOnly)
      report('quotaBytes', [text], [replace(`${quota.text} GB`), replace(`${quota.text} MB`)]);
  } else if (quota.problem === 'ambiguous') {
    report('quotaAmbiguous', [text], quota.readings.map(replace));
  } else {
    report('quota', [text, fieldProblem('quota', text) ?? '']);
  }
}

function readLanguage({ text, into, report, replace }: FilledCell): void {
  const code = parseLanguage(text);
  const problem = code === undefined ? fieldProblem('language', text) : undefined;
  if (problem !== undefined) {
    report('field', [text, problem]);
    return;
  }
  if (code === undefined) {
    const main = parseLanguage(text.replace(/[_-].*/, ''));
    report('unknownLanguage', [text], main === undefined ? [] : [replace(main)]);
  }
  into.values.language = code ?? text;
}

function readMails({ text, into, report }: FilledCell): void {
  const list = parseList(text);
  if (!Array.isArray(list)) {
    report('field', [text, l10n.t('List all additional addresses.')]);
    return;
  }
  const problem = fieldProblem('additional_mail', list);
  if (problem === undefined) into.values.additional_mail = list;
  else report('field', [text, problem]);
}

function readGroups(cell: FilledCell, name: 'groups' | 'subadmin'): void {
  const list = parseList(cell.text);
  if (Array.isArray(list)) cell.into.values[name] = list;
  else if (!isListProblem(list)) cell.into.values[name] = list;
  else if (list.problem === 'mixedList') {
    cell.report('mixedList', []);
    return;
  } else {
    cell.report('contradiction', [list.item]);
    return;
  }
  for (const group of Array.isArray(list) ? list : list.add) checkGroup(cell, list, group);
}

function checkGroup({ known: { groups }, report, replace }: FilledCell, list: ListCell, group: string): void {
  if (!isGroupId(group)) {
    report('invalidGroup', [group]);
    return;
  }
  if (!groups || groups.exact.has(group)) return;
  const similar = groups.similar.get(idKey(group));
  if (similar === undefined) {
    const title = l10n.t('Create Group “{0}”', group);
    report('unknownGroup', [group], [{ kind: 'createGroup', title, group }]);
    return;
  }
  report('similarGroup', [group, similar], [replace(listWith(list, group, similar))]);
}

function listWith(list: ListCell, group: string, other: string): string {
  const swapped = (items: readonly string[]) => items.map(item => (item === group ? other : item));
  if (Array.isArray(list)) return joinList(swapped(list));
  const signed = (sign: string, items: readonly string[]) => items.map(item => sign + joinList([item]));
  return [...signed('+', swapped(list.add)), ...signed('-', swapped(list.remove))].join(';');
}
