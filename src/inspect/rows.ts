import * as vscode from 'vscode';
import { runCommand } from '../ui/commands.ts';
import { inWords } from '../ui/messages.ts';
import type { Choice } from '../ui/searchPick.ts';
import { userChoice } from '../ui/userChoice.ts';
import { referenceTo } from './links.ts';
import type { Answers, SearchFailure, Match } from './match.ts';

const buttons = [
  ['openUser', 'edit', vscode.l10n.t('Open')],
  ['inspectUser', 'eye', vscode.l10n.t('Inspect')],
  ['copyUserIds', 'copy', vscode.l10n.t('Copy ID')],
] as const;

/** A row for each user, with the server, and one for each server that did not answer. */
export function rowsOf({ matches, failures }: Answers): Choice<Match | SearchFailure>[] {
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
      run: () => runCommand(command, referenceTo(match)),
    })),
  };
}

function failureRow(failure: SearchFailure): Choice<SearchFailure> {
  return {
    label: failure.server.label,
    description: vscode.l10n.t('no answer'),
    detail: inWords(failure.error),
    iconPath: new vscode.ThemeIcon('warning'),
    value: failure,
  };
}
