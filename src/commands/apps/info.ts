import * as vscode from 'vscode';
import type { AppInfo } from '../../ocs/index.ts';
import type { AppSubject } from '../../subjects/subject.ts';
import { done } from '../../ui/steps.ts';
import type { Outcome } from '../engine/action.ts';
import type { ActionContext } from '../engine/context.ts';
import { escapeHtml } from '../../model/html.ts';

/** Shows what the server says about an app: text on a page without scripts, links or remote content. */
export async function showInfo(_context: ActionContext, [subject]: AppSubject[]): Promise<Outcome> {
  if (!subject) return undefined;
  const { server, id } = subject;
  const app = await server.call(client => client.apps.info(id));
  const title = `${app.name ?? id} – ${server.label}`;
  const panel = vscode.window.createWebviewPanel('nextcloudAdmin.appInfo', title, vscode.ViewColumn.Active, {
    enableFindWidget: true,
    localResourceRoots: [],
  });
  panel.webview.html = appPage(app, title);
  return done;
}

function facts(app: AppInfo): [label: string, value: string | undefined][] {
  return [
    [vscode.l10n.t('ID'), app.id],
    [vscode.l10n.t('Version'), app.version],
    [vscode.l10n.t('License'), app.licence],
    [vscode.l10n.t('Authors'), app.authors.join(', ')],
    [vscode.l10n.t('Categories'), app.categories.join(', ')],
    [vscode.l10n.t('Types'), app.types.join(', ')],
    [vscode.l10n.t('Website'), app.website],
    [vscode.l10n.t('Bug reports'), app.bugs],
    [vscode.l10n.t('Repository'), app.repository],
    [vscode.l10n.t('Dependencies'), app.dependencies && JSON.stringify(app.dependencies)],
  ];
}

/** Builds the page. Everything in it comes from a server, so everything is escaped. */
function appPage(app: AppInfo, title: string): string {
  const rows = facts(app)
    .filter(([, value]) => value)
    .map(([label, value]) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value ?? '')}</dd>`);
  return `<!DOCTYPE html>
<html lang="${escapeHtml(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>
body { background: var(--vscode-editor-background); max-width: 50em; padding: 1em 2em; }
dl { display: grid; gap: .4em 1.5em; grid-template-columns: max-content 1fr; }
dt { color: var(--vscode-descriptionForeground); }
dd { margin: 0; overflow-wrap: anywhere; }
.description { white-space: pre-line; }
</style>
</head>
<body>
<h1>${escapeHtml(app.name ?? app.id)}</h1>
<p>${escapeHtml(app.summary ?? '')}</p>
<dl>${rows.join('')}</dl>
<p class="description">${escapeHtml(app.description ?? '')}</p>
</body>
</html>`;
}
