import * as vscode from 'vscode';

export const acceptRow = 'workbench.action.acceptSelectedQuickOpenItem';
export const nextRow = 'workbench.action.quickOpenSelectNext';

interface Window {
  createQuickPick: () => vscode.QuickPick<vscode.QuickPickItem>;
}

/**
 * Does what opens a quick pick and, once its rows are on screen, what the commands do there, such as
 * `workbench.action.acceptSelectedQuickOpenItem`. Settles with what opened it.
 */
export async function inPick<T>(opens: () => Thenable<T>, ...commands: string[]): Promise<T> {
  const window = vscode.window as unknown as Window;
  const { createQuickPick } = window;
  let active: () => void = () => undefined;
  const shown = new Promise<void>(resolve => {
    // VS Code says which row is active as soon as there are rows.
    window.createQuickPick = () => {
      const pick = createQuickPick();
      pick.onDidChangeActive(rows => {
        if (rows.length === 0) return;
        resolve();
        active();
      });
      return pick;
    };
  });
  try {
    const opening = opens();
    await shown;
    for (const command of commands) {
      const moved = command === acceptRow ? undefined : new Promise<void>(resolve => (active = resolve));
      await vscode.commands.executeCommand(command);
      await moved;
    }
    return await opening;
  } finally {
    Object.assign(window, { createQuickPick });
  }
}
