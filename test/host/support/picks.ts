import * as vscode from 'vscode';

interface Window {
  createQuickPick(): vscode.QuickPick<vscode.QuickPickItem>;
  showQuickPick(items: unknown, options: vscode.QuickPickOptions): Thenable<unknown>;
}

/**
 * Does what opens a quick pick and, once its rows are on screen, what the commands do there, such as
 * `workbench.action.acceptSelectedQuickOpenItem`. Settles with what opened it.
 */
export async function inPick<T>(opens: () => Thenable<T>, ...commands: string[]): Promise<T> {
  const window = vscode.window as unknown as Window;
  const { createQuickPick, showQuickPick } = window;
  const shown = new Promise<void>(resolve => {
    // VS Code says which row is active as soon as there are rows.
    window.createQuickPick = () => {
      const pick = createQuickPick();
      pick.onDidChangeActive(active => active.length > 0 && resolve());
      return pick;
    };
    window.showQuickPick = (items, options) =>
      showQuickPick(items, { ...options, onDidSelectItem: () => resolve() });
  });
  try {
    const opening = opens();
    await shown;
    for (const command of commands) await vscode.commands.executeCommand(command);
    return await opening;
  } finally {
    Object.assign(window, { createQuickPick, showQuickPick });
  }
}

export const acceptRow = 'workbench.action.acceptSelectedQuickOpenItem';
export const nextRow = 'workbench.action.quickOpenSelectNext';
