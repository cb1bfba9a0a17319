import * as vscode from 'vscode';
import type { Server } from '../../servers/server.ts';
import { roleName } from '../../servers/state.ts';
import { commandLink } from '../../ui/commands.ts';
import { MarkdownBuilder } from '../../ui/markdown.ts';

/** Shows what is known already; sends no request. */
export function serverTooltip(server: Server): vscode.MarkdownString {
  const markdown = new MarkdownBuilder().strong(server.label).rule();
  markdown.field(vscode.l10n.t('Address'), server.url).field(vscode.l10n.t('Signed in as'), server.user);
  const { state } = server;
  if (state.kind === 'connected') {
    const { version, role } = state.connection;
    markdown.field(vscode.l10n.t('Role'), roleName(role)).field(vscode.l10n.t('Version'), version);
  }
  if ('error' in state) markdown.paragraph().icon('error').text(state.error.message);
  else if (server.appearance.brief) markdown.field(vscode.l10n.t('Status'), server.appearance.brief);
  if (state.kind === 'connected')
    markdown
      .rule()
      .links([commandLink('openOverview', vscode.l10n.t('Open Overview'), { serverId: server.id })]);
  return markdown.build();
}
