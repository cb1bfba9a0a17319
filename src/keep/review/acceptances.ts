import * as l10n from '@vscode/l10n';
import type { Node } from 'jsonc-parser';
import { byCodeUnit, problemAt } from '../../model/document.ts';
import type { DocumentProblem } from '../../model/document.ts';
import { checkList, checkObject, valueOf } from '../files/checks.ts';
import { readJson } from '../files/readJson.ts';
import type { FileProblem } from '../files/readJson.ts';
import { keyOf } from './review.ts';
import { reviewRules, type RuleId } from './rules/index.ts';

/** A finding that somebody has decided to live with. */
export interface Acceptance {
  rule: RuleId;
  /** As `user:ann`, `group:crew`, `app:polls`, `server:`. */
  subjects: readonly string[];
  reason: string;
  /** The last day on which it is accepted, as `YYYY-MM-DD`. */
  until: string;
}

const acceptancesVersion = 1;

export const acceptanceKey = ({ rule, subjects }: Pick<Acceptance, 'rule' | 'subjects'>): string =>
  keyOf(rule, subjects);

/** Reads the file of what is accepted, or tells what is wrong with it and where. */
export function readAcceptances(
  path: string,
  text: string,
): { acceptances: Acceptance[] } | { problem: FileProblem } {
  const seen = new Set<string>();
  const read = readJson(path, text, root => checkFile(root, seen));
  return 'problem' in read
    ? read
    : { acceptances: (read.value as { accepted: Acceptance[] }).accepted.map(plain) };
}

const plain = ({ rule, subjects, reason, until }: Acceptance): Acceptance => ({
  rule,
  subjects: [...subjects],
  reason,
  until,
});

/** The same for the same acceptances, byte by byte. */
export function writeAcceptances(acceptances: readonly Acceptance[]): string {
  const accepted = acceptances
    .map(one => ({ ...plain(one), subjects: [...one.subjects].sort(byCodeUnit) }))
    .sort((a, b) => byCodeUnit(acceptanceKey(a), acceptanceKey(b)));
  return `${JSON.stringify({ version: acceptancesVersion, accepted }, undefined, 2)}\n`;
}

function checkFile(root: Node, seen: Set<string>): DocumentProblem[] {
  const version = valueOf(root, 'version');
  if (version?.value !== acceptancesVersion)
    return [
      problemAt(
        version ?? root,
        l10n.t('This is no list of accepted findings, or one of another version of this program.'),
      ),
    ];
  const problems = checkObject(root, (name, value) => {
    if (name.value === 'version') return [];
    if (name.value === 'accepted') return checkList(value, item => checkAcceptance(item, seen));
    return [problemAt(name, l10n.t('“{0}” is not a field of this document.', String(name.value)))];
  });
  return valueOf(root, 'accepted') ? problems : [missing(root, 'accepted'), ...problems];
}

const missing = (root: Node, name: string): DocumentProblem =>
  problemAt(root, l10n.t('The field “{0}” is missing.', name));

type AcceptanceCheck = (value: unknown) => string | undefined;

const fieldChecks: Record<keyof Acceptance, AcceptanceCheck> = {
  rule: value =>
    Object.hasOwn(reviewRules, String(value))
      ? undefined
      : l10n.t('There is no finding “{0}”.', String(value)),
  subjects: () => undefined,
  reason: value =>
    typeof value === 'string' && value.trim() !== '' ? undefined : l10n.t('Enter why this is accepted.'),
  until: value =>
    typeof value === 'string' && isDay(value) ? undefined : l10n.t('Enter a day such as 2027-06-30.'),
};

const isSubject = (value: unknown): boolean =>
  typeof value === 'string' && /^(?:(?:user|group|app):.|server:$)/s.test(value);

/** A day that the calendar has. */
export const isDay = (text: string): boolean =>
  /^\d{4}-\d\d-\d\d$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text);

function checkAcceptance(root: Node, seen: Set<string>): DocumentProblem[] {
  const problems = checkObject(root, (name, value) => {
    const field = String(name.value);
    if (field === 'subjects') return checkSubjects(value);
    const check = new Map<string, AcceptanceCheck>(Object.entries(fieldChecks)).get(field);
    const message = check ? check(value.value) : l10n.t('“{0}” is not a field of this document.', field);
    return message === undefined ? [] : [problemAt(check ? value : name, message)];
  });
  const absent = Object.keys(fieldChecks).filter(name => !valueOf(root, name));
  if (problems.length > 0 || absent.length > 0)
    return [...problems, ...absent.map(name => missing(root, name))];
  const rule = valueOf(root, 'rule')?.value as RuleId;
  const key = keyOf(rule, textsIn(valueOf(root, 'subjects')));
  const isNew = !seen.has(key);
  seen.add(key);
  return isNew ? [] : [problemAt(root, l10n.t('This finding is accepted twice.'))];
}

function checkSubjects(value: Node): DocumentProblem[] {
  if (value.type === 'array' && value.children?.length === 0)
    return [problemAt(value, l10n.t('Enter what the finding is about.'))];
  return checkList(value, item =>
    isSubject(item.value)
      ? []
      : [problemAt(item, l10n.t('Enter a subject such as user:ann, group:crew, app:polls, or server:.'))],
  );
}

const textsIn = (list: Node | undefined): string[] =>
  (list?.children ?? []).map(({ value }) => String(value));
