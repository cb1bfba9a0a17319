import * as l10n from '@vscode/l10n';
import { checks } from './checks/index.ts';
import type { Diagnosis, CheckStep, CheckState } from './diagnose.ts';
import type { Observation } from './examination.ts';
import { findingTexts } from './findings/index.ts';
import type { Facts, NextStep, Say, Severity } from './words.ts';

/** Facts that tell whose server it is. A report has them only if that is asked for. */
const named = ['host', 'hostname', 'origin', 'url', 'address', 'user', 'target', 'names', 'issuer'] as const;

/** A finding as people read it. */
interface SaidFinding {
  severity: Severity;
  seen: string;
  means: string;
  you: string;
  operator: string | null;
  next: readonly NextStep[];
}

/** A step as people read it. */
export interface SaidStep {
  state: CheckState;
  title: string;
  /** What is tried or, once it is over, what came of it. */
  text: string;
  findings: SaidFinding[];
}

export function say({ check, state, findings, facts }: CheckStep): SaidStep {
  const { title, tries, passed } = checks[check];
  const text = state === 'passed' ? passed : state === 'skipped' ? nothingToExamine : tries;
  return {
    state,
    title: title(facts),
    text: text(facts),
    findings: findings.map(finding => sayFinding(finding, facts)),
  };
}

const nothingToExamine: Say = () => l10n.t('There is nothing to examine here.');

function sayFinding({ id, facts: own }: Observation, known: Facts): SaidFinding {
  const { severity, seen, means, you, operator, next = [] } = findingTexts[id];
  const facts = { ...known, ...own };
  return {
    severity,
    seen: seen(facts),
    means: means(facts),
    you: you(facts),
    operator: operator?.(facts) ?? null,
    next,
  };
}

/** The worst that was found. */
export function outcomeOf({ steps }: Diagnosis): 'error' | 'warning' | 'well' {
  const found = steps.flatMap(({ findings }) => findings.map(({ id }) => findingTexts[id].severity));
  return (['error', 'warning'] as const).find(severity => found.includes(severity)) ?? 'well';
}

const outcomes = {
  error: () => l10n.t('A problem was found. What comes after it was not examined.'),
  warning: () => l10n.t('The server can be used, but something is not as it should be.'),
  well: () => l10n.t('No problem was found.'),
};

/** The outcome in one sentence. */
export function summary(diagnosis: Diagnosis): string {
  return diagnosis.ended ? outcomes[outcomeOf(diagnosis)]() : l10n.t('Examining the server…');
}

const marks: Readonly<Record<CheckState, string>> = {
  passed: '✓',
  found: '✗',
  skipped: '–',
  waiting: '·',
  running: '…',
};

/**
 * A diagnosis as text. It never holds a password.
 * @param withNames whether it names hosts, addresses, users and certificates; otherwise these are `<host>`, `<user>` …
 */
export function report(diagnosis: Diagnosis, withNames: boolean): string {
  const steps = withNames ? diagnosis.steps : diagnosis.steps.map(withoutNames);
  const lines = steps.filter(({ state }) => state !== 'waiting').flatMap(step => linesOf(step));
  return [summary(diagnosis), '', ...lines, ''].join('\n');
}

function linesOf(step: CheckStep): string[] {
  const { title, text, findings } = say(step);
  const head = `${marks[step.state]} ${title}: ${text}`;
  return [
    head,
    ...findings.flatMap(({ seen, means, you, operator }, index) => [
      `    [${step.findings[index]?.id ?? ''}] ${seen}`,
      `    ${l10n.t('What it means: {text}', { text: means })}`,
      `    ${l10n.t('What you can do: {text}', { text: you })}`,
      ...(operator === null ? [] : [`    ${l10n.t('What the operator can do: {text}', { text: operator })}`]),
    ]),
  ];
}

function withoutNames(step: CheckStep): CheckStep {
  const findings = step.findings.map(({ id, facts }) => ({ id, facts: hidden(facts) }));
  return { ...step, findings, facts: hidden(step.facts) };
}

function hidden(facts: Facts): Facts {
  const gone = named.filter(name => name in facts).map(name => [name, `<${name}>`] as const);
  return { ...facts, ...Object.fromEntries(gone) };
}
