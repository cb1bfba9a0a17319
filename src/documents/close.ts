import * as vscode from 'vscode';
import type { Server } from '../servers/server.ts';
import { parseUri } from '../servers/uris.ts';
import { allTabs, urisOf } from '../ui/tabs.ts';

/** Closes all that is open of a server. VS Code asks about what is not saved; `false`: the person keeps it open. */
export async function closeDocuments({ id }: Server): Promise<boolean> {
  const isOfServer = (uri: vscode.Uri) => parseUri(uri)?.serverId === id;
  const tabs = allTabs().filter(tab => urisOf(tab).some(isOfServer));
  return tabs.length === 0 || vscode.window.tabGroups.close(tabs);
}
