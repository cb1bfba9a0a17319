import * as vscode from 'vscode';
import { inWords } from '../ui/messages.ts';
import type { Choice } from '../ui/searchPick.ts';
import { userChoice } from '../ui/userChoice.ts';
import { referenceTo, runFor } from './links.ts';
import type { Answers, Failure, Match } from './match.ts';

const buttons = [
  ['openUser', 'edit', vscode.l10n.t('Open Form')],
  ['inspectUser', 'eye', vscode.l10n.t('Inspect')],
  ['copyUserIds', 'copy', vscode.l10n.t('Copy Id')],
] as const;

/** A row for each account, marked with its server, and one for each server that could not be asked. */
export function rowsOf({ matches, failures }: Answers): Choice<Match | Failure>[] {
  return [...matches.map(matchRow), ...failures.map(failureRow)];
}

export function matchRow(match: Match): Choice<Match> {
  const choice = userChoice(match.user);
  return {
    ...choice,
    description: `${choice.description ?? ''} · ${match.server.label}`,
    value: match,
    buttons: buttons.map(([command, icon, tooltip]) => ({
      iconPath: new vscode.ThemeIcon(icon),
      tooltip,
      run: () => runFor(command, referenceTo(match)),
    })),
  };
}

function failureRow(failure: Failure): Choice<Failure> {
  return {
    label: failure.server.label,
    description: vscode.l10n.t('could not be asked'),
    detail: inWords(failure.error),
    iconPath: new vscode.ThemeIcon('warning'),
    value: failure,
  };
}
