import * as vscode from 'vscode';
import { commandTitles } from '../../ui/commands.ts';
import type { CommandId } from '../../ui/commands.ts';
import { inWords } from '../../ui/messages.ts';
import { mostRows } from '../pages.ts';
import type { Pages } from '../pages.ts';
import type { MessageRow } from './message.ts';

/** The state of a list, as far as the row below its rows depends on it. */
interface ListState {
  /** Whether it has loaded rows, or failed to. */
  asked: boolean;
  failure: unknown;
  end: Pages<unknown>['end'];
  size: number;
  filter: string;
  /** What to show if there are no rows and no filter. */
  empty: string;
  whenEmpty: CommandId | undefined;
}

/** The row below all others, if there is something to say. */
export function tailOf(list: ListState): [name: string, row: MessageRow] | undefined {
  if (list.failure !== undefined) {
    const text = vscode.l10n.t('Retry');
    const icon = new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
    const contextValue = 'message;failed;';
    return ['failed', { text, description: inWords(list.failure), icon, click: 'loadMore', contextValue }];
  }
  if (list.end === 'more') {
    if (!list.asked) return undefined;
    const text = vscode.l10n.t('Load more');
    const description = vscode.l10n.t('{0} shown', list.size);
    const icon = new vscode.ThemeIcon('ellipsis');
    return ['more', { text, description, icon, click: 'loadMore' }];
  }
  if (list.end === 'full') {
    const text = vscode.l10n.t('Showing the first {0}. Narrow the filter to see others', mostRows);
    return ['full', { text, icon: new vscode.ThemeIcon('filter'), click: 'filterList' }];
  }
  if (list.size > 0) return undefined;
  const text = list.filter ? vscode.l10n.t('No matches for “{0}”', list.filter) : list.empty;
  const click = list.filter ? 'clearFilter' : list.whenEmpty;
  const next = click && { click, description: commandTitles[click] };
  return ['empty', { text, icon: new vscode.ThemeIcon('info'), ...next }];
}
