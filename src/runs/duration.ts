import * as vscode from 'vscode';

/** A time in words, as exact as an estimate can be. */
export function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 5) return vscode.l10n.t('a few seconds');
  if (seconds < 90) return vscode.l10n.t('about {0} seconds', seconds);
  const minutes = Math.round(seconds / 60);
  if (minutes < 90) return vscode.l10n.t('about {0} minutes', minutes);
  return vscode.l10n.t('about {0} hours', Math.round(minutes / 60));
}
