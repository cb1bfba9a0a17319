import * as vscode from 'vscode';
import { readRecipes, readTemplates } from '../../model/recipes/read.ts';
import type { RecipeProblem } from '../../model/recipes/types.ts';
import type { Messages } from '../../ui/messages.ts';

const recipesSetting = 'nextcloudAdmin.recipes';
const templatesSetting = 'nextcloudAdmin.templates';

/** The user's recipes. Those that are not valid are left out, and said. */
export const recipes = (messages: Messages) =>
  reported(messages, recipesSetting, readRecipes(userValue(recipesSetting), recipesSetting));

export const templates = (messages: Messages) =>
  reported(messages, templatesSetting, readTemplates(userValue(templatesSetting), templatesSetting));

/** A button that opens the setting as JSON. */
export const openRecipes = { title: vscode.l10n.t('Open Settings'), run: () => openSetting(recipesSetting) };

// Only user settings count: a folder that was opened must not decide what is done to a server.
const userValue = (setting: string): unknown =>
  vscode.workspace.getConfiguration().inspect(setting)?.globalValue;

const openSetting = (setting: string) =>
  vscode.commands.executeCommand('workbench.action.openSettingsJson', { revealSetting: { key: setting } });

function reported<T>(
  messages: Messages,
  setting: string,
  { items, problems }: { items: T[]; problems: readonly RecipeProblem[] },
): T[] {
  if (problems.length > 0)
    messages.warn(problems.map(({ message }) => message).join(' '), {
      title: vscode.l10n.t('Open Settings'),
      run: () => openSetting(setting),
    });
  return items;
}
