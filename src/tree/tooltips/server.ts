import * as vscode from 'vscode';
import type { Server } from '../../servers/server.ts';
import { commandLink } from '../../ui/commands.ts';
import { MarkdownBuilder } from '../../ui/markdown.ts';

/** Shows what is known already; sends no request. */
export function serverTooltip(server: Server): vscode.MarkdownString {
  const markdown = new MarkdownBuilder().strong(server.label).rule();
  markdown.field(vscode.l10n.t('Address'), server.url).field(vscode.l10n.t('Signed in as'), server.user);
  const { state } = server;
  if ('error' in state) markdown.paragraph().icon('error').text(state.error.message);
  else if (server.appearance.words) markdown.field(vscode.l10n.t('Status'), server.appearance.words);
  if (state.kind === 'connected')
    markdown
      .rule()
      .links([commandLink('openOverview', vscode.l10n.t('Open Overview'), { serverId: server.id })]);
  return markdown.build();
}
