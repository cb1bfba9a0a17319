import * as vscode from 'vscode';
import type { Services } from '../servers/services.ts';
import { userUri } from '../servers/uris.ts';
import type { TreeNode } from '../tree/nodes/node.ts';
import type { Tree } from '../tree/register.ts';
import { subjectLabel } from '../subjects/subject.ts';
import { Disposables } from '../ui/disposables.ts';
import { actions } from './actions.ts';
import { questions } from './commander.ts';
import type { Commander, Questions } from './commander.ts';
import { execute } from './execute.ts';
import { perform } from './perform.ts';
import { Reports } from './reports.ts';
import { UndoStack } from './undo.ts';
import { undoLast } from './undoLast.ts';
import { restoreForms } from './users/form.ts';
import { changeGroups } from './users/memberships.ts';

interface Parts extends Services {
  tree: Tree;
  /** Opens one of our documents as its form. */
  open: Commander['open'];
  /** For tests: who answers instead of the person. */
  ask?: Questions;
}

/** Registers every action of the table, Undo, and what dropping users onto a group does. */
export function registerCommands({ ask = questions, ...parts }: Parts): Disposables {
  const disposables = new Disposables();
  const reports = disposables.add(new Reports());
  const commander: Commander = { ...parts, ask, reports, undo: new UndoStack() };
  const { onDrop } = commander.tree;
  for (const action of actions)
    disposables.add(
      vscode.commands.registerCommand(`nextcloudAdmin.${action.id}`, (...args: unknown[]) =>
        execute(commander, action, ...args),
      ),
    );
  disposables.add(vscode.commands.registerCommand('nextcloudAdmin.undo', () => undoLast(commander)));
  disposables.add(restoreForms(commander));
  // A click on a row: as in the Explorer, what is selected next goes on in the tree.
  disposables.add(
    vscode.commands.registerCommand('nextcloudAdmin.showUser', ({ subject }: TreeNode) =>
      subject?.kind === 'user'
        ? commander.open(userUri(subject.server.id, subject.id), { preserveFocus: true })
        : undefined,
    ),
  );
  disposables.add(
    onDrop(({ users, group }) => {
      const here = users.filter(({ server }) => server === group.server);
      if (here.length < users.length)
        commander.messages.warn(
          vscode.l10n.t('Users of another server cannot join {0}.', subjectLabel(group)),
        );
      void perform(commander, changeGroups, here, { add: [group.id], remove: [] });
    }),
  );
  return disposables;
}
