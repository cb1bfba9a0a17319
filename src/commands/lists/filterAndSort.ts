import * as vscode from 'vscode';
import type { Branch, ListSubject } from '../../subjects/subject.ts';
import { TreeNode } from '../../tree/nodes/node.ts';
import { plainLine } from '../../ui/plain.ts';
import type { Position } from '../../ui/prompts.ts';
import { back } from '../../ui/searchPick.ts';
import { done } from '../../ui/steps.ts';
import type { Outcome } from '../engine/action.ts';
import type { ActionContext } from '../engine/context.ts';

/** Milliseconds without a keystroke after which the server is asked. */
const pauseMs = 300;

/** Filters the list while the user types. Enter keeps the filter, Escape restores the one before. */
export async function filterList({ tree }: ActionContext, [subject]: ListSubject[]): Promise<Outcome> {
  if (!subject) return undefined;
  const { branch } = subject;
  if (branch instanceof TreeNode)
    await tree.view.reveal(branch, { expand: true, select: false, focus: false });
  const before = branch.filter;
  const kept = await filterWhileTyping(branch);
  branch.setFilter(kept ?? before);
  return kept === undefined ? undefined : done;
}

function filterWhileTyping(branch: Branch): Promise<string | undefined> {
  const box = vscode.window.createInputBox();
  box.title = vscode.l10n.t('Filter {0}', plainLine(branch.title));
  box.prompt = vscode.l10n.t('Searches on the server. Press Enter to apply or Escape to cancel.');
  box.value = branch.filter;
  let timer: NodeJS.Timeout | undefined;
  return new Promise<string | undefined>(resolve => {
    box.onDidChangeValue(value => {
      clearTimeout(timer);
      timer = setTimeout(() => branch.setFilter(value.trim()), pauseMs);
    });
    box.onDidAccept(() => resolve(box.value.trim()));
    box.onDidHide(() => resolve(undefined));
    box.show();
  }).finally(() => {
    clearTimeout(timer);
    box.dispose();
  });
}

export async function sortList(
  { ask }: ActionContext,
  [subject]: ListSubject[],
  position: Position,
): Promise<Outcome> {
  if (!subject) return undefined;
  const { branch } = subject;
  const present = branch.order?.id ?? '';
  const answer = await ask.pick({
    ...position,
    title: vscode.l10n.t('Sort {0}', branch.title),
    placeholder: vscode.l10n.t('Sorts the loaded rows only'),
    choices: [{ id: '', title: vscode.l10n.t('Server Order') }, ...branch.orders].map(({ id, title }) => ({
      label: title,
      value: id,
      ...(id === present && { iconPath: new vscode.ThemeIcon('check') }),
    })),
  });
  if (answer === undefined || answer === back) return answer;
  branch.setOrder(answer || undefined);
  return done;
}
