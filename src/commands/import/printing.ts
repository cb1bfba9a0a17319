import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { credentialsHtml } from '../../model/tables/credentials.ts';
import type { PlanSubject } from '../../subjects/subject.ts';
import { commandTitles } from '../../ui/commands.ts';
import { openOnce } from '../../ui/pageOnce.ts';
import type { ActionContext } from '../engine/context.ts';
import { knownCredentials, showCredentials } from './credentials.ts';

/** Prints what new users sign in with, one page a person. The browser does it: VS Code lets no webview print. */
export async function printCredentialsOf(context: ActionContext, plan: PlanSubject): Promise<void> {
  const { ask, messages } = context;
  const credentials = await knownCredentials(context, plan);
  if (credentials.length === 0 || !(await consents(ask, credentials.length))) return;
  const nonce = randomBytes(16).toString('base64');
  const html = credentialsHtml(credentials, plan.server.url, nonce);
  if (await openOnce(html, { open: url => ask.open(url) })) return;
  messages.warn(
    vscode.l10n.t(
      'Your browser cannot open a page from the computer that this VS Code runs on. Show the sign-in details instead, or print from VS Code for the desktop.',
    ),
    { title: commandTitles.showCredentials, run: () => showCredentials(plan.server, credentials) },
  );
}

function consents(ask: ActionContext['ask'], count: number): Promise<boolean> {
  return ask.confirm(
    count === 1
      ? vscode.l10n.t('Print the sign-in details of 1 user?')
      : vscode.l10n.t('Print the sign-in details of {0} users?', count),
    vscode.l10n.t(
      'A page with the passwords opens in your browser, with one sheet for each user. It is stored in no file. Close it after printing.',
    ),
    vscode.l10n.t('Print'),
  );
}
