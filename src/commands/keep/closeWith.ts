import type * as vscode from 'vscode';
import type { Server } from '../../servers/server.ts';
import type { ActionContext } from '../engine/context.ts';

/** Closes a page when a server that it is about is removed here, as the documents of the server are closed. */
export const closeWith = (
  { servers }: Pick<ActionContext, 'servers'>,
  panel: vscode.WebviewPanel,
  shown: readonly Server[],
): vscode.Disposable =>
  servers.onDidChange(() => {
    if (shown.some(server => servers.get(server.id) !== server)) panel.dispose();
  });
