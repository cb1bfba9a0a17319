import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as vscode from 'vscode';
import { escapeHtml } from '../../model/html.ts';

/**
 * Lets a webview run our bundle `view` and nothing else: no remote content, no inline handler. Everything but the icon font
 * is part of the page, as VS Code shows a page only when all that it refers to has arrived, at one round trip each.
 * `first` is part of the page as well: what is on screen before the script runs, and the state that the script starts with.
 */
export function showPage(
  webview: vscode.Webview,
  extension: vscode.Uri,
  view: string,
  title: string,
  first?: { heading: string; opening: unknown },
): void {
  const folder = vscode.Uri.joinPath(extension, 'dist', 'webview');
  const read = (name: string) => readFileSync(vscode.Uri.joinPath(folder, name).fsPath, 'utf8');
  const font = webview.asWebviewUri(vscode.Uri.joinPath(folder, 'codicon.ttf'));
  const icons = read('codicon.css').replace(/url\([^)]*\)/, () => `url("${font.toString()}")`);
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
<style nonce="${nonce}">${icons}${read(`${view}.css`)}</style>
<title>${escapeHtml(title)}</title>
</head>
<body>
<div id="form"></div>
${first ? head(first.heading) + dataBlock(first.opening) : ''}
<script nonce="${nonce}">${read(`${view}.js`)}</script>
</body>
</html>`;
}

/** The header that every form begins with, in its place. */
function head(heading: string): string {
  return `<div id="first"><header class="head"><div class="avatar"></div><div class="who"><h1><bdi>${escapeHtml(heading)}</bdi></h1></div></header></div>`;
}

/** JSON in which nothing can end the element. `data-page` tells apart two pages loaded from the same text. */
function dataBlock(value: unknown): string {
  const json = JSON.stringify(value).replaceAll('<', '\\u003c');
  return `<script type="application/json" id="opening" data-page="${randomBytes(8).toString('hex')}">${json}</script>`;
}
