import * as vscode from 'vscode';
import type { Branch, ListSubject } from '../subjects/subject.ts';
import { TreeNode } from '../tree/nodes/node.ts';
import { plainLine } from '../ui/plain.ts';
import type { Position } from '../ui/prompts.ts';
import { back } from '../ui/searchPick.ts';
import { done } from '../ui/steps.ts';
import type { Outcome } from './action.ts';
import type { Commander } from './commander.ts';

/** Milliseconds without a keystroke after which the server is asked. */
const pause = 300;

/** Filters the branch while one types; Enter keeps it, Escape brings back what was. */
export async function filterList({ tree }: Commander, [subject]: ListSubject[]): Promise<Outcome> {
  if (!subject) return undefined;
  const { branch } = subject;
  if (branch instanceof TreeNode)
    await tree.view.reveal(branch, { expand: true, select: false, focus: false });
  const before = branch.filter;
  const kept = await filtering(branch);
  branch.setFilter(kept ?? before);
  return kept === undefined ? undefined : done;
}

function filtering(branch: Branch): Promise<string | undefined> {
  const box = vscode.window.createInputBox();
  box.title = vscode.l10n.t('Filter {0}', plainLine(branch.title));
  box.prompt = vscode.l10n.t("By the server's search. Enter keeps it, Escape brings back what was.");
  box.value = branch.filter;
  let timer: NodeJS.Timeout | undefined;
  return new Promise<string | undefined>(resolve => {
    box.onDidChangeValue(value => {
      clearTimeout(timer);
      timer = setTimeout(() => branch.setFilter(value.trim()), pause);
    });
    box.onDidAccept(() => resolve(box.value.trim()));
    box.onDidHide(() => resolve(undefined));
    box.show();
  }).finally(() => {
    clearTimeout(timer);
    box.dispose();
  });
}

export function clearFilter(_commander: Commander, [subject]: ListSubject[]): Promise<Outcome> {
  subject?.branch.setFilter('');
  return Promise.resolve(done);
}

export async function sortList(
  { ask }: Commander,
  [subject]: ListSubject[],
  position: Position,
): Promise<Outcome> {
  if (!subject) return undefined;
  const { branch } = subject;
  const present = branch.order?.id ?? '';
  const answer = await ask.pick({
    ...position,
    title: vscode.l10n.t('Sort {0}', branch.title),
    placeholder: vscode.l10n.t('What is loaded is sorted; the server knows no order'),
    choices: [{ id: '', title: vscode.l10n.t("The Server's Order") }, ...branch.orders].map(
      ({ id, title }) => ({
        label: title,
        value: id,
        ...(id === present && { iconPath: new vscode.ThemeIcon('check') }),
      }),
    ),
  });
  if (answer === undefined || answer === back) return answer;
  branch.setOrder(answer || undefined);
  return done;
}

export async function loadMore(_commander: Commander, [subject]: ListSubject[]): Promise<Outcome> {
  await subject?.branch.loadMore();
  return done;
}

export async function refreshList(_commander: Commander, [subject]: ListSubject[]): Promise<Outcome> {
  await subject?.branch.reload();
  return done;
}
