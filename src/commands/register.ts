import * as vscode from 'vscode';
import { createFormType, type KeptNewUser } from '../documents/account/createFormType.ts';
import type { Services } from '../servers/services.ts';
import { LinkHandler } from '../servers/uriHandler.ts';
import { subjectLabel } from '../subjects/subject.ts';
import { commandName, rowCommandName } from '../ui/commands.ts';
import { Disposables } from '../ui/disposables.ts';
import { actions } from './actions.ts';
import { CodeDesk } from './code/desk.ts';
import { perform } from './engine/bulkRun.ts';
import { questions } from './engine/context.ts';
import type { ActionContext } from './engine/context.ts';
import { execute } from './engine/dispatch.ts';
import { Reports } from './engine/reports.ts';
import { UndoStack } from './engine/undo.ts';
import { offerCredentials } from './import/offer.ts';
import { OfferedTools } from './tools/offeredTools.ts';
import { changeGroups } from './users/memberships.ts';

/** Registers every action of the table, the links that add a server, and what dropping users on a group does. */
export function registerCommands(
  parts: Services & Pick<ActionContext, 'tree' | 'inspector' | 'desk' | 'open' | 'refresh'>,
): Disposables {
  const disposables = new Disposables();
  const reports = disposables.add(new Reports());
  const code = disposables.add(new CodeDesk());
  const context: ActionContext = {
    ...parts,
    ask: questions,
    reports,
    undo: new UndoStack(),
    imports: new Map(),
    code: () => code.editor(context),
  };
  code.watch(context);
  for (const action of actions)
    for (const name of action.menu
      ? [commandName(action.id), rowCommandName(action.id)]
      : [commandName(action.id)])
      disposables.add(
        vscode.commands.registerCommand(name, (...args: unknown[]) => execute(context, action, ...args)),
      );
  const links = new LinkHandler(context.servers, { ...context, prompts: context.ask });
  disposables.add(vscode.window.registerUriHandler(links));
  disposables.add(
    vscode.window.registerWebviewPanelSerializer(createFormType, {
      deserializeWebviewPanel: async (panel, kept?: KeptNewUser) =>
        (await import('./users/form.ts')).restoreForm(context, panel, kept),
    }),
  );
  disposables.add(offerCredentials(context));
  disposables.add(new OfferedTools(context));
  disposables.add(
    context.tree.onDrop(({ users, group }) => {
      const here = users.filter(({ server }) => server === group.server);
      if (here.length < users.length)
        context.messages.warn(vscode.l10n.t('Users of another server cannot join {0}.', subjectLabel(group)));
      void perform(context, changeGroups, here, { add: [group.id], remove: [] });
    }),
  );
  return disposables;
}
