import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { escapeHtml } from '../../ui/html.ts';

/** Lets a webview run our bundle `view` and nothing else: no remote content, no inline handler. */
export function showPage(webview: vscode.Webview, extension: vscode.Uri, view: string, title: string): void {
  const folder = vscode.Uri.joinPath(extension, 'dist', 'webview');
  const file = (name: string) =>
    escapeHtml(webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString());
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource} data:`,
  ].join('; ');
  webview.options = { enableScripts: true, localResourceRoots: [folder] };
  webview.html = `<!DOCTYPE html>
<html lang="${escapeHtml(vscode.env.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link id="vscode-codicon-stylesheet" rel="stylesheet" nonce="${nonce}" href="${file('codicon.css')}">
<link rel="stylesheet" nonce="${nonce}" href="${file(`${view}.css`)}">
<title>${escapeHtml(title)}</title>
</head>
<body>
<div id="form"></div>
<script type="module" nonce="${nonce}" src="${file(`${view}.js`)}"></script>
</body>
</html>`;
}
