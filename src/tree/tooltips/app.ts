import * as vscode from 'vscode';
import { MarkdownBuilder } from '../../ui/markdown.ts';
import type { AppSubject } from '../../subjects/subject.ts';

export function appTooltip({ server, id }: AppSubject, signal: AbortSignal): Promise<vscode.MarkdownString> {
  return server.call(async client => {
    const app = await client.apps.info(id, { signal });
    const markdown = new MarkdownBuilder()
      .strong(app.name ?? id)
      .text(` ${app.version ?? ''}`)
      .rule();
    if (app.summary) markdown.text(app.summary).paragraph();
    const facts: [string, string | undefined][] = [
      [vscode.l10n.t('ID'), id],
      [vscode.l10n.t('Authors'), app.authors.join(', ')],
      [vscode.l10n.t('Categories'), app.categories.join(', ')],
      [vscode.l10n.t('License'), app.licence],
    ];
    for (const [label, value] of facts) if (value) markdown.field(label, value);
    return markdown.build();
  });
}
