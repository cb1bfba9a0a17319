import * as l10n from '@vscode/l10n';
import { markdownCell } from './safeCells.ts';

/** What one person needs to sign in for the first time. */
export interface Credential {
  id: string;
  displayname?: string | undefined;
  password: string;
}

/** `server` is the address people open in their browser. The text holds passwords: it must not be stored. */
export function credentialsMarkdown(credentials: readonly Credential[], server: string): string {
  const warning = l10n.t('Passwords: hand them over and close this document without saving it.');
  const pages = credentials.map(credential => {
    const lines = linesOf(credential, server).map(([label, value]) => `- ${label}: ${code(value)}`);
    return [`## ${markdownCell(credential.displayname || credential.id)}`, '', ...lines].join('\n');
  });
  return [`# ${l10n.t('Sign-In Details')}`, `> ${warning}`, ...pages].join('\n\n') + '\n';
}

/**
 * For printing: one page a person. Loads nothing, and runs nothing but the dialog that prints it.
 * @param nonce random, for the page's content security policy
 */
export function credentialsHtml(credentials: readonly Credential[], server: string, nonce: string): string {
  const pages = credentials.map(credential => {
    const rows = linesOf(credential, server).map(
      ([label, value]) => `<dt>${escaped(label)}</dt><dd><code>${escaped(value)}</code></dd>`,
    );
    const name = escaped(credential.displayname || credential.id);
    return `<section><h1>${name}</h1><dl>${rows.join('')}</dl></section>`;
  });
  return [
    '<!DOCTYPE html><html><head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'">`,
    `<title>${escaped(l10n.t('Sign-In Details'))}</title><style nonce="${nonce}">${style}</style></head><body>`,
    `<p>${escaped(l10n.t('Print this page now and close it: it cannot be opened again.'))}</p>`,
    ...pages,
    `<script nonce="${nonce}">print()</script></body></html>\n`,
  ].join('\n');
}

const style =
  'section{break-after:page}section:last-of-type{break-after:auto}@media print{p{display:none}}body{font:14pt sans-serif;margin:2cm}dt{margin-top:1em}code{font-size:16pt;overflow-wrap:anywhere;white-space:pre-wrap}';

const linesOf = ({ id, password }: Credential, server: string): [string, string][] => [
  [l10n.t('Address'), server],
  [l10n.t('User ID'), id],
  [l10n.t('Password'), password],
];

/** As code, in which nothing but a longer row of backticks means anything. */
function code(value: string): string {
  const longest = Math.max(0, ...(value.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = '`'.repeat(longest + 1);
  const padded = /^[ `]|[ `]$/.test(value) ? ` ${value} ` : value;
  return fence + padded.replaceAll(/[\r\n]+/g, ' ') + fence;
}

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
